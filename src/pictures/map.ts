import { inForceOn } from '../dataset/in-force.ts';
import type { Dataset } from '../dataset/load.ts';
import type { Agreement } from '../dataset/schema.ts';
import { textsFor } from '../texts/texts.ts';
import { altText } from './alt.ts';
import { areasOf, COUNTRY } from './areas.ts';
import { barOf } from './bars.ts';
import type { MapScene } from './scenes.ts';

/** The map of Syria: what one agreement covers, or what was in force where on a day. */

// Lines of a list on a map; the rest is counted.
const MOST_CERTAIN = 8;
const MOST_POSSIBLE = 5;

const governoratesOf = ({ places }: Dataset): MapScene['governorates'] =>
  [...places.values()]
    .filter(({ kind }) => kind === 'governorate')
    .map(({ id, name, aliases }) => ({ id, name, aliases }));

const placeNames = ({ places }: Dataset, { areas }: Agreement, wholeCountry: string): readonly string[] =>
  areas.places.map((id) => (id === COUNTRY ? wholeCountry : (places.get(id)?.name ?? id)));

/** The map of one agreement: the governorates and places that it names. `locale` is a Discord locale. */
export const mapForAgreement = (dataset: Dataset, agreement: Agreement, locale?: string): MapScene => {
  const texts = textsFor(locale).pictures;
  const { words, how } = barOf(agreement, texts);
  const places = placeNames(dataset, agreement, texts.map.wholeCountry);
  const covers = places.length > 0 ? texts.map.covers(places) : texts.map.noPlaces;
  return {
    kind: 'map',
    title: agreement.name,
    subtitle: `${texts.timeline.run(words.start, words.end, how)} · ${covers}`,
    certain: areasOf(dataset, [agreement]),
    possible: areasOf(dataset, []),
    governorates: governoratesOf(dataset),
    lists: [],
    legend: texts.map.legend,
    boundaries: texts.map.boundaries,
    edition: texts.edition(dataset.info.date),
    alt: altText(
      texts.map.alt.agreement(agreement.name, words.start, words.end, how),
      [texts.map.alt.sentence(covers)],
      texts.more,
    ),
  };
};

const list = (
  heading: string,
  lines: readonly string[],
  most: number,
  more: (left: number) => string,
): MapScene['lists'] => {
  if (lines.length === 0) return [];
  const shown = lines.length > most ? lines.slice(0, most - 1) : lines;
  const left = lines.length - shown.length;
  return [{ heading, lines: [...shown, ...(left > 0 ? [more(left)] : [])] }];
};

/** The map of an ISO day: what was in force where, and apart from it what only may have been. */
export const mapForDay = (dataset: Dataset, day: string, locale?: string): MapScene => {
  const texts = textsFor(locale).pictures;
  const { certain, possible } = inForceOn(dataset, day);
  const entry = (agreement: Agreement, note: string): string =>
    texts.map.entry(agreement.name, placeNames(dataset, agreement, texts.map.wholeCountry), note);
  const sure = certain.map((agreement) =>
    entry(agreement, texts.map.until(barOf(agreement, texts).words.end)),
  );
  // The latest first: the older a truce without an end, the less likely that it still held.
  const doubtful = possible.toReversed().map(({ agreement, doubt }) => entry(agreement, texts.doubts[doubt]));
  return {
    kind: 'map',
    title: texts.map.onDay(day),
    subtitle: certain.length > 0 ? texts.map.counts(certain.length, possible.length) : texts.map.noneCertain,
    certain: areasOf(dataset, certain),
    possible: areasOf(
      dataset,
      possible.map(({ agreement }) => agreement),
    ),
    governorates: governoratesOf(dataset),
    lists: [
      ...list(texts.map.certain, sure, MOST_CERTAIN, texts.map.more),
      ...list(texts.map.possible, doubtful, MOST_POSSIBLE, texts.map.more),
    ],
    legend: texts.map.legend,
    boundaries: texts.map.boundaries,
    edition: texts.edition(dataset.info.date),
    alt: altText(
      texts.map.alt.day(day, certain.length, possible.length),
      [...sure.map(texts.map.alt.sentence), ...doubtful.map(texts.map.alt.possible)],
      texts.more,
    ),
  };
};
