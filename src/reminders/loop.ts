import type { Logger } from 'pino';
import type { Dataset } from '../dataset/load.ts';
import type { Sender } from '../message/sender.ts';
import {
  claimMessages,
  type Delivery,
  deliveriesOf,
  type Message,
  nextClaimableAt,
  postponeMessage,
  purgeMessages,
  reservePace,
} from '../store/messages.ts';
import { firstDueAt } from '../store/planning.ts';
import { forgetRemovedGuilds } from '../store/subscriptions.ts';
import type { Store } from '../store/tables.ts';
import type { Texts } from '../texts/texts.ts';
import { type Clock, systemClock } from './clock.ts';
import { createBodies, deliverMessage } from './deliver.ts';
import { createPacer } from './pacer.ts';
import { PLAN_AHEAD, planAhead, reckonAll } from './plan.ts';
import { createRecorder } from './recorder.ts';
import { readySchedule, type Schedule } from './schedule.ts';

/** The part that runs: plans ahead, claims what is due, keeps the pace. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

/**
 * How long a claim lasts: longer than the longest way of a message from claim to outcome, and short enough that
 * Discord still knows the nonce when another process takes over.
 */
export const LEASE = 30 * SECOND;

/** A look into the channel and the sending take at most 10 s each; with less time left a message is given back. */
const LEASE_RESERVE = 21 * SECOND;

/**
 * Messages a second, over all processes on one database. Discord allows 50 requests; the rest is for what else a
 * bot sends, and for requests that the network brings closer together: at this pace 100 ms of it do no harm.
 */
export const PACE = 45.4;

/** A message that would have to wait longer for its channel is given back meanwhile. */
const LONGEST_WAIT = 5 * SECOND;

/** Messages claimed at once: a third of a second's worth. */
const BATCH = 15;

/** So many messages before the end of a batch the next one is claimed and made ready. */
const CLAIM_AHEAD = 8;

/** Messages on their way at once, where Discord is slow. */
const MAX_UNDER_WAY = 200;

/** Rows that ended are kept this long, for `list` and against repetition. */
const KEEP_MESSAGES = 30 * DAY;

const HOUSEKEEPING = 60 * MINUTE;
const PURGE_BATCH = 1000;

export type RemindersOptions = {
  readonly store: Store;
  readonly sender: Sender;
  readonly dataset: Dataset;
  readonly texts: Texts;
  readonly log: Logger;
  readonly clock?: Clock;
  /** Messages a second. */
  readonly pace?: number;
  /** The longest sleep: how late something is noticed that another process wrote, in milliseconds. */
  readonly longestSleep?: number;
};

/** What the sending of a claimed message has to keep to. */
type Claim = {
  readonly leaseEnds: number;
  /** When the turn of its batch begins, in the pace that processes share. */
  readonly notBefore: number;
  /** To be called when it is on its way, or will not be soon. */
  readonly off: () => void;
};

export type Reminders = {
  /** What is due, by the dataset as it is now. */
  readonly schedule: () => Schedule;
  /** Takes a new dataset: new and moved starts are told, what is due is reckoned again. */
  readonly reload: (dataset: Dataset) => Promise<void>;
  /** Something was written that may be due soon. */
  readonly wake: () => void;
  /** Claims no more, and waits for what is on its way. */
  readonly stop: () => Promise<void>;
};

/** Starts the reminders. They run until stopped, through errors of the database and of Discord. */
export const startReminders = async (options: RemindersOptions): Promise<Reminders> => {
  const { store, sender, texts, log } = options;
  const clock = options.clock ?? systemClock;
  const pace = options.pace ?? PACE;
  const interval = SECOND / pace;
  const longestSleep = options.longestSleep ?? 20 * SECOND;

  let schedule = await readySchedule(store, options.dataset, clock.now());
  let reckoned = false;
  let nextHousekeeping = 0;
  let pausedUntil = 0;
  let halted = false;
  let waker = new AbortController();
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();
  let bodies = createBodies();
  const finish = createRecorder(store, clock);
  const pacer = createPacer(clock, pace);

  const wake = (): void => waker.abort();

  const send = async (
    message: Message,
    deliveries: readonly Delivery[],
    { leaseEnds, notBefore, off }: Claim,
  ): Promise<void> => {
    const at = pacer.channelFreeAt(message.channel);
    const wait = at - clock.now();
    if (wait > LONGEST_WAIT) return postponeMessage(store, message, { at, sure: true });
    if (wait > 0) {
      off();
      // Not cut short by a stop: what was claimed is sent.
      await clock.sleep(wait);
    }
    const turn = async (): Promise<number | undefined> => {
      await pacer.turn(notBefore);
      off();
      const now = clock.now();
      return halted || now < pausedUntil || now > leaseEnds - LEASE_RESERVE
        ? Math.max(now, pausedUntil)
        : undefined;
    };
    const effect = await deliverMessage(
      { store, sender, schedule, texts, log, now: clock.now, turn, bodies, finish },
      message,
      deliveries,
    );
    if (effect.kind === 'wait') pausedUntil = Math.max(pausedUntil, clock.now() + effect.ms);
    if (effect.kind === 'halt' && !halted) {
      halted = true;
      log.fatal('Discord does not accept the bot token any more: no reminders are sent until a restart');
    }
  };

  const track = (work: Promise<void>): void => {
    const settled = work
      .catch((error: unknown) => {
        // The claim ends by itself, and the message is taken up again.
        log.error({ err: error }, 'the outcome of a reminder could not be written down');
      })
      .finally(() => {
        underWay.delete(settled);
      });
    underWay.add(settled);
  };

  /** Sends one batch at the shared pace. Gives whether there was something to send. */
  const sendDue = async (): Promise<boolean> => {
    const claimable = await nextClaimableAt(store.db);
    if (claimable === null || claimable > clock.now() || clock.now() < pausedUntil) return false;
    if (underWay.size >= MAX_UNDER_WAY) await Promise.race(underWay);
    const first = await reservePace(store, { now: clock.now(), count: BATCH, interval });
    const wait = first - CLAIM_AHEAD * interval - clock.now();
    if (wait > 0) await clock.sleep(wait, stopping.signal);
    if (stopping.signal.aborted) return false;
    const now = clock.now();
    const leaseEnds = now + LEASE;
    const messages = await claimMessages(store, { now, leaseEnds, limit: BATCH });
    const deliveries = await deliveriesOf(store.db, messages);
    const gone = messages.map((message) => {
      const { promise, resolve: off } = Promise.withResolvers<void>();
      const claim = { leaseEnds, notBefore: first, off };
      track(send(message, deliveries.get(message.id) ?? [], claim).finally(off));
      return promise;
    });
    // The next batch is made ready while the last of this one go out.
    await gone.at(-1 - CLAIM_AHEAD);
    return true;
  };

  const keepHouse = async (now: number): Promise<void> => {
    if (now < nextHousekeeping) return;
    nextHousekeeping = now + HOUSEKEEPING;
    reckoned = false;
    const forgotten = await forgetRemovedGuilds(store, now);
    for (const guild of forgotten) log.info({ guild }, 'forgot a server that removed us 30 days ago');
    while ((await purgeMessages(store, now - KEEP_MESSAGES, PURGE_BATCH)) === PURGE_BATCH);
  };

  const round = async (): Promise<void> => {
    await keepHouse(clock.now());
    if (!reckoned) {
      const current = schedule;
      const count = await reckonAll(store, current);
      if (count > 0) log.info({ subscriptions: count }, 'reckoned anew what is due');
      reckoned = schedule === current;
    }
    await planAhead(store, schedule, clock.now());
    while (!stopping.signal.aborted && !halted && (await sendDue())) {
      await planAhead(store, schedule, clock.now());
    }
  };

  const untilNext = async (): Promise<number> => {
    const now = clock.now();
    const [claimable, due] = [await nextClaimableAt(store.db), await firstDueAt(store.db)];
    const next = Math.min(
      Math.max(claimable ?? Number.POSITIVE_INFINITY, pausedUntil),
      (due ?? Number.POSITIVE_INFINITY) - PLAN_AHEAD + 1,
    );
    return Math.min(longestSleep, Math.max(0, next - now));
  };

  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted && !halted) {
      waker = new AbortController();
      let sleep = 5 * SECOND;
      try {
        await round();
        sleep = reckoned ? await untilNext() : 0;
      } catch (error) {
        log.error({ err: error }, 'the database of the reminders failed; trying again');
      }
      await clock.sleep(sleep, waker.signal);
    }
  };

  const running = run();

  return {
    schedule: () => schedule,
    reload: async (dataset) => {
      schedule = await readySchedule(store, dataset, clock.now());
      bodies = createBodies();
      reckoned = false;
      wake();
    },
    wake,
    stop: async () => {
      stopping.abort();
      wake();
      await running;
      await Promise.all(underWay);
    },
  };
};
