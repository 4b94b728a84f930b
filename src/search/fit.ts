import { type Days, overlaps } from '../dataset/time.ts';
import type { SearchIndex } from './build-index.ts';
import { dayNumber, type Entry } from './entry.ts';
import type { PeriodReading } from './period.ts';
import type { Meaning } from './phrases.ts';

/** How well one agreement fits one thing that was asked for: from 0 (not at all) to 1. */

/** How well an agreement fits: from 0 (not at all) to 1. */
export type Test = (entry: Entry) => number;

/** A date known to the month only, in a search for one of its days. */
export const PERHAPS = 0.6;

/** 1 where a date of the agreement lies in the days, less where it is known too roughly to say. */
const daysTest = (days: Days): Test => {
  const from = dayNumber(days.from);
  const to = dayNumber(days.to);
  return (entry) => {
    if (entry.reach[1] <= from || entry.reach[0] >= to) return 0;
    let fit = 0;
    for (const own of entry.days) {
      if (!overlaps(own, days)) continue;
      if (own.from >= days.from && own.to <= days.to) return 1;
      fit = PERHAPS;
    }
    return fit;
  };
};

const yearlessTest = (month: number, day: number | undefined): Test => {
  const fits =
    day === undefined
      ? (mark: number): boolean => Math.floor(mark / 100) === month
      : (mark: number): boolean => mark === month * 100 + day;
  return ({ marks }) => (marks.some(fits) ? 1 : 0);
};

/** Whether an agreement was announced, signed or took effect in a period. */
export const periodTest = (period: PeriodReading): Test => {
  if (period.kind === 'yearless') return yearlessTest(period.month, period.day);
  if (period.kind === 'impossible') return () => 0;
  const tests = [period.days, ...(period.also ?? [])].map(daysTest);
  const [only, ...more] = tests;
  if (only && more.length === 0) return only;
  return (entry) => Math.max(...tests.map((test) => test(entry)));
};

/** Whether an agreement held on some of the days, as far as its end is known. */
export const heldTest =
  (days: Days): Test =>
  (entry) =>
    entry.held && overlaps(entry.held, days) ? 1 : 0;

/** How well an agreement fits a place: best where it names it, next where it names places inside it. */
export const placeFit = (index: SearchIndex, { position }: Entry, place: string): number =>
  index.placeFits.get(place)?.get(position) ?? 0;

/** Whether an agreement covers an area around a place. */
export const isWider = (index: SearchIndex, entry: Entry, place: string): boolean => {
  const around = index.around.get(place);
  return around !== undefined && entry.agreement.areas.places.some((id) => around.has(id));
};

const NONE: ReadonlyMap<number, number> = new Map();

/** By position: how well the agreements fit a place or a party. Below 0.5 a party took no part. */
export const fitsOfMeaning = (index: SearchIndex, { kind, id }: Meaning): ReadonlyMap<number, number> =>
  (kind === 'place' ? index.placeFits : index.partyFits).get(id) ?? NONE;

/** How well an agreement fits a place or a party; below 0.5 a party took no part. */
export const meaningFit = (index: SearchIndex, { position }: Entry, meaning: Meaning): number =>
  fitsOfMeaning(index, meaning).get(position) ?? 0;

/** Something to be found in agreements: how much it counts, and by position how well each has it. */
type Unit = { readonly weight: number; readonly fits: ReadonlyMap<number, number> };

const rarity = (index: SearchIndex, holders: number): number =>
  Math.log(1 + index.entries.length / (1 + holders));

/** A stemmed word to be found in an agreement's names or texts. */
export const wordUnit = (index: SearchIndex, word: string): Unit => {
  const fits = index.wordFits.get(word) ?? NONE;
  return { weight: rarity(index, fits.size), fits };
};

/** The better fit of several, by position. */
const better = (all: readonly ReadonlyMap<number, number>[]): ReadonlyMap<number, number> => {
  const [only = NONE, ...others] = all;
  if (others.length === 0) return only;
  const fits = new Map(only);
  for (const one of others) {
    for (const [position, fit] of one) fits.set(position, Math.max(fits.get(position) ?? 0, fit));
  }
  return fits;
};

/** A place or party as one word among others: being excluded from an agreement counts as well. */
export const namedUnit = (index: SearchIndex, meanings: readonly Meaning[]): Unit => {
  const all = meanings.map((meaning) => fitsOfMeaning(index, meaning));
  const excluded = meanings.flatMap(({ kind, id }) =>
    kind === 'party' ? (index.excludedFrom.get(id) ?? []) : [],
  );
  const left = excluded.length > 0 ? [new Map(excluded.map((position) => [position, 0.8]))] : [];
  return {
    weight: rarity(index, Math.max(...all.map(({ size }) => size))),
    fits: better([...all, ...left]),
  };
};

/** Parties that a word describes, as one word among others. */
export const partyUnit = (index: SearchIndex, parties: readonly string[]): Unit =>
  namedUnit(
    index,
    parties.map((id) => ({ kind: 'party', id })),
  );

/** One word that can be found in two ways. */
export const eitherUnit = (index: SearchIndex, one: Unit, other: Unit): Unit => {
  const fits = better([one.fits, other.fits]);
  return { weight: rarity(index, fits.size), fits };
};

/** By position: the share of some units that each agreement holds, rare units counting more. */
export const sharesOf = (index: SearchIndex, units: readonly Unit[]): Float64Array => {
  const shares = new Float64Array(index.entries.length);
  const sum = units.reduce((all, { weight }) => all + weight, 0);
  for (const { weight, fits } of units) {
    for (const [position, fit] of fits) shares[position] = (shares[position] ?? 0) + (weight / sum) * fit;
  }
  return shares;
};
