import { differenceInCalendarDays } from 'date-fns/differenceInCalendarDays';
import { parseISO } from 'date-fns/parseISO';
import { type Days, overlaps } from '../dataset/time.ts';
import { canon, type Fact } from '../search/facts.ts';
import { placeFit } from '../search/fit.ts';
import { readPeriods } from '../search/period.ts';
import type { Named } from '../search/read-query.ts';
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
export const daysIn = ({ from, to }: Days): number => differenceInCalendarDays(parseISO(to), parseISO(from));

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
  // A count of six years is none of its last month.
  const common = intersection(own.days, period.days);
  return common !== null && daysIn(common) * 3 >= daysIn(own.days);
};

// Who broke what is told of a place only where it is of that place.
const WAR = canon('war');
const VIOLATION = canon('violations');

/** Whether a figure is of the places and the period of the question, for answers by words. */
// What is asked of the war is not told of one deal.
export const isOfWar = ({ question }: Table, fact: Fact): boolean =>
  fact.kind !== 'figure' || !/\bwar\b/i.test(question) || fact.words.includes(WAR);

export const isFigureOf = (table: Table, fact: Fact): boolean =>
  isOfWar(table, fact) &&
  (!(fact.kind === 'figure' || fact.has.has(VIOLATION)) ||
    (fitsWholly(table, fact) && fitsPeriod(table, fact)));
