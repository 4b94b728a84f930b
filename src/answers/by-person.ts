import type { Agreement } from '../dataset/schema.ts';
import type { Entry } from '../search/entry.ts';
import { foldWords } from '../search/fold.ts';
import { meansAgreement, STOP_WORDS, stem } from '../search/words.ts';
import { pick } from './pick.ts';
import { announcementReply } from './replies.ts';
import { named, type Said, say, sourcesOf } from './said.ts';
import type { Answer } from './shape.ts';
import { answeredBy, isAtHome, make, othersOf, type Table } from './table.ts';

/** Answers to "Did Tillerson announce it?": what a person did, by what the sources say of that person. */

type Person = NonNullable<Agreement['people']>[number];
type Did = Person['did'];

const VERBS: readonly (readonly [Did, RegExp])[] = [
  ['announced', /^(?:announced?|unveil(?:ed)?|declared?|proclaim(?:ed)?)$/],
  ['signed', /^sign(?:ed)?$/],
  ['present', /^(?:present|attend(?:ed)?|in|sit)$/],
  ['confirmed', /^confirm(?:ed)?$/],
  ['mediated', /^(?:mediated?|broker(?:ed)?)$/],
  ['reached', /^(?:reach(?:ed)?|agreed?|negotiated?|strike|struck|made?|make)$/],
];
const AUXILIARY = /^(?:did|was|were|is|has|have|had)$/;
const MOST_WORDS = 7;

type Asked = {
  /** The names before the verb, or after "by", each in its folded words. */
  readonly persons: readonly (readonly string[])[];
  readonly did: Did;
};

const didOf = (word: string | undefined): Did | undefined =>
  word === undefined ? undefined : VERBS.find(([, pattern]) => pattern.test(word))?.[0];

const splitAtAnd = (words: readonly string[]): readonly (readonly string[])[] =>
  words
    .join(' ')
    .split(/ and | or /)
    .map((name) => name.split(' ').filter((word) => !STOP_WORDS.has(word)))
    .filter((name) => name.length > 0);

/** Who is said to have done what in a question of yes or no, or null where no person is its subject. */
const readAsked = (question: string): Asked | null => {
  const [first = '', ...words] = foldWords(question);
  if (!AUXILIARY.test(first)) return null;
  // "Was it Kerry who announced it?"
  const at = words.findIndex((word) => didOf(word) !== undefined);
  const did = didOf(words[at]);
  if (did === undefined || at < 1) return null;
  const by = words[at + 1] === 'by' ? words.slice(at + 2, at + 5) : null;
  const subject = by ?? words.slice(0, at);
  if (subject.length > MOST_WORDS) return null;
  const persons = splitAtAnd(subject);
  // "Was Tillerson in the talk?", but not "Was Suwayda in the deal?".
  const inTalk = words[at] !== 'in' || /^(?:talks?|room|meeting|conversation)$/.test(words.at(-1) ?? '');
  return persons.length > 0 && inTalk ? { persons, did } : null;
};

/** Whether a word of a name belongs to a place, a party, an agreement or a date, and to no person. */
const isOther = ({ query, index }: Table, word: string): boolean =>
  meansAgreement(word) ||
  /\d/.test(word) ||
  query.named.some(({ typed }) => typed.split(' ').includes(word)) ||
  (query.period !== null && foldWords('typed' in query.period ? query.period.typed : '').includes(word)) ||
  (index.wordFits.has(word) && !index.properWords().has(word));

const bears = (name: readonly string[], person: Person): boolean => {
  const surname = foldWords(person.name).at(-1);
  return surname !== undefined && name.at(-1) === surname;
};

/** Whether a name is a person's: one that the dataset has, or one written with a capital. */
const isPerson = ({ index, question }: Table, name: readonly string[]): boolean =>
  index.dataset.agreements.some(({ people = [] }) => people.some((person) => bears(name, person))) ||
  // "The Kurds" are no person, and may be a party by another name.
  (!name.some((word) => word.endsWith('s') && index.wordFits.has(stem(word))) &&
    name.every((word) =>
      question.split(/[^\p{L}]+/u).some((typed) => /^\p{Lu}/u.test(typed) && foldWords(typed)[0] === word),
    ));

const shown = (question: string, name: readonly string[]): string =>
  question
    .split(/[^\p{L}\p{N}’'-]+/u)
    .filter((word) => name.includes(foldWords(word)[0] ?? ''))
    .filter((word, at, all) => all.indexOf(word) === at)
    .join(' ');

/** Null where the question is none of yes or no about a person. */
export const personAnswer = (table: Table): Answer | null => {
  const { index, desk, query, question } = table;
  // "Did Kerry announce it in Moscow?" asks for the place.
  const asked = isAtHome(table) && table.ask.kind !== 'where made' ? readAsked(question) : null;
  if (asked === null) return null;
  if (asked.persons.some((name) => !isPerson(table, name) || name.some((word) => isOther(table, word)))) {
    return null;
  }
  const { answers } = desk.texts;
  const { did, persons } = asked;
  const picked = pick(index, query, question);
  const peopleOf = ({ agreement }: Entry): readonly Person[] => agreement.people ?? [];
  const knows = (entry: Entry): number =>
    persons.filter((name) => peopleOf(entry).some((person) => bears(name, person))).length;
  const [entry] = picked.rivals.toSorted((a, b) => knows(b) - knows(a));
  if (!entry) return null;
  const people = peopleOf(entry);
  const personText = ({ name, office }: Person): string => answers.person(name, office);
  const lines = (some: readonly Person[]): readonly Said[] =>
    some
      .filter(({ note }, at) => some.findIndex((other) => other.note === note) === at)
      .flatMap(({ note, sources }) => (note ? [say(answers.sentence(note), sources)] : []));
  const about = named(entry.agreement, desk);
  const doing = persons.map((name) => people.find((person) => person.did === did && bears(name, person)));
  const done = doing.filter((person) => person !== undefined);
  if (done.length === persons.length) {
    const text = `${about}. ${answers.personDid(answers.list(done.map(personText)), did)}`;
    return answeredBy(
      table,
      entry,
      { known: true, said: [say(text, sourcesOf(done)), ...lines(done)] },
      picked,
    );
  }
  const missing = persons[doing.indexOf(undefined)] ?? [];
  const own = people.filter((person) => bears(missing, person));
  const others = people.filter((person) => person.did === did);
  const line = others.length > 0 ? [say(answers.people(did, others.map(personText)), sourcesOf(others))] : [];
  return make(table, 'not said', {
    agreement: entry.agreement.id,
    said: [say(answers.personDidNot(own[0]?.name ?? shown(question, missing), did, about))],
    nearest: [
      ...own.map((person) => say(answers.people(person.did, [personText(person)]), person.sources)),
      ...lines(own),
      ...line,
      ...(own.length + line.length === 0 ? announcementReply(entry.agreement, desk).said.slice(0, 2) : []),
    ],
    others: othersOf(picked, entry.agreement.id),
  });
};
