import { partyLabel, zonePlace } from '../cards/facts.ts';
import type { Dataset } from '../dataset/load.ts';
import type { Agreement, Effective } from '../dataset/schema.ts';
import { dayIn, daysOf, instantOf } from '../dataset/time.ts';
import { offsetText } from '../dataset/zone.ts';
import type { Texts } from '../texts/texts.ts';

/** A sentence of an answer, with the ids of the sources that it rests on. Plain text, not yet escaped. */
export type Said = { readonly text: string; readonly sources: readonly string[] };

/** A sentence with its sources; none for what the bot says of itself. */
export const say = (text: string, sources: readonly string[] = []): Said => ({ text, sources });

/** What every part of an answer needs. */
export type Desk = { readonly dataset: Dataset; readonly texts: Texts };

/** A party as people call it: its name, or the short form of a long one. */
export const partyNameOf = ({ dataset }: Desk, id: string): string => partyLabel(dataset, id);

/** A place's name, or its id where the dataset has no such place. */
export const placeNameOf = ({ dataset }: Desk, id: string): string => dataset.places.get(id)?.name ?? id;

/** The ids of the sources of several facts, each once. */
export const sourcesOf = (facts: readonly { readonly sources: readonly string[] }[]): readonly string[] => [
  ...new Set(facts.flatMap(({ sources }) => sources)),
];

/** The date under which an answer names an agreement: its announcement. */
export const dateOf = (agreement: Agreement, { texts }: Desk): string =>
  agreement.announced.between
    ? texts.dates.between(...agreement.announced.between)
    : texts.dates.edtf(agreement.announced.date);

/** A name with its date, so that nobody takes one truce for another. */
export const named = (agreement: Agreement, desk: Desk): string =>
  desk.texts.answers.about(agreement.name, dateOf(agreement, desk));

/** An EDTF date, with its weekday where it is one day. */
export const dayWithWeekday = (edtf: string, { texts }: Desk): string =>
  /^\d{4}-\d{2}-\d{2}$/.test(edtf)
    ? `${texts.dates.weekday(edtf)} ${texts.dates.day(edtf)}`
    : texts.dates.edtf(edtf);

/** `Sunday 9 July 2017, 12:00 Damascus time (UTC+3), 09:00 UTC`; only as exact as the sources are. */
export const timeText = (
  { local, zone, precision }: Pick<Effective, 'local' | 'zone' | 'precision'>,
  desk: Desk,
): string => {
  const { texts } = desk;
  const place = zonePlace(zone);
  const [date = local, clock] = local.split('T');
  if (precision === 'sunset') return texts.card.sunset(texts.dates.day(date), place);
  if (clock === undefined || (precision !== 'minute' && precision !== 'hour'))
    return dayWithWeekday(date, desk);
  const instant = instantOf(local, zone);
  const utcDay = dayIn(instant, 'UTC');
  const utcClock = texts.answers.utc(instant.toISOString().slice(11, 16));
  const utc = utcDay === date ? utcClock : `${utcClock}, ${texts.dates.day(utcDay)}`;
  const at = `${dayWithWeekday(date, desk)}, ${texts.dates.clock(clock, place, offsetText(instant, zone))}, ${utc}`;
  return precision === 'hour' ? `${texts.card.aboutThisTime} ${at}` : at;
};

/** Whether an EDTF date is one exact day. */
export const isDay = (edtf: string): boolean => {
  const { from, to } = daysOf(edtf);
  return /^\d{4}-\d{2}-\d{2}$/.test(edtf) && from < to;
};
