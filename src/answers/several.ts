import type { Agreement } from '../dataset/schema.ts';
import type { Entry } from '../search/entry.ts';
import { CEASEFIRES } from '../search/find.ts';
import { foldWords } from '../search/fold.ts';
import { meansAgreement } from '../search/words.ts';
import { entryOf, type Picked } from './pick.ts';
import { announcementReply } from './replies.ts';
import { say } from './said.ts';
import type { Answer } from './shape.ts';
import { chooses, make, othersOf, type Table } from './table.ts';

/** Answers about several agreements: "Which ceasefires did Daraa have in 2021?", "How many truces were there?". */

const MOST_LISTED = 10;

const ASKS_FOR_CEASEFIRES = /\b(?:ceasefires|cease-fires|truces)\b/i;

/** Of agreements, those that the question means: "ceasefires" are no evacuations. */
const meant = ({ question, query }: Table, entries: readonly Entry[]): readonly Entry[] => {
  const ceasefires = entries.filter(({ agreement }) => CEASEFIRES.has(agreement.class));
  return ASKS_FOR_CEASEFIRES.test(question) && query.classes.length === 0 && ceasefires.length > 0
    ? ceasefires
    : entries;
};

const ENDINGS: readonly (readonly [RegExp, Agreement['ended']['how']])[] = [
  [/\b(?:fail\w*|collaps\w*|broke(?:n)? down|broken|fell apart|did not hold)\b/i, 'collapsed'],
  [/\bexpir\w+/i, 'expired'],
  [/\b(?:complet\w+|carried out|fulfilled)\b/i, 'completed'],
  [/\b(?:supersed\w+|replaced)\b/i, 'superseded'],
];

/** Of agreements, those that ended as the question says: "Which truces failed?" */
const endedSo = ({ question }: Table, entries: readonly Entry[]): readonly Entry[] => {
  const how = ENDINGS.find(([pattern]) => pattern.test(question))?.[1];
  return how === undefined ? entries : entries.filter(({ agreement }) => agreement.ended.how === how);
};

/** Whether a question asks for the agreements that ended in one way. */
export const asksForEndings = (question: string): boolean =>
  ENDINGS.some(([pattern]) => pattern.test(question));

/** Agreements by date, each with its announcement. */
export const listed = (table: Table, entries: readonly Entry[], picked: Picked): Answer | null => {
  const { desk } = table;
  const all = endedSo(table, meant(table, entries)).toSorted((a, b) => a.position - b.position);
  if (all.length < 2) return null;
  return make(table, 'answered', {
    said: [
      say(desk.texts.answers.listed(all.length, Math.min(all.length, MOST_LISTED))),
      ...all
        .slice(0, MOST_LISTED)
        .flatMap(({ agreement }) => announcementReply(agreement, desk).said.slice(0, 1)),
    ],
    others: othersOf(picked, undefined),
  });
};

// "How many Aleppo truces were there?"
const HOW_MANY = /^how many ((?:\S+ ){0,3}?)(?:were|are|was|is|did|do|does|have|has|exist|in|of)\b/;

/** "How many ceasefires were there in Aleppo?": the number of agreements that fit, and which these are. */
export const agreementCount = (table: Table, picked: Picked): Answer | null => {
  const { index, query, needs, question } = table;
  const words = foldWords(question);
  const counted = HOW_MANY.exec(words.join(' '))?.[1]?.split(' ') ?? [];
  if (!counted.some(meansAgreement) || query.leftover.length > 0) return null;
  if (needs.telling || query.features.length > 0) return null;
  if (!/\b(?:were|are|did|does|have|has|exist)\b/.test(words.join(' '))) return null;
  if (query.names.length > 0) return null;
  const { answers } = table.desk.texts;
  const countAll = ASKS_FOR_CEASEFIRES.test(question) ? answers.countCeasefires : answers.countAll;
  if (!chooses(table)) {
    return make(table, 'answered', {
      said: [say(countAll(meant(table, index.entries).length))],
      others: othersOf(picked, undefined),
    });
  }
  const entries = picked.matches.flatMap(({ id }) => entryOf(index, id) ?? []);
  return (
    listed(table, entries, picked) ??
    (entries.length === 1
      ? make(table, 'answered', { said: [say(answers.countThatFit(1))], others: othersOf(picked, undefined) })
      : null)
  );
};
