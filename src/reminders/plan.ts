import { type Due, type Plan, planDue, reckonAgain } from '../store/planning.ts';
import type { Rule, Subscription } from '../store/subscription.ts';
import type { Store } from '../store/tables.ts';
import { nextDue, type Occurrence, occurrenceAt, occurrencesIn } from './occurrences.ts';
import { MAX_AGE, type Schedule } from './schedule.ts';

/** How far ahead what is due is written down: 10 minutes, in milliseconds. */
export const PLAN_AHEAD = 10 * 60 * 1000;

/** Subscriptions in one transaction: some 20 ms on SQLite, so that messages go out in between. */
const BATCH = 250;

/** Computes once for all subscriptions of a batch that share a rule, as most do. */
const once = <T>(compute: (rule: Rule, from: number) => T): ((rule: Rule, from: number) => T) => {
  const known = new Map<string, T>();
  return (rule, from) => {
    const { about, when, anniversaries, time, zone } = rule;
    const key = JSON.stringify([about, when, anniversaries, time, zone, from]);
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = compute(rule, from);
    known.set(key, made);
    return made;
  };
};

const plansUntil = (
  { calendar, changes }: Schedule,
  until: number,
): ((due: readonly Due[]) => readonly Plan[]) => {
  const compute = once((rule, from) => ({
    occurrences: occurrencesIn(calendar, rule, { from, to: until }, changes),
    nextDueAt: nextDue(calendar, rule, until, changes),
  }));
  return (due) =>
    due.map(({ subscription, dueFrom }) => ({ subscription, ...compute(subscription, dueFrom) }));
};

/** Lets other work run between two transactions: SQLite's are synchronous. */
const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Writes down all that is due within the next minutes, and what fell due meanwhile. Gives how many subscriptions it concerned. */
export const planAhead = async (store: Store, schedule: Schedule, now: number): Promise<number> => {
  const before = now + PLAN_AHEAD;
  let planned = 0;
  for (let taken = BATCH; taken === BATCH; ) {
    taken = await planDue(
      store,
      { before, limit: BATCH, now, missedBefore: now - MAX_AGE, reckonedWith: schedule.fingerprint },
      plansUntil(schedule, before),
    );
    planned += taken;
    if (taken > 0) await breath();
  }
  return planned;
};

/**
 * After a change of the dataset: reckons again when each subscription is next due, in steps that leave room for
 * other work. Does nothing, at the cost of two look-ups in an index, where all is reckoned with these starts.
 */
export const reckonAll = async (store: Store, schedule: Schedule): Promise<number> => {
  const { calendar, changes, fingerprint, reckonFrom } = schedule;
  const compute = once((rule, from) => ({ nextDueAt: nextDue(calendar, rule, from, changes) }));
  const next = (subscription: Subscription): number | null =>
    compute(subscription, Math.max(reckonFrom, subscription.createdAt)).nextDueAt;
  let reckoned = 0;
  for (let taken = BATCH; taken === BATCH; ) {
    taken = await reckonAgain(store, { limit: BATCH, now: reckonFrom, reckonedWith: fingerprint }, next);
    reckoned += taken;
    if (taken > 0) await breath();
  }
  return reckoned;
};

/**
 * The occurrence of a key for a rule, if it is still due at that instant by the starts as they are now;
 * undefined where the dataset has changed since it was planned.
 */
export const stillDue = (
  { calendar, changes }: Schedule,
  rule: Rule,
  key: string,
  at: number,
): Occurrence | undefined => occurrenceAt(calendar, rule, key, at, changes);
