import { newId } from './ids.ts';
import { aboutText, type Lead, leads, parseAbout, type Subscription } from './subscription.ts';
import type { Database, Store, Tables } from './tables.ts';

type Row = Omit<Tables['subscriptions'], 'next_due_at' | 'reckoned_with'>;

/** When a subscription is next due, and the fingerprint of the starts that this was reckoned with. */
export type Reckoning = { readonly nextDueAt: number | null; readonly reckonedWith: string };

const isLead = (text: string): text is Lead => leads.some((lead) => lead === text);

/** A subscription from its row. Throws where the row was written by something else than this program. */
export const toSubscription = (row: Row): Subscription => {
  const about = parseAbout(row.about);
  if (!about)
    throw new Error(`The subscription ${row.id} is about "${row.about}", which cannot be understood.`);
  return {
    id: row.id,
    guild: row.guild,
    channel: row.channel,
    about,
    when: row.leads.split(',').filter(isLead),
    anniversaries: row.anniversaries === 1,
    time: row.time,
    zone: row.zone,
    mention: row.mention,
    state: row.state,
    reason: row.reason,
    createdAt: row.created_at,
    lastOutcome: row.last_outcome,
    lastOutcomeAt: row.last_outcome_at,
  };
};

export type NewSubscription = Omit<
  Subscription,
  'id' | 'state' | 'reason' | 'createdAt' | 'lastOutcome' | 'lastOutcomeAt'
>;

/** Adds a subscription, active at once. */
export const addSubscription = async (
  db: Database,
  wish: NewSubscription,
  { nextDueAt, reckonedWith }: Reckoning,
  now: number,
): Promise<Subscription> =>
  toSubscription(
    await db
      .insertInto('subscriptions')
      .values({
        id: newId(now),
        guild: wish.guild,
        channel: wish.channel,
        about: aboutText(wish.about),
        leads: wish.when.join(','),
        anniversaries: wish.anniversaries ? 1 : 0,
        time: wish.time,
        zone: wish.zone,
        mention: wish.mention,
        state: 'active',
        reason: null,
        created_at: now,
        next_due_at: nextDueAt,
        reckoned_with: reckonedWith,
        last_outcome: null,
        last_outcome_at: null,
      })
      .returningAll()
      .executeTakeFirstOrThrow(),
  );

/** The subscriptions of a server, oldest first. */
export const subscriptionsOf = async (db: Database, guild: string): Promise<readonly Subscription[]> =>
  (
    await db
      .selectFrom('subscriptions')
      .selectAll()
      .where('guild', '=', guild)
      .orderBy('created_at')
      .orderBy('id')
      .execute()
  ).map(toSubscription);

/** A subscription of a server; undefined where that server has none with this id. */
export const findSubscription = async (
  db: Database,
  guild: string,
  id: string,
): Promise<Subscription | undefined> => {
  const row = await db
    .selectFrom('subscriptions')
    .selectAll()
    .where('guild', '=', guild)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && toSubscription(row);
};

/** Lets a subscription rest. What is written for it already is dropped as it comes due. */
export const pauseSubscription = async (db: Database, id: string): Promise<void> => {
  await db
    .updateTable('subscriptions')
    .set({ state: 'paused', reason: 'asked', next_due_at: null, reckoned_with: null })
    .where('id', '=', id)
    .execute();
};

/** Lets a subscription run again from now on. What fell into the pause is not made up for. */
export const resumeSubscription = async (
  db: Database,
  id: string,
  { nextDueAt, reckonedWith }: Reckoning,
): Promise<void> => {
  await db
    .updateTable('subscriptions')
    .set({ state: 'active', reason: null, next_due_at: nextDueAt, reckoned_with: reckonedWith })
    .where('id', '=', id)
    .execute();
};

/** Ends a subscription and deletes its record. */
export const removeSubscription = async (db: Database, id: string): Promise<void> => {
  await db.deleteFrom('subscriptions').where('id', '=', id).execute();
};

/** The channel is gone: its subscriptions stop, and stay listed with the reason. */
export const stopChannel = async (db: Database, channel: string): Promise<void> => {
  await db
    .updateTable('subscriptions')
    .set({ state: 'stopped', reason: 'no channel', next_due_at: null, reckoned_with: null })
    .where('channel', '=', channel)
    .execute();
};

/**
 * Discord refuses our messages in a channel: its active subscriptions are shown as paused. They go on being
 * planned, so that each coming reminder finds out whether the permission is back.
 */
export const blockChannel = async (db: Database, channel: string): Promise<void> => {
  await db
    .updateTable('subscriptions')
    .set({ state: 'paused', reason: 'no access' })
    .where('channel', '=', channel)
    .where('state', '=', 'active')
    .execute();
};

/** A message got through: what was paused for want of access runs again. */
export const unblockChannel = async (db: Database, channel: string): Promise<void> => {
  await db
    .updateTable('subscriptions')
    .set({ state: 'active', reason: null })
    .where('channel', '=', channel)
    .where('state', '=', 'paused')
    .where('reason', '=', 'no access')
    .execute();
};

/** How long what is stored for a server outlives our removal from it: 30 days, in milliseconds. */
export const KEEP_REMOVED_GUILD = 30 * 24 * 60 * 60 * 1000;

/** We were removed from a server: its subscriptions rest, and are deleted after 30 days. */
export const guildRemoved = async ({ db }: Store, guild: string, now: number): Promise<void> => {
  await db.transaction().execute(async (trx) => {
    const paused = await trx
      .updateTable('subscriptions')
      .set({ state: 'paused', reason: 'removed', next_due_at: null, reckoned_with: null })
      .where('guild', '=', guild)
      .where((where) =>
        where.or([
          where('state', '=', 'active'),
          where.and([where('state', '=', 'paused'), where('reason', '=', 'no access')]),
        ]),
      )
      .returning('id')
      .execute();
    const known =
      paused.length > 0 ||
      (await trx.selectFrom('subscriptions').select('id').where('guild', '=', guild).executeTakeFirst());
    if (!known) return;
    await trx
      .insertInto('guilds')
      .values({ id: guild, removed_at: now })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
  });
};

/** The subscriptions that rest since we were removed from a server, as we are back in it. */
export const subscriptionsToRestore = async (db: Database, guild: string): Promise<readonly Subscription[]> =>
  (await subscriptionsOf(db, guild)).filter(
    ({ state, reason }) => state === 'paused' && reason === 'removed',
  );

/** We are back in a server: it is no longer to be forgotten. */
export const keepGuild = async (db: Database, guild: string): Promise<void> => {
  await db.deleteFrom('guilds').where('id', '=', guild).execute();
};

/** Whether a server removed us and has not taken us back. */
export const isRemovedGuild = async (db: Database, guild: string): Promise<boolean> =>
  (await db.selectFrom('guilds').select('id').where('id', '=', guild).executeTakeFirst()) !== undefined;

/** The servers that removed us and have not taken us back. */
export const removedGuilds = async (db: Database): Promise<readonly string[]> =>
  (await db.selectFrom('guilds').select('id').execute()).map(({ id }) => id);

/** The servers that have subscriptions. */
export const subscribedGuilds = async (db: Database): Promise<readonly string[]> =>
  (await db.selectFrom('subscriptions').select('guild').distinct().execute()).map(({ guild }) => guild);

/** Deletes all that is stored about a server. Gives the number of subscriptions that it had. */
export const forgetGuild = async ({ db }: Store, guild: string): Promise<number> =>
  db.transaction().execute(async (trx) => {
    const gone = await trx.deleteFrom('subscriptions').where('guild', '=', guild).executeTakeFirst();
    await trx.deleteFrom('messages').where('guild', '=', guild).execute();
    await trx.deleteFrom('guilds').where('id', '=', guild).execute();
    return Number(gone.numDeletedRows);
  });

/** Deletes what is stored about servers that removed us more than 30 days ago. Gives their ids. */
export const forgetRemovedGuilds = async (store: Store, now: number): Promise<readonly string[]> => {
  const old = await store.db
    .selectFrom('guilds')
    .select('id')
    .where('removed_at', '<=', now - KEEP_REMOVED_GUILD)
    .execute();
  for (const { id } of old) await forgetGuild(store, id);
  return old.map(({ id }) => id);
};
