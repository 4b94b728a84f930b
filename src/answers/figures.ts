import { differenceInCalendarDays } from 'date-fns/differenceInCalendarDays';
import { parseISO } from 'date-fns/parseISO';
import type { Agreement } from '../dataset/schema.ts';
import { type Days, overlaps } from '../dataset/time.ts';
import { canon, type Fact, plainWords } from '../search/facts.ts';
import { placeFit } from '../search/fit.ts';
import { foldWords } from '../search/fold.ts';
import { readPeriods } from '../search/period.ts';
import type { Named } from '../search/read-query.ts';
import { STOP_WORDS, SUBJECT_WORDS } from '../search/words.ts';
import type { Table } from './table.ts';

/** Whether a count is of the place, the parties and the period of a question. */

/** Whether the fact itself names every place and party of the question. */
export const namesAll = ({ query }: Table, fact: Fact): boolean =>
  query.named.every(({ meanings }) => meanings.some(({ kind, id }) => fact.has.has(`${kind}:${id}`)));

/** Whether a fact names a place or party, or its agreement lies wholly in the place. */
export const isWhollyOf = ({ index }: Table, fact: Fact, { meanings }: Named): boolean => {
  const entry = index.entries[fact.position];
  return meanings.some(
    ({ kind, id }) =>
      fact.has.has(`${kind}:${id}`) ||
      (kind === 'place' &&
        entry !== undefined &&
        placeFit(index, entry, id) > 0 &&
        entry.agreement.areas.places.every((one) => index.inside.get(id)?.has(one))),
  );
};

/** Whether an agreement lies wholly in the places of the question, and has its parties, or is called by name. */
export const fitsWholly = (table: Table, fact: Fact): boolean => {
  const { index, query } = table;
  const entry = index.entries[fact.position];
  return (
    entry !== undefined &&
    (query.names.includes(entry.agreement.id) || query.named.every((named) => isWhollyOf(table, fact, named)))
  );
};

const intersection = (a: Days, b: Days): Days | null => {
  const [, from = a.from] = [a.from, b.from].toSorted();
  const [to = a.to] = [a.to, b.to].toSorted();
  return overlaps(a, b) ? { from, to } : null;
};

/** How many days a run of days has: its end, which is not in it, is not counted. */
export const daysIn = ({ from, to }: Days): number => differenceInCalendarDays(parseISO(to), parseISO(from));

const A_YEAR = 366;

/** Whether a figure's own period agrees with that of the question. */
export const fitsPeriod = ({ index, query }: Table, fact: Fact): boolean => {
  const { period } = query;
  const figure =
    fact.kind === 'figure' ? index.entries[fact.position]?.agreement.figures?.[fact.at] : undefined;
  if (period?.kind !== 'period' || figure?.period === undefined) return true;
  const own = readPeriods(figure.period, { today: period.days.from }).readings.find(
    (reading) => reading.kind === 'period',
  );
  if (own?.kind !== 'period') return true;
  // What was counted to 2017 is no count by 2021.
  if (period.form === 'before' && daysIn({ from: own.days.to, to: period.days.to }) > A_YEAR) return false;
  // A count of six years is none of its last month.
  const common = intersection(own.days, period.days);
  return common !== null && daysIn(common) * 3 >= daysIn(own.days);
};

const WAR = canon('war');

/**
 * Whether a figure is of the whole war where that is asked about, and of a deal where a deal is. True of other
 * facts.
 */
export const isOfWar = ({ index, question }: Table, fact: Fact): boolean => {
  if (fact.kind !== 'figure') return true;
  const ofWar = fact.words.includes(WAR);
  if (/\bwar\b/i.test(question)) return ofWar;
  // Nor the other way round: "How many died in the southern ceasefire?"
  if (OF_ALL.test(question) || !OF_A_DEAL.test(question)) return true;
  const agreement = index.entries[fact.position]?.agreement;
  return !ofWar && agreement !== undefined && !beganBefore(agreement, fact.at);
};

/** Whether a figure counts from before the month of its agreement: then it is none of what the agreement did. */
const beganBefore = ({ announced, figures = [] }: Agreement, at: number): boolean => {
  const period = figures[at]?.period;
  if (period === undefined) return false;
  if (/^to\b/.test(period)) return true;
  const [own] = readPeriods(period, { today: announced.date.slice(0, 10) }).readings;
  return own?.kind === 'period' && own.days.from < `${announced.date.slice(0, 7)}-01`;
};
const OF_ALL = /\b(?:according|since|gives?|gave)\b/i;
const OF_A_DEAL =
  /\b(?:truces?|ceasefires?|deals?|agreements?|accords?|memorand\w+|cessations?|pauses?|extensions?|zones?)\b/i;

/**
 * Whether a count of deaths is of all that the question asks for: those of one attack are not those of a deal,
 * nor are those in breaches all that there were.
 */
export const isOfDeaths = ({ index, query, question }: Table, fact: Fact): boolean => {
  const figure =
    fact.kind === 'figure' ? index.entries[fact.position]?.agreement.figures?.[fact.at] : undefined;
  if (figure === undefined || !plainWords(figure.what).map(canon).includes(KILLED)) return true;
  const asked = new Set(plainWords(question).map(canon));
  const chosen = query.names.length + query.classes.length + query.places.length > 0 || query.period !== null;
  if (!chosen || plainWords(figure.by).some((word) => !STOP_WORDS.has(word) && asked.has(canon(word))))
    return true;
  return plainWords(figure.what).every(
    (word) =>
      asked.has(canon(word)) ||
      ANYBODY.has(canon(word)) ||
      STOP_WORDS.has(word) ||
      SUBJECT_WORDS.has(word) ||
      index.phrases.has(word),
  );
};
const KILLED = canon('killed');
const ANYBODY: ReadonlySet<string> = new Set(['people', 'civilians', 'killed', 'syrians'].map(canon));

/** Whether a fact is of those who are counted: "How many Israelis …?" */
export const isOfCounted = ({ query, question }: Table, fact: Fact): boolean => {
  const [, , counted = ''] = foldWords(question);
  return query.named.every(
    ({ typed, meanings }) =>
      typed.split(' ')[0] !== counted || meanings.some(({ kind, id }) => fact.has.has(`${kind}:${id}`)),
  );
};

const VIOLATION = canon('violations');

/**
 * Whether a figure is of the places and the period of the question, for answers by words. Who broke what is told
 * of a place only where it is of that place. True of other facts.
 */
export const isFigureOf = (table: Table, fact: Fact): boolean =>
  isOfWar(table, fact) &&
  (!(fact.kind === 'figure' || fact.has.has(VIOLATION)) ||
    (fitsWholly(table, fact) && fitsPeriod(table, fact)));
