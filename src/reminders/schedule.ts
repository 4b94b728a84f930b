import { createHash } from 'node:crypto';
import type { Dataset } from '../dataset/load.ts';
import { noteStarts, type StartChange } from '../store/starts.ts';
import type { Rule } from '../store/subscription.ts';
import type { Reckoning } from '../store/subscriptions.ts';
import type { Store } from '../store/tables.ts';
import { type StartCalendar, startCalendar } from './calendar.ts';
import { type Change, nextDue } from './occurrences.ts';

/** A dataset made ready for reminders. A reload of the dataset makes a new one. */
export type Schedule = {
  readonly dataset: Dataset;
  readonly calendar: StartCalendar;
  /** Starts that are new or changed of late. */
  readonly changes: readonly Change[];
  /** Differs when anything that decides what is due differs. */
  readonly fingerprint: string;
  /** From when on what is due has to be reckoned again where it was reckoned with other starts. */
  readonly reckonFrom: number;
};

const fingerprintOf = ({ entries }: StartCalendar): string =>
  createHash('sha256')
    .update(
      JSON.stringify(
        entries.map(({ agreement, start, places, parties }) => [
          agreement,
          start?.local,
          start?.instant,
          [...places].sort(),
          [...parties].sort(),
        ]),
      ),
    )
    .digest('hex')
    .slice(0, 16);

const nullIfEmpty = (text: string): string | null => (text === '' ? null : text);

const toChange = ({ agreement, at, before, after }: StartChange): Change => ({
  agreement,
  at,
  before: nullIfEmpty(before),
  after: nullIfEmpty(after),
});

/**
 * Makes a dataset ready and notes which starts lie ahead: what is new or moved since the last time is told to
 * whom it concerns.
 */
export const readySchedule = async (store: Store, dataset: Dataset, now: number): Promise<Schedule> => {
  const calendar = startCalendar(dataset);
  const fingerprint = fingerprintOf(calendar);
  const ahead = new Map<string, string>();
  const past = new Map<string, string>();
  const today = new Date(now).toISOString().slice(0, 10);
  for (const { agreement, start } of calendar.entries) {
    if (!start) continue;
    const isAhead = start.instant === null ? start.day > today : start.instant > now;
    (isAhead ? ahead : past).set(agreement, start.local);
  }
  const noted = await noteStarts(store, { ahead, past, fingerprint }, now);
  const own = noted.filter((change) => change.fingerprint === fingerprint).map(({ at }) => at);
  return {
    dataset,
    calendar,
    changes: noted.map(toChange),
    fingerprint,
    // Another process may have noted the changes of this dataset a moment ago.
    reckonFrom: Math.min(now, ...own.filter((at) => at > now - MAX_AGE)),
  };
};

/** What is due is made up for at most this long: a day, in milliseconds. */
export const MAX_AGE = 24 * 60 * 60 * 1000;

/** When a rule is next due from an instant on, as the store keeps it. */
export const reckon = (
  { calendar, changes, fingerprint }: Schedule,
  rule: Rule,
  from: number,
): Reckoning => ({
  nextDueAt: nextDue(calendar, rule, from, changes),
  reckonedWith: fingerprint,
});
