import { addDays } from 'date-fns/addDays';
import { differenceInCalendarDays } from 'date-fns/differenceInCalendarDays';
import { formatISO } from 'date-fns/formatISO';
import { parseISO } from 'date-fns/parseISO';
import type { Dataset } from './load.ts';
import type { Agreement } from './schema.ts';
import { type Days, daysOf, effectiveDays, isApproximate, nextDay } from './time.ts';

/**
 * What was in force on a day. It claims only what the dates of the dataset carry: what is not certain is
 * listed apart, with the reason, and what is not known to have begun is not listed at all.
 */

/** Why an agreement may have been in force, but is not said to have been. */
export type Doubt =
  /** No end was found. It may have ended long before. */
  | 'end unknown'
  /** The day lies in the days between which it ended, or sources differ on its end. */
  | 'end uncertain'
  /** The day lies in the month in which it began, or sources differ on its start, or only its announcement is known. */
  | 'start uncertain'
  /** Whether, or by whom, it was agreed is contested. */
  | 'disputed';

export type InForce = {
  /** In order of their start. */
  readonly certain: readonly Agreement[];
  readonly possible: readonly { readonly agreement: Agreement; readonly doubt: Doubt }[];
};

const TRUCES: ReadonlySet<Agreement['class']> = new Set([
  'ceasefire',
  'cessation of hostilities',
  'humanitarian pause',
  'de-escalation',
]);

// A date marked "about" is taken to be off by up to a week, or by its own length where that is longer.
const APPROXIMATE_BY_DAYS = 7;

/**
 * Whether an agreement stops fighting for a time, so that it can be "in force". Truces of every class are;
 * evacuations and settlements only where a ceasefire is what took effect or is in the text. Mechanisms and
 * proposals never are.
 */
export const isTruce = (agreement: Agreement): boolean => {
  if (TRUCES.has(agreement.class) || agreement.includesCeasefire) return true;
  const ceasefireBegan = agreement.effective?.of === 'ceasefire';
  return ceasefireBegan && (agreement.class === 'evacuation' || agreement.class === 'settlement');
};

const shift = (iso: string, days: number): string =>
  formatISO(addDays(parseISO(iso), days), { representation: 'date' });

const widened = (edtf: string): Days => {
  const days = daysOf(edtf);
  if (!isApproximate(edtf)) return days;
  const by = Math.max(APPROXIMATE_BY_DAYS, differenceInCalendarDays(parseISO(days.to), parseISO(days.from)));
  return { from: shift(days.from, -by), to: shift(days.to, by) };
};

const hull = (spans: readonly Days[]): Days | null => {
  const from = spans.map((span) => span.from).sort()[0];
  const to = spans
    .map((span) => span.to)
    .sort()
    .at(-1);
  return from !== undefined && to !== undefined ? { from, to } : null;
};

/** The days in which it may have begun, over every account; null where no start is known. */
export const possibleStart = ({ effective }: Agreement): Days | null => {
  if (!effective) return null;
  const others = (effective.alternatives ?? []).flatMap(({ local }) =>
    local ? [daysOf(local.slice(0, 10))] : [],
  );
  return hull([effectiveDays(effective), ...others]);
};

/** The days in which it may have ended, over every account; null where no end is known. */
export const possibleEnd = ({ ended }: Agreement): Days | null => {
  const own = ended.between ? hull(ended.between.map(widened)) : ended.date ? widened(ended.date) : null;
  if (!own) return null;
  const others = (ended.alternatives ?? []).flatMap(({ date }) => (date ? [widened(date)] : []));
  return hull([own, ...others]);
};

type State = 'certain' | Doubt | null;

/** Whether one agreement was in force on an ISO day (local to it): `certain`, the doubt, or null for "no". */
export const stateOn = (agreement: Agreement, day: string): State => {
  const start = isTruce(agreement) ? possibleStart(agreement) : null;
  if (!start || day < start.from) return null;
  const end = possibleEnd(agreement);
  if (end && day >= end.to) return null;
  if (agreement.disputed) return 'disputed';
  if (nextDay(day) < start.to) return 'start uncertain';
  const onlyAnnounced = agreement.effective?.of === 'announcement';
  // On the very day on which it took effect it was in force, however soon it ended.
  if (!onlyAnnounced && day === start.from && nextDay(day) === start.to) return 'certain';
  if (!end && agreement.ended.how !== 'in force') return 'end unknown';
  if (end && day >= end.from) return 'end uncertain';
  return onlyAnnounced ? 'start uncertain' : 'certain';
};

/**
 * The agreements in force on an ISO day: `certain` where a known start lies on or before the day and a known
 * end after it; `possible` where a start, an end or the agreement itself is in doubt. Agreements without a
 * known start are in neither list. The dataset looks for nothing after `info.cutOff`.
 */
export const inForceOn = ({ agreements }: Dataset, day: string): InForce => {
  const states = agreements.map((agreement) => ({ agreement, state: stateOn(agreement, day) }));
  return {
    certain: states.flatMap(({ agreement, state }) => (state === 'certain' ? [agreement] : [])),
    possible: states.flatMap(({ agreement, state }) =>
      state && state !== 'certain' ? [{ agreement, doubt: state }] : [],
    ),
  };
};
