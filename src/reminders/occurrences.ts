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
  /** The year of an anniversary, else the start's published wall-clock or day. */
  readonly detail: string;
  readonly at: number;
};

const DAY = 24 * 60 * 60 * 1000;
const leadDays: Readonly<Record<Lead, number>> = { start: 0, 'day before': 1, 'week before': 7 };

const kinds: readonly string[] = [...Object.keys(leadDays), 'anniversary', 'announced', 'moved'];
const isKind = (text: string | undefined): text is OccurrenceKind =>
  text !== undefined && kinds.includes(text);

const occurrence = (agreement: string, kind: OccurrenceKind, detail: string, at: number): Occurrence => ({
  key: `${agreement}/${kind}/${detail}`,
  agreement,
  kind,
  detail,
  at,
});

/** The parts of an occurrence's key; undefined for a text that is none. */
export const parseKey = (key: string): Omit<Occurrence, 'at'> | undefined => {
  const [agreement, kind, detail] = key.split('/');
  return agreement && isKind(kind) && detail !== undefined ? { key, agreement, kind, detail } : undefined;
};

const wallClock = (day: Temporal.PlainDate, { time, zone }: Rule): number =>
  day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds;

const startOccurrences = ({ agreement, start }: CalendarEntry, rule: Rule): readonly Occurrence[] =>
  start
    ? rule.when.map((lead) => {
        const before = leadDays[lead];
        const at =
          start.instant === null
            ? wallClock(Temporal.PlainDate.from(start.day).subtract({ days: before }), rule)
            : start.instant - before * DAY;
        return occurrence(agreement, lead, start.local, at);
      })
    : [];

const yearOf = (instant: number): number => new Date(instant).getUTCFullYear();

/** The anniversaries of the years that may fall in an interval in any zone, and a little more. */
const anniversaries = (
  { agreement, start }: CalendarEntry,
  rule: Rule,
  fromYear: number,
  toYear: number,
): readonly Occurrence[] => {
  if (!rule.anniversaries || !start) return [];
  const first = Temporal.PlainDate.from(start.day);
  const found: Occurrence[] = [];
  for (let year = Math.max(fromYear, first.year + 1); year <= toYear; year++) {
    // "constrain" makes 29 February the 28th.
    const day = first.with({ year }, { overflow: 'constrain' });
    found.push(occurrence(agreement, 'anniversary', String(year), wallClock(day, rule)));
  }
  return found;
};

const changeOccurrences = (changes: readonly Change[], entry: CalendarEntry): readonly Occurrence[] =>
  changes
    .filter(({ agreement }) => agreement === entry.agreement)
    .map(({ agreement, at, before, after }) =>
      before === null
        ? occurrence(agreement, 'announced', after ?? '', at)
        : occurrence(agreement, 'moved', after ?? '', at),
    );

const inOrder = (a: Occurrence, b: Occurrence): number =>
  a.at - b.at || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

/** The occurrence that a key names, as a rule has it by these starts; undefined where it has none such. */
export const occurrenceOf = (
  calendar: StartCalendar,
  rule: Rule,
  key: string,
  changes: readonly Change[] = [],
): Occurrence | undefined => {
  const parsed = parseKey(key);
  const entry = parsed && calendar.byAgreement.get(parsed.agreement);
  if (!parsed || !entry || !isAbout(rule.about, entry)) return undefined;
  const year = Number(parsed.detail);
  const candidates =
    parsed.kind === 'anniversary'
      ? anniversaries(entry, rule, year, year)
      : [
          ...startOccurrences(entry, rule),
          ...(rule.when.length > 0 ? changeOccurrences(changes, entry) : []),
        ];
  return candidates.find((candidate) => candidate.key === key);
};

/** All occurrences of a rule in an interval, in order. Changes are told to rules that speak of starts. */
export const occurrencesIn = (
  calendar: StartCalendar,
  rule: Rule,
  { from, to }: Interval,
  changes: readonly Change[] = [],
): readonly Occurrence[] =>
  calendar.entries
    .filter((entry) => isAbout(rule.about, entry))
    .flatMap((entry) => [
      ...startOccurrences(entry, rule),
      ...anniversaries(entry, rule, yearOf(from) - 1, yearOf(to) + 1),
      ...(rule.when.length > 0 ? changeOccurrences(changes, entry) : []),
    ])
    .filter(({ at }) => at >= from && at < to)
    .sort(inOrder);

/** The first instant at or after `from` at which something is due, or null where nothing ever is. */
export const nextDue = (
  calendar: StartCalendar,
  rule: Rule,
  from: number,
  changes: readonly Change[] = [],
): number | null => {
  let next = Number.POSITIVE_INFINITY;
  for (const entry of calendar.entries) {
    if (!isAbout(rule.about, entry)) continue;
    const firstYear = Math.max(yearOf(from) - 1, Number(entry.start?.day.slice(0, 4) ?? 0) + 1);
    const candidates = [
      ...startOccurrences(entry, rule),
      ...anniversaries(entry, rule, firstYear, firstYear + 3),
      ...(rule.when.length > 0 ? changeOccurrences(changes, entry) : []),
    ];
    for (const { at } of candidates) if (at >= from && at < next) next = at;
  }
  return Number.isFinite(next) ? next : null;
};

/**
 * The next few instants at which something is due, each with all that is due then: what one message holds.
 *
 */
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
