import { sql } from 'kysely';
import { setLastOutcome } from './planning.ts';
import type { Subscription } from './subscription.ts';
import { toSubscription } from './subscriptions.ts';
import type { Database, MessagesTable, Store } from './tables.ts';

/** Taking messages that are due, and writing down what became of them. */

export type Message = {
  readonly id: string;
  readonly guild: string;
  readonly channel: string;
  readonly dueAt: number;
  /** Which attempt this is, from 1: the token of this claim. */
  readonly attempt: number;
  /** When an earlier attempt may have got through without an answer; null where none did. */
  readonly unsureSince: number | null;
};

/** What one message holds for one subscription. */
export type Delivery = { readonly subscription: Subscription; readonly occurrence: string };

const toMessage = (row: MessagesTable, now: number): Message => ({
  id: row.id,
  guild: row.guild,
  channel: row.channel,
  dueAt: row.due_at,
  attempt: row.attempts,
  // This claim has just set it where no earlier one had.
  unsureSince: row.unsure_since === now ? null : row.unsure_since,
});

/**
 * Takes up to `limit` messages whose time has come, or whose lease has ended, earliest first, for this process
 * alone until `leaseEnds`.
 */
export const claimMessages = async (
  { db, kind }: Store,
  { now, leaseEnds, limit }: { readonly now: number; readonly leaseEnds: number; readonly limit: number },
): Promise<readonly Message[]> => {
  const rows = await db
    .with('due', (cte) => {
      const query = cte
        .selectFrom('messages')
        .select('id')
        .where('claimable_at', '<=', now)
        .orderBy('claimable_at')
        .limit(limit);
      return kind === 'postgres' ? query.forUpdate().skipLocked() : query;
    })
    .updateTable('messages')
    .set((set) => ({
      state: 'claimed' as const,
      claimable_at: leaseEnds,
      attempts: set('attempts', '+', 1),
      unsure_since: set.fn.coalesce('unsure_since', sql<number>`cast(${now} as bigint)`),
    }))
    .where('id', 'in', (where) => where.selectFrom('due').select('due.id'))
    .returningAll()
    .execute();
  return rows.map((row) => toMessage(row, now)).sort((a, b) => a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1));
};

/** What some messages hold, by message, for the subscriptions that still run. */
export const deliveriesOf = async (
  db: Database,
  messages: readonly Message[],
): Promise<ReadonlyMap<string, readonly Delivery[]>> => {
  const found = new Map<string, Delivery[]>(messages.map(({ id }) => [id, []]));
  if (messages.length === 0) return found;
  const rows = await db
    .selectFrom('deliveries')
    .innerJoin('subscriptions', 'subscriptions.id', 'deliveries.subscription')
    .selectAll('subscriptions')
    .select(['deliveries.message', 'deliveries.occurrence'])
    .where(
      'deliveries.message',
      'in',
      messages.map(({ id }) => id),
    )
    .where((where) => where.or([where('state', '=', 'active'), where('reason', '=', 'no access')]))
    .orderBy('deliveries.occurrence')
    .orderBy('subscriptions.id')
    .execute();
  for (const row of rows) {
    found.get(row.message)?.push({ subscription: toSubscription(row), occurrence: row.occurrence });
  }
  return found;
};

/** How a message ended for good. */
export type Ending =
  | { readonly state: 'sent'; readonly messageId: string }
  | { readonly state: 'missed' | 'failed'; readonly reason: string }
  | { readonly state: 'dropped' };

export type Finished = { readonly message: Message; readonly ending: Ending; readonly at: number };

const finishOne = async (db: Database, { message, ending, at }: Finished): Promise<boolean> => {
  const update = db
    .updateTable('messages')
    .set({
      state: ending.state,
      claimable_at: null,
      message_id: ending.state === 'sent' ? ending.messageId : null,
      reason: 'reason' in ending ? ending.reason : null,
      finished_at: at,
    })
    .where('id', '=', message.id);
  const { numUpdatedRows } = await (ending.state === 'sent'
    ? update.where('state', '!=', 'sent')
    : update.where('state', '=', 'claimed').where('attempts', '=', message.attempt)
  ).executeTakeFirst();
  return numUpdatedRows > 0n;
};

/**
 * Writes down how messages ended, in one transaction. A message that another process took over meanwhile is left
 * to it, unless it was sent: that is always true.
 */
export const finishMessages = async ({ db }: Store, finished: readonly Finished[]): Promise<void> => {
  await db.transaction().execute(async (trx) => {
    const ended: Finished[] = [];
    // In one order everywhere, so that two processes cannot wait for each other.
    for (const one of finished.toSorted((a, b) => (a.message.id < b.message.id ? -1 : 1))) {
      if ((await finishOne(trx, one)) && one.ending.state !== 'dropped') ended.push(one);
    }
    for (const [state, group] of Map.groupBy(ended, ({ ending }) => ending.state)) {
      if (state === 'dropped') continue;
      const rows = await trx
        .selectFrom('deliveries')
        .select('subscription')
        .distinct()
        .where(
          'message',
          'in',
          group.map(({ message }) => message.id),
        )
        .orderBy('subscription')
        .execute();
      const subscriptions = rows.map(({ subscription }) => subscription);
      await setLastOutcome(trx, subscriptions, state, Math.max(...group.map(({ at }) => at)));
    }
  });
};

/**
 * Gives a message back until `at`. `sure` says that this attempt certainly did not get through; otherwise a
 * later one has to find out.
 */
export const postponeMessage = async (
  { db }: Store,
  message: Message,
  { at, sure }: { readonly at: number; readonly sure: boolean },
): Promise<void> => {
  await db
    .updateTable('messages')
    .set({ claimable_at: at, ...(sure && message.unsureSince === null ? { unsure_since: null } : {}) })
    .where('id', '=', message.id)
    .where('state', '=', 'claimed')
    .where('attempts', '=', message.attempt)
    .execute();
};

/** The next instant at which a message may be taken, or null. */
export const nextClaimableAt = async (db: Database): Promise<number | null> => {
  const row = await db
    .selectFrom('messages')
    .select('claimable_at')
    .where('claimable_at', 'is not', null)
    .orderBy('claimable_at')
    .limit(1)
    .executeTakeFirst();
  return row?.claimable_at ?? null;
};

/**
 * Reserves room for some messages in the pace that all processes on one database share, `interval` milliseconds
 * each. Gives the instant of the first; the others follow at that interval. A process that comes late finds up
 * to half of its room left over, so that small delays do not add up. Clocks of different machines are taken to
 * agree within a second or so.
 */
export const reservePace = async (
  { db }: Store,
  { now, count, interval }: { readonly now: number; readonly count: number; readonly interval: number },
): Promise<number> => {
  const room = Math.ceil(count * interval);
  const earliest = now - Math.floor(room / 2);
  const { next_at } = await db
    .insertInto('pace')
    .values({ name: 'messages', next_at: now + room })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet((set) => ({
        next_at: sql<number>`case when ${set.ref('pace.next_at')} > ${earliest} then ${set.ref('pace.next_at')} + ${room} else ${set.ref('excluded.next_at')} end`,
      })),
    )
    .returning('next_at')
    .executeTakeFirstOrThrow();
  return next_at - room;
};

/** Deletes up to `limit` messages that ended before an instant. Gives how many. */
export const purgeMessages = async ({ db }: Store, before: number, limit: number): Promise<number> => {
  const gone = await db
    .deleteFrom('messages')
    .where('id', 'in', (where) =>
      where.selectFrom('messages').select('id').where('finished_at', '<', before).limit(limit),
    )
    .executeTakeFirst();
  return Number(gone.numDeletedRows);
};
