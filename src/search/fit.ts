import { type Days, overlaps } from '../dataset/time.ts';
import type { SearchIndex } from './build-index.ts';
import { dayNumber, type Entry } from './entry.ts';
import type { PeriodReading } from './period.ts';
import type { Meaning } from './phrases.ts';

/** How well one agreement fits one thing that was asked for: from 0 (not at all) to 1. */

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
  return period.kind === 'impossible' ? () => 0 : daysTest(period.days);
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

/** How well an agreement fits a place or a party; below 0.5 a party took no part. */
export const meaningFit = (index: SearchIndex, entry: Entry, meaning: Meaning): number =>
  meaning.kind === 'place' ? placeFit(index, entry, meaning.id) : (entry.parties.get(meaning.id) ?? 0);

/** The positions of the agreements that a place or party may fit. */
export const positionsOf = (index: SearchIndex, meaning: Meaning): readonly number[] =>
  meaning.kind === 'party'
    ? (index.entriesByParty.get(meaning.id) ?? [])
    : [...(index.placeFits.get(meaning.id)?.keys() ?? [])];

type Unit = { readonly weight: number; readonly fit: Test };

const rarity = (index: SearchIndex, holders: number): number =>
  Math.log(1 + index.entries.length / (1 + holders));

/** A stemmed word to be found in an agreement's names or texts. */
export const wordUnit = (index: SearchIndex, word: string): Unit => ({
  weight: rarity(index, index.entriesByWord.get(word)?.length ?? 0),
  fit: (entry) => entry.words.get(word) ?? 0,
});

/** A place or party as one word among others: being excluded from an agreement counts as well. */
export const namedUnit = (index: SearchIndex, meanings: readonly Meaning[]): Unit => ({
  weight: rarity(index, Math.max(...meanings.map((meaning) => positionsOf(index, meaning).length))),
  fit: (entry) =>
    Math.max(
      ...meanings.map((meaning) =>
        meaning.kind === 'party' &&
        entry.agreement.excluded.some(({ parties }) => parties.includes(meaning.id))
          ? 0.8
          : meaningFit(index, entry, meaning),
      ),
    ),
});

/** The share of some units that an agreement holds, rare ones counting more. */
export const cover = (units: readonly Unit[]): Test => {
  const sum = units.reduce((all, { weight }) => all + weight, 0);
  return sum === 0
    ? () => 0
    : (entry) => units.reduce((all, { weight, fit }) => all + weight * fit(entry), 0) / sum;
};
