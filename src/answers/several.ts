import type { Agreement } from '../dataset/schema.ts';
import { daysOf } from '../dataset/time.ts';
import type { Entry } from '../search/entry.ts';
import { CEASEFIRES } from '../search/find.ts';
import { heldTest, isWider, placeFit } from '../search/fit.ts';
import { foldWords } from '../search/fold.ts';
import { meansAgreement } from '../search/words.ts';
import { entriesOf, type Picked, pick, WITH_SYRIA } from './pick.ts';
import { speaksOfCeasefires } from './question.ts';
import { announcementReply, summaryReply } from './replies.ts';
import { type Desk, dateOf, placeNameOf, type Said, say } from './said.ts';
import type { Answer } from './shape.ts';
import { answeredBy, chooses, MOST_OTHERS, make, notSaid, othersOf, type Table } from './table.ts';

/** Answers about several agreements: "Which ceasefires did Daraa have in 2021?", "How many truces were there?". */

const MOST_LISTED = 10;

/** Whether several agreements are asked for. */
export const ASKS_FOR_SEVERAL =
  /^\W*(?:which|what|list|show|name|give|all)\b.*\b(?:deals|agreements|truces|ceasefires|accords|pauses|evacuations)\b/i;

/** Of agreements, those that the question means: "ceasefires" are no evacuations. */
const meant = ({ question, query }: Table, entries: readonly Entry[]): readonly Entry[] => {
  const ceasefires = entries.filter(({ agreement }) => CEASEFIRES.has(agreement.class));
  return speaksOfCeasefires(question) && query.classes.length === 0 && ceasefires.length > 0
    ? ceasefires
    : entries;
};

const ENDINGS: readonly (readonly [RegExp, Agreement['ended']['how']])[] = [
  [/\b(?:fail\w*|collaps\w*|broke(?:n)? down|broken|fell apart|did not hold)\b/i, 'collapsed'],
  [/\bexpir\w+/i, 'expired'],
  [/\b(?:complet\w+|carried out|fulfilled)\b/i, 'completed'],
  [/\b(?:supersed\w+|replaced)\b/i, 'superseded'],
];

const endingIn = (question: string): Agreement['ended']['how'] | undefined =>
  ENDINGS.find(([pattern]) => pattern.test(question))?.[1];

/** Of agreements, those that ended as the question says: "Which truces failed?" */
export const endedSo = ({ question }: Table, entries: readonly Entry[]): readonly Entry[] => {
  const how = endingIn(question);
  return how === undefined ? entries : entries.filter(({ agreement }) => agreement.ended.how === how);
};

/** Whether a question asks for the agreements that ended in one way. */
export const asksForEndings = (question: string): boolean => endingIn(question) !== undefined;

const announcedDay = ({ agreement: { announced } }: Entry): string =>
  daysOf(announced.between?.[0] ?? announced.date).from;

/** One agreement of a list: the date of its announcement, and its name. */
const line = ({ agreement }: Entry, desk: Desk): Said =>
  say(desk.texts.answers.event(dateOf(agreement, desk), agreement.name), agreement.announced.sources);

/** Agreements by the date of their announcement. */
export const listed = (table: Table, entries: readonly Entry[]): Answer | null => {
  const { desk } = table;
  const all = endedSo(table, meant(table, entries)).toSorted((a, b) =>
    announcedDay(a).localeCompare(announcedDay(b)),
  );
  if (all.length < 2) return null;
  const how = endingIn(table.question);
  return make(table, 'answered', {
    said: [
      say(
        desk.texts.answers.listed(
          all.length,
          Math.min(all.length, MOST_LISTED),
          how && desk.texts.endings[how],
        ),
      ),
      ...all.slice(0, MOST_LISTED).map((entry) => line(entry, desk)),
    ],
    others: all.slice(0, MOST_OTHERS).map(({ agreement }) => agreement.id),
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
  const byEnd = query.parties.length === 0 && asksForEndings(question);
  if (!byEnd && (needs.telling || query.features.length > 0)) return null;
  if (!byEnd && !/\b(?:were|are|did|does|have|has|exist)\b/.test(words.join(' '))) return null;
  const { answers } = table.desk.texts;
  const countAll = speaksOfCeasefires(question) ? answers.countCeasefires : answers.countAll;
  if (byEnd && !chooses(table)) return listed(table, index.entries);
  if (!chooses(table)) {
    return make(table, 'answered', {
      said: [say(countAll(meant(table, index.entries).length))],
      others: othersOf(picked, undefined),
    });
  }
  const entries = endedSo(table, meant(table, entriesOf(index, picked.matches)));
  const [only, other] = entries;
  if (!only || other) return listed(table, entries);
  const { said } = announcementReply(only.agreement, table.desk);
  return answeredBy(table, only, { known: true, said: [say(answers.countOne), ...said.slice(0, 1)] }, picked);
};

const EXISTS =
  /^\W*(?:so |and )?(?:(is|was|were|are) there (?:ever |already )?(?:an? |any |no )?|any )(?:[\p{L}-]+ ){0,2}?(?:ceasefires?|cease-fires?|truces?|deals?|agreements?|accords?|pauses?)\b/iu;
const NOW = /\b(?:now|currently|today|still|at the moment)\b/i;

/** "Is there a truce in Homs?", "Which deals are still in force?" ask about the present. */
const asksAboutNow = ({ question, query, ask, needs }: Table): boolean => {
  // "Is there a deal on oil?" asks for that.
  const more = needs.telling || query.leftover.length > 0;
  const [there, verb] = EXISTS.exec(question) ?? [];
  if (there !== undefined && more && !NOW.test(question)) return false;
  if (there !== undefined)
    return NOW.test(question) || (/^(?:is|are)$/i.test(verb ?? '') && query.period === null);
  return (
    ask.kind === 'in force' &&
    (ASKS_FOR_SEVERAL.test(question) || /^\W*what(?:['’]?s| is| are)\b/i.test(question))
  );
};

/** What the dataset can say of what is in force: which agreements have no known end. */
const unended = (table: Table): Answer | null => {
  const { index, desk, query, question } = table;
  // "Today" is no date of an agreement.
  const asked = { ...query, period: NOW.test(question) ? null : query.period };
  const entries = chooses({ ...table, query: asked })
    ? entriesOf(index, pick(index, asked, question).matches)
    : index.entries;
  const open = meant(table, entries)
    .filter(({ agreement }) => agreement.ended.how === 'unknown' && agreement.background !== true)
    .toSorted((a, b) => b.position - a.position);
  if (open.length === 0) return null;
  return make(table, 'answered', {
    said: [
      say(desk.texts.answers.unended(open.length, Math.min(open.length, MOST_LISTED))),
      ...open.slice(0, MOST_LISTED).map((entry) => line(entry, desk)),
    ],
    others: open.slice(0, MOST_OTHERS).map(({ agreement }) => agreement.id),
  });
};

/** "Was there a truce in Homs in 2014?": those that fit, where nothing more is asked of them. */
const existed = (table: Table, picked: Picked): Answer | null => {
  const { index, query, needs, question, desk } = table;
  if (!EXISTS.test(question) || !chooses(table)) return null;
  // Of two sides, one named side is half of the question.
  const sides = query.named.length + (WITH_SYRIA.test(question) ? 1 : 0);
  if (/\bbetween\b/i.test(question) && sides < 2) return notSaid(table, undefined, [], picked);
  if (needs.telling || query.leftover.length > 0) return null;
  // What covers a wider area, or was in force then, is no truce of that place and time.
  const matches = picked.matches.filter(
    ({ why }) =>
      !why.includes('wider area') && !why.includes('in force then') && !why.includes('party took no part'),
  );
  const entries = meant(table, entriesOf(index, matches));
  const [only, other] = entries;
  if (!only) return heldThen(table);
  return other ? listed(table, entries) : answeredBy(table, only, summaryReply(only.agreement, desk), picked);
};

/** Where none began then: the last of those for a place or around it that are known to have held at the time. */
const heldThen = (table: Table): Answer | null => {
  const { index, query, desk } = table;
  const { period } = query;
  const [place] = query.places;
  if (place === undefined || query.named.length > 1 || period?.kind !== 'period') return null;
  const held = heldTest(period.days);
  const entries = meant(
    table,
    index.entries.filter(
      (entry) => held(entry) > 0 && (placeFit(index, entry, place) > 0 || isWider(index, entry, place)),
    ),
  ).slice(-MOST_LISTED);
  if (entries.length === 0) return null;
  return make(table, 'answered', {
    said: [
      say(desk.texts.answers.noneBeganThen(placeNameOf(desk, place))),
      ...entries.map((entry) => line(entry, desk)),
    ],
    others: entries.slice(-MOST_OTHERS).map(({ agreement }) => agreement.id),
  });
};

const MOST_WORDS = 4;
const ASKS = /^\W*(?:who|what|when|where|why|how|which|is|are|was|were|do|does|did|can|will)\b/i;

/** "Aleppo", "russia 2017": a name and nothing that is asked of it. */
const bare = (table: Table, picked: Picked): Answer | null => {
  const { index, query, needs, question, ask, desk } = table;
  const short = foldWords(question).length <= MOST_WORDS && !ASKS.test(question);
  if (!short || ask.kind !== 'words' || needs.telling || query.leftover.length > 0 || !chooses(table))
    return null;
  const entries = entriesOf(
    index,
    picked.matches.filter(({ aside }) => !aside),
  );
  const [only, other] = picked.byName ? picked.rivals : entries;
  if (!only) return null;
  return other ? listed(table, entries) : answeredBy(table, only, summaryReply(only.agreement, desk), picked);
};

/** Whether there was or is an agreement, or what there is of a bare name; null where something else is asked. */
export const existing = (table: Table, picked: Picked): Answer | null =>
  asksAboutNow(table) ? unended(table) : (existed(table, picked) ?? bare(table, picked));
