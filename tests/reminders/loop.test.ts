import { pino } from 'pino';
import { afterEach, describe, expect, test } from 'vitest';
import type { Dataset } from '../../src/dataset/load.ts';
import type { SendOutcome } from '../../src/message/sender.ts';
import { type Reminders, type RemindersOptions, startReminders } from '../../src/reminders/loop.ts';
import { readySchedule, reckon } from '../../src/reminders/schedule.ts';
import { openStore } from '../../src/store/open.ts';
import {
  addSubscription,
  findSubscription,
  type NewSubscription,
  pauseSubscription,
} from '../../src/store/subscriptions.ts';
import type { Store } from '../../src/store/tables.ts';
import { textsFor } from '../../src/texts/texts.ts';
import { type ManualClock, manualClock } from '../support/manual-clock.ts';
import { type MemorySender, memorySender } from '../support/memory-sender.ts';
import { agreementOf, datasetOf, effectiveOf, realDataset, ruleOf } from './fixtures.ts';

const at = (iso: string): number => Date.parse(iso);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const START = at('2027-03-01T00:00Z');

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

type House = {
  readonly store: Store;
  readonly clock: ManualClock;
  readonly sender: MemorySender;
  readonly dataset: Dataset;
  readonly run: (options?: Partial<RemindersOptions>) => Promise<Reminders>;
  readonly subscribe: (wish?: Partial<NewSubscription>) => Promise<string>;
  readonly stateOf: (id: string) => Promise<readonly (string | null | undefined)[]>;
  readonly messages: () => Promise<readonly { state: string; reason: string | null }[]>;
};

const log = pino({ level: 'silent' });

const house = async (dataset: Dataset, now = START): Promise<House> => {
  const store = await openStore('sqlite::memory:');
  closing.push(store.close);
  const clock = manualClock(now);
  const sender = memorySender(clock.now);
  return {
    store,
    clock,
    sender,
    dataset,
    run: async (options = {}) => {
      const reminders = await startReminders({
        ...{ store, sender, dataset, texts: textsFor('en-GB'), log, clock, longestSleep: DAY },
        ...options,
      });
      closing.push(async () => {
        const stopped = reminders.stop();
        await clock.passTo(clock.now() + 1000);
        await stopped;
      });
      return reminders;
    },
    subscribe: async (wish = {}) => {
      const whole = { guild: '100', channel: '200', mention: null, ...ruleOf(), ...wish };
      const schedule = await readySchedule(store, dataset, clock.now());
      const reckoning = reckon(schedule, whole, clock.now());
      return (await addSubscription(store.db, whole, reckoning, clock.now())).id;
    },
    stateOf: async (id) => {
      const found = await findSubscription(store.db, '100', id);
      return [found?.state, found?.reason, found?.lastOutcome];
    },
    messages: () =>
      store.db.selectFrom('messages').select(['state', 'reason']).orderBy('due_at').orderBy('part').execute(),
  };
};

const start = (id: string, local: string, precision: 'minute' | 'day' = 'minute') =>
  agreementOf({ id, name: `Agreement ${id}`, effective: effectiveOf(local, precision) });

/** One agreement that starts on 10 March 2027 at 12:00 in Damascus. */
const oneStart = datasetOf([start('one', '2027-03-10T12:00')]);
const ITS_START = at('2027-03-10T09:00Z');

const later = (fields: Partial<Extract<SendOutcome, { kind: 'later' }>> = {}): SendOutcome => ({
  ...{ kind: 'later', reason: 'answer 500', waitMs: undefined, everywhere: false, sure: false },
  ...fields,
});

describe('in time', () => {
  test('a start is told at its instant, and a week and a day before', async () => {
    const { clock, sender, run, subscribe, stateOf } = await house(oneStart);
    const id = await subscribe({ when: ['start', 'day before', 'week before'] });
    await run();
    await clock.passTo(ITS_START + DAY);
    expect(sender.sent.map(({ at }) => at)).toEqual([ITS_START - 7 * DAY, ITS_START - DAY, ITS_START]);
    expect(sender.sent.map(({ text }) => /\*\*(Starts[^,*]*)/.exec(text)?.[1])).toEqual([
      'Starts in a week',
      'Starts in a day',
      'Starts now',
    ]);
    expect(sender.sent[0]?.text).toContain('Agreement one');
    expect(await stateOf(id)).toEqual(['active', null, 'sent']);
  });

  test('what is due together in a channel is one message, each agreement in it once', async () => {
    const dataset = datasetOf(
      [start('one', '2016-05-04'), start('two', '2017-05-04'), start('three', '2018-05-05')].map(
        (agreement) => ({
          ...agreement,
          effective: { ...effectiveOf(agreement.effective?.local ?? '', 'day') },
        }),
      ),
    );
    const { clock, sender, run, subscribe } = await house(dataset);
    await subscribe();
    await subscribe({ about: { kind: 'agreement', id: 'two' }, mention: '300' });
    await subscribe({ channel: '201' });
    await run();
    await clock.passTo(at('2027-05-04T23:00Z'));
    expect(
      sender.sent.map(({ channel, at }) => [channel, new Date(at).toISOString().slice(0, 19)]).sort(),
    ).toEqual([
      ['200', '2027-05-04T06:00:00'],
      ['201', '2027-05-04T06:00:00'],
    ]);
    const [first, second] = ['200', '201'].map((id) => sender.sent.find(({ channel }) => channel === id));
    expect(first?.text.match(/Agreement \w+/g)).toEqual(['Agreement one', 'Agreement two']);
    expect(first?.text).toContain('11 years since 4 May 2016');
    expect(first?.text).toContain('<@&300>');
    expect(first?.body.allowedRoles).toEqual(['300']);
    expect(second?.text).not.toContain('<@&300>');
    expect(second?.body.allowedRoles).toBeUndefined();
  });

  test('a subscription made while running is served, without waiting for a round', async () => {
    const { clock, sender, run, subscribe } = await house(oneStart);
    const reminders = await run();
    await clock.passTo(ITS_START - MINUTE);
    await subscribe();
    reminders.wake();
    await clock.passTo(ITS_START);
    expect(sender.sent).toHaveLength(1);
  });

  test('nothing goes out for a subscription that was paused after it was planned', async () => {
    const { store, clock, sender, run, subscribe, messages } = await house(oneStart);
    const id = await subscribe();
    await run();
    await clock.passTo(ITS_START - MINUTE);
    expect(await messages()).toEqual([{ state: 'planned', reason: null }]);
    await pauseSubscription(store.db, id);
    await clock.passTo(ITS_START + HOUR);
    expect(sender.attempts()).toBe(0);
    expect(await messages()).toEqual([{ state: 'dropped', reason: null }]);
  });
});

describe('after an outage', () => {
  test.each([
    [23 * HOUR, 'sent'],
    [25 * HOUR, 'missed'],
  ])('of %d ms a reminder is %s', async (outage, outcome) => {
    const { clock, sender, run, subscribe, stateOf } = await house(oneStart);
    const id = await subscribe();
    await clock.passTo(ITS_START + outage);
    await run();
    await clock.passTo(clock.now() + MINUTE);
    expect(await stateOf(id)).toEqual(['active', null, outcome]);
    expect(sender.sent).toHaveLength(outcome === 'sent' ? 1 : 0);
    if (outcome === 'sent') {
      expect(sender.sent[0]?.text).toContain(`This reminder is late: it was due <t:${ITS_START / 1000}:F>.`);
    }
  });

  test('that began after planning, a reminder that is too old is missed', async () => {
    const { clock, sender, run, subscribe, stateOf } = await house(oneStart);
    const id = await subscribe();
    const reminders = await run();
    await clock.passTo(ITS_START - MINUTE);
    await reminders.stop();
    const after = manualClock(ITS_START + DAY + MINUTE);
    await run({ clock: after });
    await after.passTo(after.now() + MINUTE);
    expect(sender.attempts()).toBe(0);
    expect(await stateOf(id)).toEqual(['active', null, 'missed']);
  });
});

describe('when something fails', () => {
  test('it is tried again, more and more slowly, until a day has passed', async () => {
    const { clock, sender, run, subscribe, stateOf, messages } = await house(oneStart);
    const id = await subscribe();
    await run();
    const times: number[] = [];
    for (let count = 0; count < 1000; count++) {
      sender.answers.push(() => {
        times.push(clock.now() - ITS_START);
        return later();
      });
    }
    await clock.passTo(ITS_START + 2 * DAY);
    expect(times.slice(0, 5).map((ms) => Math.round(ms / 1000))).toEqual([0, 2, 6, 14, 30]);
    const waits = times.map((ms, index) => ms - (times[index - 1] ?? 0));
    expect(Math.max(...waits)).toBeLessThan(5 * MINUTE + 1000);
    expect(times.at(-1)).toBeGreaterThan(DAY - 6 * MINUTE);
    expect(times.at(-1)).toBeLessThan(DAY);
    expect(await messages()).toEqual([{ state: 'missed', reason: 'answer 500' }]);
    expect(await stateOf(id)).toEqual(['active', null, 'missed']);
  });

  test('what Discord tells to wait is waited', async () => {
    const { clock, sender, run, subscribe } = await house(oneStart);
    await subscribe();
    await run();
    sender.answers.push(later({ waitMs: 90_000, sure: true }));
    await clock.passTo(ITS_START + HOUR);
    expect(sender.sent.map(({ at }) => Math.round((at - ITS_START) / 1000))).toEqual([90]);
  });

  test('a limit for all channels holds all messages back', async () => {
    const { clock, sender, run, subscribe } = await house(oneStart);
    for (let channel = 200; channel < 230; channel++) await subscribe({ channel: String(channel) });
    await run();
    sender.answers.push(later({ waitMs: 10_000, everywhere: true, sure: true }));
    await clock.passTo(ITS_START + HOUR);
    expect(sender.attempts()).toBe(31);
    // Those that were on their way already could not be held back.
    const early = sender.sent.filter(({ at }) => at < ITS_START + 10_000);
    expect(early.length).toBeLessThan(3);
    expect(sender.sent).toHaveLength(30);
  });

  test('an attempt that may have got through is looked for before a late repetition', async () => {
    const { clock, sender, run, subscribe, stateOf } = await house(oneStart);
    const id = await subscribe();
    await run();
    sender.answers.push(later(), later({ sure: true }), later(), later({ waitMs: 3 * MINUTE, sure: true }));
    sender.finds.push({ kind: 'unknown', reason: 'answer 500' }, { kind: 'found', messageId: '77' });
    await clock.passTo(ITS_START + HOUR);
    expect(sender.attempts()).toBe(4);
    expect(sender.looked()).toBe(2);
    expect(sender.sent).toHaveLength(0);
    expect(await stateOf(id)).toEqual(['active', null, 'sent']);
  });

  test('an attempt that certainly did not get through is not looked for', async () => {
    const { clock, sender, run, subscribe } = await house(oneStart);
    await subscribe();
    await run();
    sender.answers.push(later({ waitMs: 10 * MINUTE, sure: true }));
    await clock.passTo(ITS_START + HOUR);
    expect(sender.sent).toHaveLength(1);
    expect(sender.looked()).toBe(0);
  });

  test('a channel that is gone stops its subscriptions', async () => {
    const { clock, sender, run, subscribe, stateOf } = await house(oneStart);
    const id = await subscribe({ when: ['start', 'day before'] });
    const other = await subscribe({ channel: '201' });
    await run();
    sender.answers.push({ kind: 'no channel' });
    await clock.passTo(ITS_START + HOUR);
    expect(await stateOf(id)).toEqual(['stopped', 'no channel', 'failed']);
    expect(await stateOf(other)).toEqual(['active', null, 'sent']);
    expect(sender.attempts()).toBe(2);
  });

  test('a channel that refuses us is tried again, then shown as paused, and served when it lets us in', async () => {
    const { clock, sender, run, subscribe, stateOf } = await house(oneStart);
    const id = await subscribe();
    await run();
    const refused: SendOutcome = { kind: 'no access', reason: '50013 Missing Permissions' };
    sender.answers.push(refused, refused, refused, refused);
    await clock.passTo(ITS_START + 2 * MINUTE);
    expect(await stateOf(id)).toEqual(['active', null, null]);
    await clock.passTo(ITS_START + 30 * MINUTE);
    expect(await stateOf(id)).toEqual(['paused', 'no access', null]);
    await clock.passTo(ITS_START + 5 * HOUR);
    expect(sender.sent).toHaveLength(1);
    expect(await stateOf(id)).toEqual(['active', null, 'sent']);
  });

  test('a channel that refuses us for good is tried at the next reminder again', async () => {
    const { clock, sender, run, subscribe, stateOf } = await house(oneStart);
    const id = await subscribe({ when: ['week before', 'start'] });
    await run();
    for (let count = 0; count < 10; count++) {
      sender.answers.push(() =>
        clock.now() < ITS_START - HOUR
          ? { kind: 'no access', reason: '50001 Missing Access' }
          : { kind: 'sent', messageId: '900' },
      );
    }
    await clock.passTo(ITS_START - HOUR);
    expect(await stateOf(id)).toEqual(['paused', 'no access', 'missed']);
    await clock.passTo(ITS_START + HOUR);
    expect(sender.sent).toHaveLength(1);
    expect(await stateOf(id)).toEqual(['active', null, 'sent']);
  });

  test('a token that is not accepted stops all sending, and loses nothing', async () => {
    const { clock, sender, run, subscribe, messages } = await house(oneStart);
    for (let channel = 200; channel < 220; channel++) await subscribe({ channel: String(channel) });
    const reminders = await run();
    sender.answers.push({ kind: 'sent', messageId: '900' }, { kind: 'unauthorized' });
    await clock.passTo(ITS_START + HOUR);
    expect(sender.attempts()).toBeLessThan(5);
    await reminders.stop();
    await run();
    await clock.passTo(ITS_START + 2 * HOUR);
    expect(new Set(sender.sent.map(({ channel }) => channel)).size).toBe(20);
    expect(sender.sent).toHaveLength(20);
    expect(new Set((await messages()).map(({ state }) => state))).toEqual(new Set(['sent']));
  });

  test('a message that Discord refuses is given up, and the subscription goes on', async () => {
    const { clock, sender, run, subscribe, stateOf } = await house(oneStart);
    const id = await subscribe();
    await run();
    sender.answers.push({ kind: 'refused', reason: '50035 Invalid Form Body' });
    await clock.passTo(ITS_START + HOUR);
    expect(sender.attempts()).toBe(1);
    expect(await stateOf(id)).toEqual(['active', null, 'failed']);
  });
});

describe('pace', () => {
  test('is even, and never more than 50 in a second; a channel gets one message a second', async () => {
    const dataset = datasetOf([start('one', '2027-03-10T12:00'), start('two', '2027-03-10T12:01')]);
    const { clock, sender, run, subscribe } = await house(dataset);
    for (let channel = 1000; channel < 1300; channel++) await subscribe({ channel: String(channel) });
    await clock.passTo(ITS_START + 2 * MINUTE);
    await run();
    await clock.passTo(ITS_START + HOUR);
    expect(sender.sent).toHaveLength(600);
    const times = sender.sent.map(({ at }) => at);
    for (const [index, time] of times.entries()) {
      expect((times[index + 48] ?? Number.POSITIVE_INFINITY) - time).toBeGreaterThanOrEqual(1000);
    }
    expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeLessThan((600 / 45) * 1000 + 1000);
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(gaps.filter((gap) => gap >= 20 && gap <= 25).length).toBeGreaterThan(0.98 * gaps.length);
    const last = new Map<string, number>();
    for (const { channel, at } of sender.sent) {
      expect(at - (last.get(channel) ?? Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(1000);
      last.set(channel, at);
    }
  });
});

describe('a changed dataset', () => {
  const change = async (after: Dataset, wish: Partial<NewSubscription> = {}) => {
    const made = await house(oneStart);
    await made.subscribe(wish);
    const reminders = await made.run();
    await made.clock.passTo(at('2027-03-02T00:00Z'));
    await reminders.reload(after);
    await made.clock.passTo(at('2027-03-20T00:00Z'));
    return made.sender.sent.map(({ at, text }) => [
      new Date(at).toISOString().slice(0, 16),
      /\*\*((?:Starts|New|The start)[^*]*)\*\*/.exec(text)?.[1],
    ]);
  };

  test('announces a new start, once, and reminds of it', async () => {
    expect(await change(datasetOf([...oneStart.agreements, start('two', '2027-03-12', 'day')]))).toEqual([
      ['2027-03-02T00:00', 'New in the dataset: starts 12 March 2027'],
      ['2027-03-10T09:00', 'Starts now'],
      ['2027-03-12T06:00', 'Starts today'],
    ]);
  });

  test('says that a start has moved, and reminds at the new time only', async () => {
    const moved = datasetOf([start('one', '2027-03-11T08:00')]);
    expect(await change(moved)).toEqual([
      [
        '2027-03-02T00:00',
        `The start has changed: it is <t:${at('2027-03-11T05:00Z') / 1000}:F> (<t:${at('2027-03-11T05:00Z') / 1000}:R>), and was 10 March 2027, 12:00`,
      ],
      ['2027-03-11T05:00', 'Starts now'],
    ]);
  });

  test('says that a start is withdrawn', async () => {
    const withdrawn = datasetOf([agreementOf({ id: 'one' })]);
    expect(await change(withdrawn)).toEqual([
      ['2027-03-02T00:00', 'The start is no longer known: it was 10 March 2027, 12:00'],
    ]);
  });

  test('says nothing to those who did not ask for starts, or for this place', async () => {
    const more = datasetOf([...oneStart.agreements, start('two', '2027-03-12', 'day')]);
    expect(await change(more, { when: [] })).toEqual([]);
    expect(await change(more, { about: { kind: 'agreement', id: 'one' } })).toEqual([
      ['2027-03-10T09:00', 'Starts now'],
    ]);
  });

  test('changes what was planned already', async () => {
    const { clock, sender, run, subscribe, messages } = await house(oneStart);
    await subscribe();
    const reminders = await run();
    await clock.passTo(ITS_START - 5 * MINUTE);
    expect(await messages()).toHaveLength(1);
    await reminders.reload(datasetOf([start('one', '2027-03-10T12:03')]));
    await clock.passTo(ITS_START + HOUR);
    expect(
      sender.sent.map(({ at, text }) => [(at - ITS_START) / MINUTE, /\*\*(\w+ \w+)/.exec(text)?.[1]]),
    ).toEqual([
      [-5, 'The start'],
      [3, 'Starts now'],
    ]);
  });

  test('that was changed while nothing ran is noticed at the next start', async () => {
    const { clock, sender, run, subscribe } = await house(oneStart);
    await subscribe();
    const reminders = await run();
    await clock.passTo(START + HOUR);
    await reminders.stop();
    await run({ dataset: datasetOf([start('one', '2027-03-11T12:00')]) });
    await clock.passTo(START + DAY);
    expect(sender.sent).toHaveLength(1);
    expect(sender.sent[0]?.text).toContain('The start has changed');
  });
});

/** The agreements that buttons and menus of a message lead to. */
const idsIn = (body: unknown): readonly string[] => {
  const json = JSON.stringify(body);
  return [
    ...new Set(
      [...json.matchAll(/"(?:custom_id":"[^"]*\||value":")([a-z0-9-]+)"/g)].map(([, id = '']) => id),
    ),
  ];
};

test('in a year with the real dataset each anniversary comes once, on its day', async () => {
  const dataset = realDataset();
  const { clock, sender, run, subscribe, messages } = await house(dataset, at('2026-12-01T00:00Z'));
  await subscribe();
  await subscribe({
    channel: '201',
    zone: 'America/New_York',
    time: '23:30',
    about: { kind: 'place', id: 'aleppo' },
  });
  await run();
  await clock.passTo(at('2027-12-01T12:00Z'));

  // Damascus keeps UTC+3 all year: 09:00 there is 06:00Z.
  const expected = dataset.agreements
    .filter(({ effective }) => effective && !['month', 'none'].includes(effective.precision))
    .map(({ id, effective }) => {
      const day = effective?.local.slice(5, 10) ?? '';
      return `${day >= '12-01' ? 2026 : 2027}-${day}T06:00 ${id}`;
    })
    .sort();
  const told = (channel: string) =>
    sender.sent
      .filter((message) => message.channel === channel)
      .flatMap(({ at, body }) =>
        idsIn(body)
          .filter((id) => dataset.agreement.has(id))
          .map((id) => `${new Date(at).toISOString().slice(0, 16)} ${id}`),
      )
      .sort();
  expect(told('200')).toEqual(expected);
  const newYork = new Intl.DateTimeFormat('sv-SE', { timeZone: 'America/New_York', timeStyle: 'short' });
  expect(told('201').length).toBeGreaterThan(20);
  expect(new Set(told('201').map((line) => newYork.format(new Date(`${line.slice(0, 16)}Z`))))).toEqual(
    new Set(['23:30']),
  );
  expect(new Set((await messages()).map(({ state }) => state))).toEqual(new Set(['sent']));
}, 60_000);
