import { type Context, type Suggestion, UserError } from './command.ts';
import { search, today } from './query.ts';
import { suggest, suggestParties, suggestPlaces } from './search/suggest.ts';
import { type About, type Lead, leads, parseAbout } from './store/subscription.ts';
import type { Texts } from './texts/texts.ts';

/** The options of `/reminders` as people fill them in. */

/** A subject in words: `Place: Aleppo`. */
export const aboutName = (about: About, { dataset, texts }: Pick<Context, 'dataset' | 'texts'>): string => {
  const words = texts.reminders.about;
  switch (about.kind) {
    case 'everything':
      return texts.reminders.everything;
    case 'place':
      return words.place(dataset.places.get(about.id)?.name ?? words.gone(about.id));
    case 'party':
      return words.party(dataset.parties.get(about.id)?.name ?? words.gone(about.id));
    case 'agreement':
      return words.agreement(dataset.agreement.get(about.id)?.name ?? words.gone(about.id));
  }
};

const named = (
  kind: 'place' | 'party' | 'agreement',
  found: readonly Suggestion[],
  { texts }: Context,
): readonly Suggestion[] =>
  found.map(({ name, value }) => ({ name: texts.reminders.about[kind](name), value: `${kind}:${value}` }));

const MOST_OF_A_KIND = 8;

/** Everything, places, parties and agreements for a text typed so far. */
export const suggestAbout = (typed: string, context: Context): readonly Suggestion[] => {
  const { dataset, index, texts } = context;
  const options = { today: today(context) };
  const { everything } = texts.reminders;
  const agreements = suggest(index, typed, options).filter(({ value }) => dataset.agreement.has(value));
  const places = suggestPlaces(index, typed, options).slice(0, MOST_OF_A_KIND);
  const parties = suggestParties(index, typed, options).slice(0, MOST_OF_A_KIND);
  return [
    ...(everything.toLowerCase().startsWith(typed.trim().toLowerCase())
      ? [{ name: everything, value: 'everything' }]
      : []),
    ...named('place', places, context),
    ...named('party', parties, context),
    ...named('agreement', agreements.slice(0, MOST_OF_A_KIND), context),
  ];
};

const isKnown = (about: About, { dataset }: Context): boolean => {
  switch (about.kind) {
    case 'everything':
      return true;
    case 'place':
      return dataset.places.has(about.id);
    case 'party':
      return dataset.parties.has(about.id);
    case 'agreement':
      return dataset.agreement.has(about.id);
  }
};

/** What a text means as a subject: a suggestion that was picked, or words that name one thing. */
export const readAbout = (typed: string, context: Context): About => {
  const picked = parseAbout(typed.trim());
  if (picked && isKnown(picked, context)) return picked;
  if (typed.trim().toLowerCase() === context.texts.reminders.everything.toLowerCase())
    return { kind: 'everything' };
  const { reading, matches } = search(typed, context);
  const [best] = matches;
  // Words that name an agreement say more than the place or the party in them.
  if (best && (matches.length === 1 || best.why.includes('id'))) return { kind: 'agreement', id: best.id };
  const [place] = [...reading.places, ...reading.uncovered];
  if (place !== undefined) return { kind: 'place', id: place };
  const [party] = reading.parties;
  if (party !== undefined) return { kind: 'party', id: party };
  if (best) return { kind: 'agreement', id: best.id };
  throw new UserError(context.texts.reminders.problems.unknownAbout(typed));
};

const NOT_AT_STARTS = 'none';

/** Every choice of when to speak of a start, in words. */
export const whenChoices = (texts: Texts): readonly Suggestion[] => {
  const combinations = [
    ['start'],
    ['start', 'day before'],
    ['start', 'week before'],
    ['start', 'day before', 'week before'],
    ['day before'],
    ['week before'],
    ['day before', 'week before'],
    [],
  ] as const satisfies readonly (readonly Lead[])[];
  return combinations.map((chosen) => ({
    name: texts.reminders.when(chosen),
    value: chosen.length === 0 ? NOT_AT_STARTS : chosen.join(','),
  }));
};

export const readWhen = (typed: string, texts: Texts): readonly Lead[] => {
  if (typed === NOT_AT_STARTS) return [];
  const chosen = typed.split(',');
  const found = leads.filter((lead) => chosen.includes(lead));
  if (found.length === 0 || found.length !== chosen.length)
    throw new UserError(texts.reminders.problems.badWhen);
  return found;
};

/** A time of day as `HH:MM`: 09:00, 9:00, 9.30, 0900, 9, 9 am, 6:30 pm. */
export const readTime = (typed: string, texts: Texts): string => {
  const match = /^(\d{1,2})(?:[:.h]?(\d{2}))?\s*(am|pm)?$/i.exec(typed.trim());
  const minutes = Number(match?.[2] ?? 0);
  const half = match?.[3]?.toLowerCase();
  const written = Number(match?.[1] ?? Number.NaN);
  const hours = half === undefined ? written : (written % 12) + (half === 'pm' ? 12 : 0);
  const valid = half === undefined ? written <= 23 : written >= 1 && written <= 12;
  if (!match || !valid || minutes > 59) throw new UserError(texts.reminders.problems.badTime(typed));
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
};

/** The IANA zone that a text names, in its usual spelling. */
export const readZone = (typed: string, texts: Texts): string => {
  const wanted = typed.trim().replaceAll(' ', '_');
  const zones = Intl.supportedValuesOf('timeZone');
  const exact = zones.find((zone) => zone.toLowerCase() === wanted.toLowerCase());
  if (exact) return exact;
  const cities = zones.filter((zone) => zone.toLowerCase().endsWith(`/${wanted.toLowerCase()}`));
  if (cities.length === 1 && cities[0]) return cities[0];
  try {
    // Older names and UTC, which are not in the list. An offset is no zone: it knows no summer time.
    if (!/^[+-]/.test(wanted))
      return new Intl.DateTimeFormat('en', { timeZone: wanted }).resolvedOptions().timeZone;
  } catch {
    // Said below.
  }
  throw new UserError(texts.reminders.problems.badZone(typed));
};

const DEFAULT_ZONES = [
  'Asia/Damascus',
  'UTC',
  'Europe/London',
  'Europe/Berlin',
  'Europe/Istanbul',
  'Europe/Moscow',
  'America/New_York',
  'America/Los_Angeles',
];

const MAX_ZONES = 25;

/** Zones for a text typed so far, each with the time that it is there now. */
export const suggestZones = (typed: string, { now, texts }: Context): readonly Suggestion[] => {
  const wanted = typed.trim().toLowerCase().replaceAll(' ', '_');
  const zones = [...Intl.supportedValuesOf('timeZone'), 'UTC'];
  const found = wanted === '' ? DEFAULT_ZONES : zones.filter((zone) => zone.toLowerCase().includes(wanted));
  const instant = Temporal.Instant.fromEpochMilliseconds(now.getTime());
  return found.slice(0, MAX_ZONES).map((zone) => ({
    name: texts.reminders.zoneNow(
      zone,
      instant.toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' }),
    ),
    value: zone,
  }));
};
