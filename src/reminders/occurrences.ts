import type { Lead, Rule } from '../store/subscription.ts';
import { type CalendarEntry, isAbout, type StartCalendar } from './calendar.ts';

/**
 * What is due, by pure functions: the starts of a dataset and a subscription's rule give occurrences.
 *
 * - A start with a time of day is due at that instant, and 24 or 168 hours before it.
 * - A start known only to the day (or to "sunset") is due on that day, the day before, or seven days before,
 *   at the subscription's time in its zone.
 * - An anniversary is due on the calendar day in Damascus of the start, in each later year, at the subscription's
 *   time in its zone. 29 February is kept on 28 February in years that lack it.
 * - A time that a zone skips (clocks go forward) moves forward by the gap; of a time that comes twice, the
 *   first counts.
 * - A start known to the month, or not known, is never due.
 */

/** Half-open: `from` is in it, `to` is not. Milliseconds since 1970. */
export type Interval = { readonly from: number; readonly to: number };

/** A start that was added to the dataset, or that changed, while it lay ahead. */
export type Change = {
  readonly agreement: string;
  /** When it was noticed. */
  readonly at: number;
  /** The published wall-clock or day before the change; null where there was none. */
  readonly before: string | null;
  readonly after: string | null;
};

export type OccurrenceKind = Lead | 'anniversary' | 'announced' | 'moved';

export type Occurrence = {
  /** Never the same for two occurrences, and always the same for one: `coh-2016-02/anniversary/2027`. */
  readonly key: string;
  readonly agreement: string;
  readonly kind: OccurrenceKind;
  /** The year of an anniversary, the instant of a change, else the start's published wall-clock or day. */
  readonly detail: string;
  readonly at: number;
};

const DAY = 24 * 60 * 60 * 1000;
const leadDays: Readonly<Record<Lead, number>> = { start: 0, 'day before': 1, 'week before': 7 };

const occurrence = (agreement: string, kind: OccurrenceKind, detail: string, at: number): Occurrence => ({
  key: `${agreement}/${kind}/${detail}`,
  agreement,
  kind,
  detail,
  at,
});

const wallClock = (day: Temporal.PlainDate, { time, zone }: Rule): number =>
  day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds;

/**
 * No zone is further from UTC than 14 hours, so that any time of a calendar day lies less than two days from the
 * day's beginning in UTC. That tells nearly all days apart from an interval without asking for the zone.
 */
const mayFallIn = (dayInUtc: number, { from, to }: Interval): boolean =>
  dayInUtc > from - 2 * DAY && dayInUtc < to + 2 * DAY;

const startOccurrences = (
  { agreement, start }: CalendarEntry,
  rule: Rule,
  interval: Interval,
): readonly Occurrence[] => {
  if (!start) return [];
  const { instant, day, local } = start;
  const first = Date.parse(day);
  return rule.when.flatMap((lead) => {
    const before = leadDays[lead];
    if (!mayFallIn(first - before * DAY, interval)) return [];
    const at =
      instant === null
        ? wallClock(Temporal.PlainDate.from(day).subtract({ days: before }), rule)
        : instant - before * DAY;
    return [occurrence(agreement, lead, local, at)];
  });
};

const yearOf = (instant: number): number => new Date(instant).getUTCFullYear();

const anniversaries = (
  { agreement, start }: CalendarEntry,
  rule: Rule,
  interval: Interval,
): readonly Occurrence[] => {
  if (!rule.anniversaries || !start) return [];
  const first = Number(start.day.slice(0, 4)) + 1;
  // The first year after a start that is still to come may lie beyond any year near the interval's beginning.
  const from = Math.max(first, yearOf(interval.from) - 1);
  const to = Number.isFinite(interval.to) ? yearOf(interval.to) + 1 : from + 3;
  const found: Occurrence[] = [];
  for (let year = from; year <= to; year++) {
    const [, month = 1, dayOfMonth = 1] = start.day.split('-').map(Number);
    if (!mayFallIn(Date.UTC(year, month - 1, dayOfMonth), interval)) continue;
    // "constrain" makes 29 February the 28th.
    const day = Temporal.PlainDate.from({ year, month, day: dayOfMonth }, { overflow: 'constrain' });
    found.push(occurrence(agreement, 'anniversary', String(year), wallClock(day, rule)));
  }
  return found;
};

const changeOccurrences = (
  { agreement }: CalendarEntry,
  rule: Rule,
  changes: readonly Change[],
): readonly Occurrence[] =>
  rule.when.length === 0
    ? []
    : changes
        .filter((change) => change.agreement === agreement)
        .map(({ at, before }) =>
          occurrence(agreement, before === null ? 'announced' : 'moved', String(at), at),
        );

/** What an agreement may bring in an interval; some of it may lie a little outside. */
const near = (
  entry: CalendarEntry,
  rule: Rule,
  interval: Interval,
  changes: readonly Change[],
): readonly Occurrence[] => [
  ...startOccurrences(entry, rule, interval),
  ...anniversaries(entry, rule, interval),
  ...changeOccurrences(entry, rule, changes),
];

const inOrder = (a: Occurrence, b: Occurrence): number =>
  a.at - b.at || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

/** The occurrence of a key, if a rule has it at that instant by these starts. */
export const occurrenceAt = (
  calendar: StartCalendar,
  rule: Rule,
  key: string,
  at: number,
  changes: readonly Change[] = [],
): Occurrence | undefined => {
  const entry = calendar.byAgreement.get(key.slice(0, key.indexOf('/')));
  if (!entry || !isAbout(rule.about, entry)) return undefined;
  return near(entry, rule, { from: at, to: at + 1 }, changes).find((one) => one.key === key && one.at === at);
};

/** All occurrences of a rule in an interval, in order. Changes are told to rules that speak of starts. */
export const occurrencesIn = (
  calendar: StartCalendar,
  rule: Rule,
  interval: Interval,
  changes: readonly Change[] = [],
): readonly Occurrence[] =>
  calendar.entries
    .filter((entry) => isAbout(rule.about, entry))
    .flatMap((entry) => near(entry, rule, interval, changes))
    .filter(({ at }) => at >= interval.from && at < interval.to)
    .sort(inOrder);

/** The first instant at or after `from` at which something is due, or null where nothing ever is. */
export const nextDue = (
  calendar: StartCalendar,
  rule: Rule,
  from: number,
  changes: readonly Change[] = [],
): number | null => {
  let to = Number.POSITIVE_INFINITY;
  for (const entry of calendar.entries) {
    if (!isAbout(rule.about, entry)) continue;
    for (const { at } of near(entry, rule, { from, to }, changes)) if (at >= from && at < to) to = at;
  }
  return Number.isFinite(to) ? to : null;
};

/** The next few instants at which something is due, each with all that is due then: what one message holds. */
export const nextMoments = (
  calendar: StartCalendar,
  rule: Rule,
  from: number,
  count: number,
): readonly (readonly Occurrence[])[] => {
  const moments: (readonly Occurrence[])[] = [];
  for (let at = nextDue(calendar, rule, from); at !== null && moments.length < count; ) {
    moments.push(occurrencesIn(calendar, rule, { from: at, to: at + 1 }));
    at = nextDue(calendar, rule, at + 1);
  }
  return moments;
};
