import { newId } from './ids.ts';
import type { Outcome, Subscription } from './subscription.ts';
import { toSubscription } from './subscriptions.ts';
import type { Database, Store } from './tables.ts';

/** Writing down what is due before its time. */

/** What is planned for one subscription: its occurrences, by key and instant, and when it is next due. */
export type Plan = {
  readonly subscription: Subscription;
  readonly occurrences: readonly { readonly key: string; readonly at: number }[];
  readonly nextDueAt: number | null;
};

/** A running subscription with the instant from which on nothing is written for it yet. */
export type Due = { readonly subscription: Subscription; readonly dueFrom: number };

const chunks = <T>(items: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );

/** SQLite takes at most 32,766 values in one statement: this many rows stay well below. */
const ROWS = 500;

const dueSubscriptions = async (
  db: Database,
  kind: Store['kind'],
  before: number,
  limit: number,
): Promise<readonly Due[]> => {
  const query = db
    .selectFrom('subscriptions')
    .selectAll()
    .where('next_due_at', '<', before)
    .orderBy('next_due_at')
    .limit(limit);
  const rows = await (kind === 'postgres' ? query.forUpdate().skipLocked() : query).execute();
  return rows.map((row) => ({ subscription: toSubscription(row), dueFrom: row.next_due_at ?? before }));
};

type Slot = { readonly guild: string; readonly channel: string; readonly at: number };

const slotKey = ({ channel, at }: Omit<Slot, 'guild'>): string => `${channel}@${at}`;

/**
 * A message for each channel and instant that may still be added to; where one has begun to be sent, another
 * part beside it. Gives their ids by `slotKey`.
 */
const openMessages = async (
  db: Database,
  slots: readonly Slot[],
  now: number,
  missedBefore: number,
): Promise<ReadonlyMap<string, string>> => {
  const ids = new Map<string, string>();
  let waiting = [...new Map(slots.map((slot) => [slotKey(slot), slot])).values()];
  for (let part = 0; waiting.length > 0; part++) {
    for (const some of chunks(waiting, ROWS)) {
      const opened = await db
        .insertInto('messages')
        .values(
          some.map(({ guild, channel, at }) => {
            const missed = at < missedBefore;
            return {
              id: newId(now),
              guild,
              channel,
              due_at: at,
              part,
              state: missed ? ('missed' as const) : ('planned' as const),
              claimable_at: missed ? null : at,
              attempts: 0,
              unsure_since: null,
              message_id: null,
              reason: missed ? 'too late' : null,
              finished_at: missed ? now : null,
            };
          }),
        )
        .onConflict((conflict) =>
          conflict
            .columns(['channel', 'due_at', 'part'])
            // Changes nothing, but holds the row so that nobody begins to send it while we add to it.
            .doUpdateSet((set) => ({ due_at: set.ref('excluded.due_at') }))
            .where('messages.state', '=', 'planned'),
        )
        .returning(['id', 'channel', 'due_at'])
        .execute();
      for (const { id, channel, due_at } of opened) ids.set(slotKey({ channel, at: due_at }), id);
    }
    waiting = waiting.filter((slot) => !ids.has(slotKey(slot)));
  }
  return ids;
};

const byNextDue = (plans: readonly Plan[]): ReadonlyMap<number | null, readonly string[]> => {
  const groups = new Map<number | null, string[]>();
  for (const { subscription, nextDueAt } of plans) {
    const group = groups.get(nextDueAt);
    if (group) group.push(subscription.id);
    else groups.set(nextDueAt, [subscription.id]);
  }
  return groups;
};

const setNextDue = async (db: Database, plans: readonly Plan[], reckonedWith: string): Promise<void> => {
  for (const [nextDueAt, ids] of byNextDue(plans)) {
    for (const some of chunks(ids, ROWS)) {
      await db
        .updateTable('subscriptions')
        .set({ next_due_at: nextDueAt, reckoned_with: reckonedWith })
        .where('id', 'in', some)
        .execute();
    }
  }
};

/** Remembers how the last message of some subscriptions ended. */
export const setLastOutcome = async (
  db: Database,
  subscriptions: readonly string[],
  outcome: Outcome,
  at: number,
): Promise<void> => {
  for (const some of chunks(subscriptions, ROWS)) {
    await db
      .updateTable('subscriptions')
      .set({ last_outcome: outcome, last_outcome_at: at })
      .where('id', 'in', some)
      .execute();
  }
};

/**
 * Takes subscriptions of which something is due before an instant, and writes what `plan` gives for them as
 * messages, in one transaction. What was due before `missedBefore` is written as missed. Gives how many
 * subscriptions were planned: fewer than `limit` when nothing is left.
 */
export const planDue = async (
  { db, kind }: Store,
  options: {
    readonly before: number;
    readonly limit: number;
    readonly now: number;
    readonly missedBefore: number;
    readonly reckonedWith: string;
  },
  plan: (due: readonly Due[]) => readonly Plan[],
): Promise<number> =>
  db.transaction().execute(async (trx) => {
    const due = await dueSubscriptions(trx, kind, options.before, options.limit);
    if (due.length === 0) return 0;
    const plans = plan(due);
    const slots = plans.flatMap(({ subscription: { guild, channel }, occurrences }) =>
      occurrences.map(({ at }) => ({ guild, channel, at })),
    );
    const messages = await openMessages(trx, slots, options.now, options.missedBefore);
    const deliveries = plans.flatMap(({ subscription, occurrences }) =>
      occurrences.flatMap(({ key, at }) => {
        const message = messages.get(slotKey({ channel: subscription.channel, at }));
        return message === undefined ? [] : [{ subscription: subscription.id, occurrence: key, message }];
      }),
    );
    for (const some of chunks(deliveries, ROWS)) {
      await trx
        .insertInto('deliveries')
        .values([...some])
        .onConflict((conflict) => conflict.columns(['subscription', 'occurrence']).doNothing())
        .execute();
    }
    const missed = plans.filter(({ occurrences }) => occurrences.some(({ at }) => at < options.missedBefore));
    await setLastOutcome(
      trx,
      missed.map(({ subscription }) => subscription.id),
      'missed',
      options.now,
    );
    await setNextDue(trx, plans, options.reckonedWith);
    return due.length;
  });

/**
 * Takes running subscriptions whose next due instant was reckoned with other starts than today's, and reckons
 * again, in one transaction. Those that are due already keep their place in the queue. Gives how many were
 * taken: fewer than `limit` when nothing is left.
 */
export const reckonAgain = async (
  { db, kind }: Store,
  options: { readonly limit: number; readonly now: number; readonly reckonedWith: string },
  nextDueAt: (subscription: Subscription) => number | null,
): Promise<number> =>
  db.transaction().execute(async (trx) => {
    const others = async (side: '<' | '>', limit: number) => {
      const query = trx
        .selectFrom('subscriptions')
        .selectAll()
        .where('reckoned_with', side, options.reckonedWith)
        // Nearly all rows have one value: without an order a planner may think it best to look at every row.
        .orderBy('reckoned_with')
        .limit(limit);
      return limit > 0 ? (kind === 'postgres' ? query.forUpdate().skipLocked() : query).execute() : [];
    };
    const below = await others('<', options.limit);
    const rows = [...below, ...(await others('>', options.limit - below.length))];
    await setNextDue(
      trx,
      rows.map((row) => {
        const subscription = toSubscription(row);
        const waiting = row.next_due_at !== null && row.next_due_at < options.now;
        return {
          subscription,
          occurrences: [],
          nextDueAt: waiting ? row.next_due_at : nextDueAt(subscription),
        };
      }),
      options.reckonedWith,
    );
    return rows.length;
  });

/** The earliest instant at which something unwritten is due, or null. */
export const firstDueAt = async (db: Database): Promise<number | null> => {
  const row = await db
    .selectFrom('subscriptions')
    .select('next_due_at')
    .where('next_due_at', 'is not', null)
    .orderBy('next_due_at')
    .limit(1)
    .executeTakeFirst();
  return row?.next_due_at ?? null;
};
