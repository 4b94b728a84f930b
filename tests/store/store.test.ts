import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  claimMessages,
  deliveriesOf,
  type Ending,
  finishMessages,
  type Message,
  nextClaimableAt,
  postponeMessage,
  purgeMessages,
  reservePace,
} from '../../src/store/messages.ts';
import { firstDueAt, type Plan, planDue, reckonAgain } from '../../src/store/planning.ts';
import { noteStarts } from '../../src/store/starts.ts';
import type { Subscription } from '../../src/store/subscription.ts';
import {
  addSubscription,
  blockChannel,
  findSubscription,
  forgetGuild,
  forgetRemovedGuilds,
  guildRemoved,
  keepGuild,
  type NewSubscription,
  pauseSubscription,
  removedGuilds,
  removeSubscription,
  resumeSubscription,
  stopChannel,
  subscriptionsOf,
  subscriptionsToRestore,
  unblockChannel,
} from '../../src/store/subscriptions.ts';
import type { Store } from '../../src/store/tables.ts';
import { onEachStore } from '../support/stores.ts';

const NOON = Date.parse('2027-05-04T12:00Z');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const wish = (fields: Partial<NewSubscription> = {}): NewSubscription => ({
  guild: '100',
  channel: '200',
  about: { kind: 'place', id: 'aleppo' },
  when: ['start', 'week before'],
  anniversaries: true,
  time: '09:00',
  zone: 'Asia/Damascus',
  mention: null,
  ...fields,
});

const add = (store: Store, nextDueAt: number | null, fields: Partial<NewSubscription> = {}) =>
  addSubscription(store.db, wish(fields), { nextDueAt, reckonedWith: 'v1' }, NOON - DAY);

/** Plans all that is due before `before`: one occurrence at each subscription's instant, then nothing. */
const planAll = (store: Store, before: number, fields: { now?: number; key?: string; limit?: number } = {}) =>
  planDue(
    store,
    {
      before,
      limit: fields.limit ?? 1000,
      now: fields.now ?? NOON,
      missedBefore: (fields.now ?? NOON) - DAY,
      reckonedWith: 'v1',
    },
    (due) =>
      due.map(
        ({ subscription, dueFrom }): Plan => ({
          subscription,
          occurrences: [{ key: fields.key ?? 'one/anniversary/2027', at: dueFrom }],
          nextDueAt: null,
        }),
      ),
  );

const claim = (store: Store, now = NOON, limit = 100) =>
  claimMessages(store, { now, leaseEnds: now + MINUTE, limit });

const finishMessage = (store: Store, message: Message, ending: Ending, at: number) =>
  finishMessages(store, [{ message, ending, at }]);

const states = (store: Store) =>
  store.db
    .selectFrom('messages')
    .select(['channel', 'state', 'message_id', 'reason'])
    .orderBy('due_at')
    .orderBy('part')
    .execute();

const stateOf = async (store: Store, { guild, id }: Subscription) => {
  const found = await findSubscription(store.db, guild, id);
  return found && [found.state, found.reason];
};

onEachStore('the store', ({ kind, newDatabase, open }) => {
  test('keeps a subscription as it was given, and gives it back after being opened again', async () => {
    const url = await newDatabase();
    const store = await open(url);
    const made = await add(store, NOON, { mention: '300' });
    expect(made).toEqual({
      ...wish({ mention: '300' }),
      id: made.id,
      state: 'active',
      reason: null,
      createdAt: NOON - DAY,
      lastOutcome: null,
      lastOutcomeAt: null,
    });
    const again = await open(url);
    expect(await subscriptionsOf(again.db, '100')).toEqual([made]);
    expect(await findSubscription(again.db, '100', made.id)).toEqual(made);
    expect(await findSubscription(again.db, '101', made.id)).toBeUndefined();
  });

  test('is set up once when several processes open a new database at the same time', async () => {
    const url = await newDatabase();
    const stores = await Promise.all(kind === 'postgres' ? [open(url), open(url), open(url)] : [open(url)]);
    for (const store of stores) expect(await subscriptionsOf(store.db, '100')).toEqual([]);
  });

  if (kind === 'sqlite') {
    test('makes its folder and writes through to the disk', async () => {
      const url = await newDatabase();
      const store = await open(url);
      expect(existsSync(url.replace('sqlite:', ''))).toBe(true);
      const { rows } = await (await import('kysely')).sql<{
        synchronous: number;
      }>`pragma synchronous`.execute(store.db);
      expect(rows).toEqual([{ synchronous: 2 }]);
    });
  }

  test('finds the first due instant, and only what is due before one', async () => {
    const store = await open();
    await add(store, NOON + 2 * DAY);
    await add(store, NOON + MINUTE);
    await add(store, null);
    expect(await firstDueAt(store.db)).toBe(NOON + MINUTE);
    expect(await planAll(store, NOON + MINUTE)).toBe(0);
    expect(await planAll(store, NOON + MINUTE + 1)).toBe(1);
    expect(await firstDueAt(store.db)).toBe(NOON + 2 * DAY);
    expect(await nextClaimableAt(store.db)).toBe(NOON + MINUTE);
  });

  test('puts what is due together in one channel into one message', async () => {
    const store = await open();
    await add(store, NOON, { channel: '200' });
    await add(store, NOON, { channel: '200', about: { kind: 'everything' } });
    await add(store, NOON, { channel: '201' });
    await planAll(store, NOON + 1, { limit: 2 });
    await planAll(store, NOON + 1);
    const messages = await claim(store);
    expect(messages.map(({ channel }) => channel).sort()).toEqual(['200', '201']);
    const held = await deliveriesOf(store.db, messages);
    expect(messages.map(({ id, channel }) => [channel, held.get(id)?.length]).sort()).toEqual([
      ['200', 2],
      ['201', 1],
    ]);
  });

  test('writes an occurrence of a subscription once, however often it is planned', async () => {
    const store = await open();
    const made = await add(store, NOON);
    await planAll(store, NOON + 1);
    await resumeSubscription(store.db, made.id, { nextDueAt: NOON, reckonedWith: 'v1' });
    await planAll(store, NOON + 1);
    const messages = await claim(store);
    expect(messages).toHaveLength(1);
    expect([...(await deliveriesOf(store.db, messages)).values()].flat()).toHaveLength(1);
  });

  test('adds nothing to a message that has begun to be sent', async () => {
    const store = await open();
    await add(store, NOON);
    await planAll(store, NOON + 1);
    const [first] = await claim(store);
    await add(store, NOON, { about: { kind: 'everything' } });
    await planAll(store, NOON + 1);
    const [second] = await claim(store);
    expect(first?.id).toBeDefined();
    expect(second?.id).toBeDefined();
    expect(second?.id).not.toBe(first?.id);
    const held = await deliveriesOf(
      store.db,
      [first, second].flatMap((message) => message ?? []),
    );
    expect([...held.values()].map((deliveries) => deliveries.length)).toEqual([1, 1]);
  });

  test('writes what is too late as missed, and says so in the subscription', async () => {
    const store = await open();
    const late = await add(store, NOON - DAY - 1);
    const inTime = await add(store, NOON - DAY, { channel: '201' });
    await planAll(store, NOON + 1);
    expect(await states(store)).toMatchObject([
      { channel: '200', state: 'missed', reason: 'too late' },
      { channel: '201', state: 'planned' },
    ]);
    expect(await findSubscription(store.db, '100', late.id)).toMatchObject({
      lastOutcome: 'missed',
      lastOutcomeAt: NOON,
    });
    expect(await findSubscription(store.db, '100', inTime.id)).toMatchObject({ lastOutcome: null });
  });

  test('gives a message to one process at a time, and to another when the lease has ended', async () => {
    const store = await open();
    await add(store, NOON);
    await planAll(store, NOON + 1);
    expect(await claim(store, NOON - 1)).toEqual([]);
    const [first] = await claim(store, NOON);
    expect(first).toMatchObject({ attempt: 1, unsureSince: null, dueAt: NOON });
    expect(await claim(store, NOON + MINUTE - 1)).toEqual([]);
    const [second] = await claim(store, NOON + MINUTE);
    expect(second).toMatchObject({ id: first?.id, attempt: 2, unsureSince: NOON });
  });

  test('claims in order of time, as many as asked for', async () => {
    const store = await open();
    for (const minutes of [3, 1, 2]) await add(store, NOON - minutes * MINUTE, { channel: `20${minutes}` });
    await planAll(store, NOON + 1);
    expect((await claim(store, NOON, 2)).map(({ channel }) => channel)).toEqual(['203', '202']);
    expect((await claim(store, NOON, 2)).map(({ channel }) => channel)).toEqual(['201']);
  });

  test('writes down how a message ended, and leaves it alone from then on', async () => {
    const store = await open();
    const made = await add(store, NOON);
    await planAll(store, NOON + 1);
    const [message] = await claim(store);
    if (!message) throw new Error('nothing was claimed');
    await finishMessage(store, message, { state: 'sent', messageId: '900' }, NOON + 5);
    expect(await states(store)).toMatchObject([{ state: 'sent', message_id: '900' }]);
    expect(await findSubscription(store.db, '100', made.id)).toMatchObject({
      lastOutcome: 'sent',
      lastOutcomeAt: NOON + 5,
    });
    expect(await claim(store, NOON + DAY)).toEqual([]);
    expect(await nextClaimableAt(store.db)).toBeNull();
  });

  test('believes a late process that its message was sent, and nothing else', async () => {
    const store = await open();
    await add(store, NOON);
    await planAll(store, NOON + 1);
    const [first] = await claim(store, NOON);
    const [second] = await claim(store, NOON + MINUTE);
    if (!first || !second) throw new Error('nothing was claimed');
    const late: Ending[] = [
      { state: 'failed', reason: 'x' },
      { state: 'missed', reason: 'x' },
      { state: 'dropped' },
    ];
    for (const ending of late) await finishMessage(store, first, ending, NOON + MINUTE);
    await postponeMessage(store, first, { at: NOON, sure: true });
    expect(await states(store)).toMatchObject([{ state: 'claimed' }]);
    expect(await claim(store, NOON + MINUTE + 1)).toEqual([]);
    await finishMessage(store, first, { state: 'sent', messageId: '900' }, NOON + MINUTE);
    await finishMessage(store, second, { state: 'failed', reason: 'x' }, NOON + MINUTE);
    await finishMessage(store, second, { state: 'sent', messageId: '901' }, NOON + MINUTE);
    expect(await states(store)).toMatchObject([{ state: 'sent', message_id: '900' }]);
  });

  test('writes down many endings at once, each for its own subscriptions', async () => {
    const store = await open();
    const made = new Map<string, Subscription>();
    for (const channel of ['200', '201', '202', '203'])
      made.set(channel, await add(store, NOON, { channel }));
    await planAll(store, NOON + 1);
    const endings: Readonly<Record<string, Ending>> = {
      200: { state: 'sent', messageId: '900' },
      201: { state: 'failed', reason: 'no channel' },
      202: { state: 'dropped' },
      203: { state: 'sent', messageId: '901' },
    };
    const finished = (await claim(store)).map((message) => ({
      message,
      ending: endings[message.channel] ?? { state: 'dropped' as const },
      at: NOON + 5,
    }));
    await finishMessages(store, finished);
    const last = async (channel: string) =>
      (await findSubscription(store.db, '100', made.get(channel)?.id ?? ''))?.lastOutcome;
    expect(await Promise.all(['200', '201', '202', '203'].map(last))).toEqual([
      'sent',
      'failed',
      null,
      'sent',
    ]);
    expect((await states(store)).map(({ channel, state }) => [channel, state]).sort()).toEqual([
      ['200', 'sent'],
      ['201', 'failed'],
      ['202', 'dropped'],
      ['203', 'sent'],
    ]);
  });

  test('gives a postponed message back at its time, and remembers whether it may have got through', async () => {
    const store = await open();
    await add(store, NOON);
    await planAll(store, NOON + 1);
    const [first] = await claim(store, NOON);
    if (!first) throw new Error('nothing was claimed');
    await postponeMessage(store, first, { at: NOON + 5, sure: false });
    const [second] = await claim(store, NOON + 5);
    expect(second).toMatchObject({ attempt: 2, unsureSince: NOON });
    if (!second) throw new Error('nothing was claimed');
    await postponeMessage(store, second, { at: NOON + 10, sure: true });
    expect(await claim(store, NOON + 9)).toEqual([]);
    // The second attempt did not get through, but the first may have.
    expect(await claim(store, NOON + 10)).toMatchObject([{ attempt: 3, unsureSince: NOON }]);
  });

  test('forgets an attempt that certainly did not get through', async () => {
    const store = await open();
    await add(store, NOON);
    await planAll(store, NOON + 1);
    const [first] = await claim(store, NOON);
    if (!first) throw new Error('nothing was claimed');
    await postponeMessage(store, first, { at: NOON + 5, sure: true });
    expect(await claim(store, NOON + 5)).toMatchObject([{ attempt: 2, unsureSince: null }]);
  });

  test('holds nothing for subscriptions that were paused or ended after planning', async () => {
    const store = await open();
    const paused = await add(store, NOON);
    const ended = await add(store, NOON);
    const blocked = await add(store, NOON, { about: { kind: 'everything' } });
    await planAll(store, NOON + 1);
    await pauseSubscription(store.db, paused.id);
    await removeSubscription(store.db, ended.id);
    const messages = await claim(store);
    const ids = async () =>
      [...(await deliveriesOf(store.db, messages)).values()]
        .flat()
        .map(({ subscription }) => subscription.id);
    expect(await ids()).toEqual([blocked.id]);
    await blockChannel(store.db, '200');
    expect(await ids()).toEqual([blocked.id]);
  });

  test('stops, blocks and unblocks the subscriptions of one channel', async () => {
    const store = await open();
    const [one, asked, other] = [
      await add(store, NOON),
      await add(store, NOON),
      await add(store, NOON, { channel: '201' }),
    ];
    await pauseSubscription(store.db, asked.id);
    await blockChannel(store.db, '200');
    expect(await stateOf(store, one)).toEqual(['paused', 'no access']);
    expect(await stateOf(store, asked)).toEqual(['paused', 'asked']);
    expect(await stateOf(store, other)).toEqual(['active', null]);
    await unblockChannel(store.db, '200');
    expect(await stateOf(store, one)).toEqual(['active', null]);
    expect(await stateOf(store, asked)).toEqual(['paused', 'asked']);
    await stopChannel(store.db, '200');
    expect(await stateOf(store, one)).toEqual(['stopped', 'no channel']);
    expect(await planAll(store, NOON + 1)).toBe(1);
  });

  test('reckons again only what was reckoned with other starts, and keeps what is due already', async () => {
    const store = await open();
    const later = await add(store, NOON + DAY);
    const never = await add(store, null);
    const waiting = await add(store, NOON - MINUTE);
    const paused = await add(store, NOON + DAY);
    await pauseSubscription(store.db, paused.id);
    const again = (reckonedWith: string, limit = 100) =>
      reckonAgain(store, { limit, now: NOON, reckonedWith }, () => NOON + 7);
    expect(await again('v1')).toBe(0);
    expect(await again('v2', 2)).toBe(2);
    expect(await again('v2', 2)).toBe(1);
    expect(await again('v2', 2)).toBe(0);
    expect(await again('v0')).toBe(3);
    const rows = await store.db.selectFrom('subscriptions').select(['id', 'next_due_at']).execute();
    expect(new Map(rows.map(({ id, next_due_at }) => [id, next_due_at]))).toEqual(
      new Map([
        [later.id, NOON + 7],
        [never.id, NOON + 7],
        [waiting.id, NOON - MINUTE],
        [paused.id, null],
      ]),
    );
  });

  test('shares one pace', async () => {
    const store = await open();
    const reserve = (now: number, count: number) => reservePace(store, { now, count, interval: 20 });
    expect(await reserve(NOON, 10)).toBe(NOON);
    expect(await reserve(NOON, 5)).toBe(NOON + 200);
    expect(await reserve(NOON + 250, 1)).toBe(NOON + 300);
    expect(await reserve(NOON + 1000, 10)).toBe(NOON + 1000);
    // Late by less than half of the room: made up for.
    expect(await reserve(NOON + 1250, 10)).toBe(NOON + 1200);
    expect(await reserve(NOON + 1550, 10)).toBe(NOON + 1550);
  });

  test('lets a removed server rest, restores it within 30 days, and forgets it after', async () => {
    const store = await open();
    const [running, asked] = [await add(store, NOON), await add(store, NOON)];
    await pauseSubscription(store.db, asked.id);
    await add(store, NOON, { guild: '101', channel: '201' });
    await guildRemoved(store, '100', NOON);
    await guildRemoved(store, '999', NOON);
    expect(await removedGuilds(store.db)).toEqual(['100']);
    expect(await stateOf(store, running)).toEqual(['paused', 'removed']);
    expect(await stateOf(store, asked)).toEqual(['paused', 'asked']);
    expect((await subscriptionsToRestore(store.db, '100')).map(({ id }) => id)).toEqual([running.id]);
    expect(await forgetRemovedGuilds(store, NOON + 30 * DAY - 1)).toEqual([]);
    await keepGuild(store.db, '100');
    expect(await forgetRemovedGuilds(store, NOON + 60 * DAY)).toEqual([]);
    await guildRemoved(store, '100', NOON);
    expect(await forgetRemovedGuilds(store, NOON + 30 * DAY)).toEqual(['100']);
    expect(await subscriptionsOf(store.db, '100')).toEqual([]);
    expect(await subscriptionsOf(store.db, '101')).toHaveLength(1);
  });

  test('forgets all of a server and nothing of another', async () => {
    const store = await open();
    await add(store, NOON);
    await add(store, NOON, { channel: '201' });
    await add(store, NOON, { guild: '101', channel: '202' });
    await planAll(store, NOON + 1);
    expect(await forgetGuild(store, '100')).toBe(2);
    expect(await states(store)).toMatchObject([{ channel: '202' }]);
    const rows = await store.db.selectFrom('deliveries').selectAll().execute();
    expect(rows).toHaveLength(1);
  });

  test('clears away what ended long ago, and nothing that is still to come', async () => {
    const store = await open();
    await add(store, NOON);
    await add(store, NOON, { channel: '201' });
    await planAll(store, NOON + 1);
    const [message] = await claim(store, NOON, 1);
    if (!message) throw new Error('nothing was claimed');
    await finishMessage(store, message, { state: 'sent', messageId: '900' }, NOON);
    expect(await purgeMessages(store, NOON, 10)).toBe(0);
    expect(await purgeMessages(store, NOON + 1, 10)).toBe(1);
    expect(await states(store)).toMatchObject([{ state: 'planned' }]);
    expect(await store.db.selectFrom('deliveries').selectAll().execute()).toHaveLength(1);
  });

  test('notices new, moved and withdrawn starts, once, and not on the first reading', async () => {
    const store = await open();
    const note = (ahead: Record<string, string>, past: Record<string, string>, now: number) =>
      noteStarts(
        store,
        { ahead: new Map(Object.entries(ahead)), past: new Map(Object.entries(past)), fingerprint: 'f' },
        now,
      );
    expect(await note({ a: '2027-06-01', b: '2027-07-01' }, {}, NOON)).toEqual([]);
    expect(await note({ a: '2027-06-01', b: '2027-07-01' }, {}, NOON + 1)).toEqual([]);
    const moved = {
      agreement: 'b',
      at: NOON + 2,
      before: '2027-07-01',
      after: '2027-07-02T10:00',
      fingerprint: 'f',
    };
    const added = { agreement: 'c', at: NOON + 2, before: '', after: '2027-08-01', fingerprint: 'f' };
    const changed = await note({ a: '2027-06-01', b: '2027-07-02T10:00', c: '2027-08-01' }, {}, NOON + 2);
    expect(changed).toEqual([moved, added]);
    // a began, b was withdrawn, c is as it was.
    expect(await note({ c: '2027-08-01' }, { a: '2027-06-01' }, NOON + 3)).toEqual([
      moved,
      added,
      { agreement: 'b', at: NOON + 3, before: '2027-07-02T10:00', after: '', fingerprint: 'f' },
    ]);
    expect(await note({ c: '2027-08-01' }, {}, NOON + 31 * DAY)).toEqual([]);
  });

  if (kind === 'postgres') {
    test('two processes claim every message once between them', async () => {
      const url = await newDatabase();
      const [one, two] = [await open(url), await open(url)];
      for (let index = 0; index < 60; index++) await add(one, NOON, { channel: `2${index}` });
      const planned = await Promise.all([
        planAll(one, NOON + 1, { limit: 40 }),
        planAll(two, NOON + 1, { limit: 40 }),
      ]);
      if (planned[0] + planned[1] < 60) await planAll(one, NOON + 1);
      const taken = (
        await Promise.all([one, two, one, two, one, two].map((store) => claim(store, NOON, 10)))
      ).flat();
      expect(new Set(taken.map(({ id }) => id)).size).toBe(taken.length);
      expect(taken.length + (await claim(one, NOON, 100)).length).toBe(60);
    });

    test('two processes that notice a change at the same time write it once', async () => {
      const url = await newDatabase();
      const [one, two] = [await open(url), await open(url)];
      await noteStarts(
        one,
        { ahead: new Map([['a', '2027-06-01']]), past: new Map(), fingerprint: 'f' },
        NOON,
      );
      const later = { ahead: new Map([['a', '2027-06-02']]), past: new Map(), fingerprint: 'f' };
      const noticed = await Promise.all([noteStarts(one, later, NOON + 1), noteStarts(two, later, NOON + 2)]);
      expect(noticed[0]).toHaveLength(1);
      expect(noticed[1]).toEqual(noticed[0]);
    });
  }
});
