import { foldLetters, foldWords } from '../search/fold.ts';
import { pick } from './pick.ts';
import { named, type Said, say, sourcesOf } from './said.ts';
import type { Answer } from './shape.ts';
import { answeredBy, isAtHome, isYesNo, make, othersOf, type Table } from './table.ts';

/** Answers to "Did Tillerson announce it?": what a person did, by what the sources say of that person. */

type Did = 'announced' | 'reached' | 'signed' | 'present' | 'confirmed' | 'mediated';

const VERBS: readonly (readonly [Did, RegExp])[] = [
  ['announced', /\b(?:announc\w+|unveil\w*|declar\w+)\b/],
  ['signed', /\bsign(?:ed|s)?\b/],
  ['present', /\b(?:present|attend\w*|in the room|sat in|take part|took part)\b/],
  ['confirmed', /\bconfirm\w*\b/],
  ['mediated', /\b(?:mediat\w+|broker\w*)\b/],
  ['reached', /\b(?:reach\w*|agree\w*|negotiat\w+|strike|struck|make|made)\b/],
];

/** Null where the question is none of yes or no about a person whom the agreement's record names. */
export const personAnswer = (table: Table): Answer | null => {
  const { index, desk, query, question } = table;
  if (!isYesNo(table) || !isAtHome(table)) return null;
  const text = foldLetters(question);
  const did = VERBS.find(([, pattern]) => pattern.test(text))?.[0];
  if (did === undefined) return null;
  const words = new Set(foldWords(question));
  const picked = pick(index, query, question);
  for (const entry of picked.rivals) {
    const people = entry.agreement.people ?? [];
    const own = people.filter(({ name }) => {
      const surname = foldWords(name).at(-1);
      return surname !== undefined && words.has(surname);
    });
    const [first] = own;
    if (!first) continue;
    const { answers } = desk.texts;
    const person = answers.person(first.name, first.office);
    const same = own.filter((one) => one.did === did);
    const lines = (some: typeof own): readonly Said[] =>
      some.flatMap(({ note, sources }) => (note ? [say(answers.sentence(note), sources)] : []));
    if (same.length > 0) {
      const text = `${named(entry.agreement, desk)}. ${answers.personDid(person, did)}`;
      return answeredBy(
        table,
        entry,
        { known: true, said: [say(text, sourcesOf(same)), ...lines(same)] },
        picked,
      );
    }
    return make(table, 'not said', {
      agreement: entry.agreement.id,
      said: [say(answers.personDidNot(first.name, did, named(entry.agreement, desk)))],
      nearest: [...own.map((one) => say(answers.people(one.did, [person]), one.sources)), ...lines(own)],
      others: othersOf(picked, entry.agreement.id),
    });
  }
  return null;
};
