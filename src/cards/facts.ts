import type { Dataset } from '../dataset/load.ts';
import type { Agreement, Effective, Role, Source } from '../dataset/schema.ts';
import { effectiveInstant, instantOf } from '../dataset/time.ts';
import { offsetText } from '../dataset/zone.ts';
import type { Texts } from '../texts/texts.ts';
import { plain, timestamp } from './markdown.ts';

/** Single facts in words, shared by the cards, the lists and the answers. */

/** Zone names as people say them. */
export const zonePlace = (zone: string): string => zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');

/** `9 July 2017, 12:00 Damascus time (UTC+3)`, or the day, month or "sunset" where no more is known. */
export const localTimeText = (
  time: Pick<Effective, 'local' | 'zone' | 'precision'>,
  texts: Texts,
): string => {
  const place = zonePlace(time.zone);
  const [day = time.local, clock] = time.local.split('T');
  if (time.precision === 'sunset') return texts.card.sunset(texts.dates.day(day), place);
  if (clock === undefined || time.precision === 'day' || time.precision === 'month')
    return texts.dates.edtf(day);
  const offset = offsetText(instantOf(time.local, time.zone), time.zone);
  const text = `${texts.dates.day(day)}, ${texts.dates.clock(clock, place, offset)}`;
  return time.precision === 'hour' ? `${texts.card.aboutThisTime} ${text}` : text;
};

/** The start in local words, then in the reader's own time where the hour is known. */
export const effectiveText = (effective: Effective, texts: Texts): string => {
  const instant = effectiveInstant(effective);
  const local = localTimeText(effective, texts);
  return instant
    ? `${local}\n-# ${texts.card.yourTime}: ${timestamp(instant, 'F')} (${timestamp(instant, 'R')})`
    : local;
};

export const announcedText = ({ announced }: Agreement, texts: Texts): string => {
  const { date, between, signed } = announced;
  const when = between ? texts.dates.between(...between) : texts.dates.edtf(date);
  return signed && signed !== date ? `${when}, ${texts.card.signed(texts.dates.edtf(signed))}` : when;
};

/** `Collapsed, about 19 June 2018`; for an unknown end the plain word that it is unknown. */
export const endedText = ({ ended }: Agreement, texts: Texts): string => {
  const when = ended.between
    ? texts.dates.between(...ended.between)
    : ended.date && texts.dates.edtf(ended.date);
  const how = texts.endings[ended.how];
  return when ? `${how}, ${when}` : how;
};

/** The day by which lists name an agreement: its start, else its announcement. */
export const listDate = (agreement: Agreement, texts: Texts): string =>
  agreement.effective
    ? texts.dates.edtf(agreement.effective.local.slice(0, 10))
    : announcedText(agreement, texts);

export const rolesText = (roles: readonly Role[], texts: Texts): string =>
  roles.map((role) => texts.roles[role]).join(', ');

/** `Daraa (درعا)`. */
export const placeText = (dataset: Dataset, id: string): string => {
  const place = dataset.places.get(id);
  if (!place) return id;
  const arabic = place.aliases.ar[0];
  return arabic ? `${plain(place.name)} (${arabic})` : plain(place.name);
};

// Names longer than this give way to the short form.
const LONG_NAME = 40;

/** A party as people call it: its name, or the short form of a long one. Not yet escaped. */
export const partyLabel = (dataset: Dataset, id: string): string => {
  const party = dataset.parties.get(id);
  if (!party) return id;
  return party.name.length > LONG_NAME ? party.short : party.name;
};

/** The same, safe to stand in a message. */
export const partyName = (dataset: Dataset, id: string): string => plain(partyLabel(dataset, id));

/** The facts' best sources first: pages without a known weakness, of different publishers. */
export const bestSources = (dataset: Dataset, ids: readonly string[], max: number): readonly Source[] => {
  const found = ids.flatMap((id) => dataset.sources.get(id) ?? []);
  const strong = found.filter(({ weight }) => weight === undefined);
  const ranked = [...strong, ...found.filter(({ weight }) => weight !== undefined)];
  const publishers = new Set<string>();
  const distinct = ranked.filter(({ publisher, origin }) => {
    const key = origin ?? publisher;
    if (publishers.has(key)) return false;
    publishers.add(key);
    return true;
  });
  return distinct.slice(0, max);
};
