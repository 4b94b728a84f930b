import type { Entry } from '../search/entry.ts';
import { periodTest } from '../search/fit.ts';
import { foldedLine, foldLetters, foldWords } from '../search/fold.ts';
import type { Named, Query } from '../search/read-query.ts';
import { meansAgreement, stem } from '../search/words.ts';
import { asked } from './asked.ts';
import { SIDES } from './by-words.ts';
import { nothing } from './nothing.ts';
import { entriesOf, hasHandle, pick } from './pick.ts';
import { type PartVerb, readPartVerb } from './question.ts';
import type { Reply } from './reply.ts';
import { dateOf, named, partyNameOf, say, sourcesOf } from './said.ts';
import type { Answer } from './shape.ts';
import { answeredBy, isAtHome, make, notSaid, othersOf, type Table } from './table.ts';
import { whichOne } from './which-one.ts';
import { partReply, principalsOf } from './who.ts';

/** Answers to "Was Jordan a party?", "Did Turkey sign it?". */

const MOST = 5;

// "Was it signed by Jordan?", "Did it include Iran?"
const AFTER = /^(?:by|with|includ\w*|involv\w*|cover\w*|exclud\w*|apply|applied|extend\w*)$/;

/**
 * Whether the question asks about the party, rather than naming its capital as a place: not in "Was it signed
 * in Amman?", nor in "Were patrols agreed in the Moscow protocol?".
 */
const isSubject = ({ question }: Table, { typed }: Named, object = false): boolean => {
  const words = foldWords(question);
  const first = typed.split(' ')[0] ?? '';
  const at = words.indexOf(first);
  return (
    (!object && at >= 0 && at <= 2) ||
    AFTER.test(words[at - 1] ?? '') ||
    (/^(?:the|to)$/.test(words[at - 1] ?? '') && AFTER.test(words[at - 2] ?? ''))
  );
};

const OPPOSED = /^(?:\w+ ){1,3}(?:opposition|rebels?|insurgents?)\b/;

/** The opposition as such, where the question begins with it. */
const oppositionIn = ({
  index,
  query,
  question,
}: Table): { readonly id: string; readonly rest: Query } | null => {
  if (!OPPOSED.test(foldLetters(question))) return null;
  const meaning = index.phrases.get('rebels')?.find(({ kind }) => kind === 'party');
  return meaning ? { id: meaning.id, rest: query } : null;
};

// "The opposition" and "the rebels" are whoever of them an agreement names.
const OPPOSITION = /\bopposition\b/i;

/** The party of an agreement that a party of the question stands for: itself, or its like where it is not named. */
const standsFor = (id: string, { parties }: Entry, { index }: Table): string => {
  const isOpposition = (one: string): boolean => OPPOSITION.test(index.dataset.parties.get(one)?.name ?? '');
  if (parties.has(id) || !isOpposition(id)) return id;
  return [...parties.keys()].find(isOpposition) ?? id;
};

const SUBJECT =
  /^\W*(?:[Dd]id|[Ww]as|[Ww]ere|[Ii]s|[Hh]as|[Hh]ave|[Hh]ad)\s+(?:the\s+)?(\p{Lu}[\p{L}.’'-]*(?:\s+\p{Lu}[\p{L}.’'-]*)*)\s+\p{Ll}/u;

const SINCE_WHEN =
  /^when (?:did|was|were|has|have) (?:\S+ ){1,5}?(?:sign|join|accept|agree|guarantee|broker|mediate|announce|declare)(?:d|ed)?\b/;

/**
 * "When did Israel sign it?" takes for granted that it did. Null where it did, so that the date is told, or
 * where no party is asked about.
 */
export const presumedAnswer = (table: Table): Answer | null => {
  const text = foldedLine(table.question);
  if (!SINCE_WHEN.test(text)) return null;
  const given = partAnswer(table, readPartVerb(table.question) ?? 'party');
  const did = given?.said.some(({ text: said }) => /\bYes\b/.test(said)) ?? true;
  return did || given?.kind === 'which one' ? null : given;
};

/** "Did the EU guarantee it?": who is no party of any record took no part that the sources tell of. */
export const strangerAnswer = (table: Table, verb: PartVerb): Answer | null => {
  const { index, desk, query, question } = table;
  const name = SUBJECT.exec(question)?.[1];
  if (name === undefined || !/^\p{Lu}/u.test(name) || query.places.length > 0) return null;
  const words = foldWords(name);
  // "The Kurds" may well be a party by another name.
  const isKnown = (word: string): boolean =>
    index.phrases.get(word)?.some(({ kind }) => kind !== 'elsewhere') ||
    index.wordFits.has(stem(word)) ||
    meansAgreement(word);
  // A body that the texts only mention signed and guaranteed nothing.
  const isParty = (word: string): boolean => index.phrases.has(word) || meansAgreement(word);
  const formal = (verb === 'sign' || verb === 'guarantee') && /^\p{Lu}{3,}$/u.test(name);
  if (words.some(formal ? isParty : isKnown)) return null;
  const picked = pick(index, query, question);
  const [top] = picked.rivals;
  if (!top || !hasHandle({ ...query, words: [] })) return null;
  const { answers } = desk.texts;
  const parties = principalsOf(top.agreement);
  return make(table, 'not said', {
    agreement: top.agreement.id,
    said: [say(answers.noPart(name, answers.partVerbs[verb], named(top.agreement, desk)))],
    nearest: [
      say(answers.partiesOf(parties.map(({ party }) => partyNameOf(desk, party))), sourcesOf(parties)),
    ],
    others: othersOf(picked, top.agreement.id),
  });
};

/**
 * What a party did in the agreement of the question. The agreement is looked for without the party, so that
 * "Did Hezbollah sign the July 2017 ceasefire?" is about the ceasefire, not about Hezbollah's own deals. Null
 * where the question names no party.
 */
export const partAnswer = (table: Table, verb: PartVerb): Answer | null => {
  const { index, desk, query, question } = table;
  // "Does it cover Islamic State?": the object. "Was Islamic State covered by it?": the subject.
  const object =
    table.ask.kind === 'covered' &&
    !/\b(?:covered|excluded|exempt\w*|left out) (?:by|from|of|in)\b/i.test(question);
  const subject = asked(table, 'party', (one) => isSubject(table, one, object)) ?? oppositionIn(table);
  if (!subject) return null;
  // "Between the SDF and the government": every war has one, so it chooses no agreement.
  const rest = { ...subject.rest, words: subject.rest.words.filter((word) => !SIDES.has(word)) };
  const about = (entries: readonly Entry[]): Answer =>
    whichOne(
      table,
      entries.map(
        (entry) =>
          [entry, partReply(entry.agreement, standsFor(subject.id, entry, table), verb, desk)] as const,
      ),
    );
  const whole = pick(index, query, question);
  if (!hasHandle(rest)) {
    if (!isAtHome(table)) return nothing(table);
    if (table.needs.telling) return notSaid(table, undefined, [], whole);
    return about(entriesOf(index, whole.matches.slice(0, MOST)));
  }
  const picked = pick(index, rest, question);
  const [top] = picked.rivals;
  if (!top || !isAtHome(table)) return nothing(table);
  const involved = picked.rivals.filter(
    (entry) => (entry.parties.get(standsFor(subject.id, entry, table)) ?? 0) > 0,
  );
  const replyOf = (entry: Entry): Reply =>
    partReply(entry.agreement, standsFor(subject.id, entry, table), verb, desk);
  if (involved.length > 1) {
    const doing = involved.filter((entry) => replyOf(entry).known);
    const [only] = doing;
    return only && doing.length === 1 ? answeredBy(table, only, replyOf(only), picked) : about(involved);
  }
  // "Did Israel and Syria sign an agreement in 2026?" asks for one of both, "Did Hezbollah sign the July 2017
  // ceasefire?" for that ceasefire.
  const byYearAlone =
    rest.names.length + rest.named.length + rest.classes.length === 0 &&
    rest.period?.kind === 'period' &&
    rest.period.form === 'year';
  // What was only in force then is another agreement.
  const test = rest.period ? periodTest(rest.period) : null;
  const isThen = (entry: Entry): boolean => test === null || test(entry) > 0;
  const ofBoth =
    (rest.named.length > 0 || byYearAlone) && !picked.byName
      ? entriesOf(index, whole.matches).find(
          (entry) => (entry.parties.get(subject.id) ?? 0) >= 0.5 && isThen(entry),
        )
      : undefined;
  // A year alone chooses none of its many agreements.
  if (byYearAlone && !involved[0] && !ofBoth) return notSaid(table, undefined, [], picked);
  const chosen = involved[0] ?? ofBoth ?? top;
  const id = standsFor(subject.id, chosen, table);
  const reply = partReply(chosen.agreement, id, verb, desk);
  if (reply.known) return answeredBy(table, chosen, reply, picked);
  const elsewhere = entriesOf(index, whole.matches).find(
    (entry) => entry !== chosen && (entry.parties.get(id) ?? 0) >= 0.5,
  );
  const near =
    elsewhere &&
    desk.texts.answers.elsewherePart(
      partyNameOf(desk, id),
      elsewhere.agreement.parties
        .filter(({ party }) => party === id)
        .map(({ role }) => desk.texts.roles[role])
        .join(', '),
      elsewhere.agreement.name,
      dateOf(elsewhere.agreement, desk),
    );
  return make(table, 'not said', {
    agreement: chosen.agreement.id,
    said: reply.said.slice(0, 1),
    nearest: [...reply.said.slice(1), ...(near ? [say(near, elsewhere.agreement.announced.sources)] : [])],
    others: othersOf(picked, chosen.agreement.id),
  });
};
