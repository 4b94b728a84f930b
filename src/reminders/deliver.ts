import type { Logger } from 'pino';
import type { MessageBody } from '../message/build.ts';
import type { Sender, SendOutcome } from '../message/sender.ts';
import { type Delivery, type Ending, type Message, postponeMessage } from '../store/messages.ts';
import { blockChannel, stopChannel, unblockChannel } from '../store/subscriptions.ts';
import type { Store } from '../store/tables.ts';
import type { Texts } from '../texts/texts.ts';
import { isLate, reminderMessage } from './message.ts';
import type { Occurrence } from './occurrences.ts';
import { stillDue } from './plan.ts';
import { MAX_AGE, type Schedule } from './schedule.ts';

/** Sending one message that was claimed, and writing down what became of it. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * How long Discord is trusted to know a nonce again. It says "the past few minutes"; an earlier attempt that is
 * older than this is looked for in the channel before the message is sent again.
 */
export const NONCE_KEPT = 2 * MINUTE;

/** Waits between attempts where Discord refuses us the channel; the last one repeats. */
const ACCESS_WAITS = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 4 * HOUR] as const;

/** After so many refusals the subscriptions are shown as paused. */
const ATTEMPTS_UNTIL_PAUSED = 3;

/** Doubling from 2 seconds to 5 minutes. */
const backoff = (attempt: number): number => Math.min(5 * MINUTE, SECOND * 2 ** Math.min(attempt, 9));

const accessWait = (attempt: number): number =>
  ACCESS_WAITS[Math.min(attempt, ACCESS_WAITS.length) - 1] ?? 4 * HOUR;

export type Deliver = {
  readonly store: Store;
  readonly sender: Sender;
  readonly schedule: Schedule;
  readonly texts: Texts;
  readonly log: Logger;
  readonly now: () => number;
  readonly bodies: Bodies;
  /** Writes down how a message ended; resolves when that is stored. */
  readonly finish: (message: Message, ending: Ending) => Promise<void>;
  /** Waits until a request may be sent. Gives an instant instead where the message is to be given back until then. */
  readonly turn: () => Promise<number | undefined>;
};

/** What the sending of one message means for the others. */
export type Effect =
  | { readonly kind: 'none' }
  /** Nothing may be sent for so long. */
  | { readonly kind: 'wait'; readonly ms: number }
  /** Nothing may be sent at all. */
  | { readonly kind: 'halt' };

const none: Effect = { kind: 'none' };

const wanted = (
  schedule: Schedule,
  deliveries: readonly Delivery[],
  dueAt: number,
): { readonly occurrences: readonly Occurrence[]; readonly roles: readonly string[] } => {
  const occurrences = new Map<string, Occurrence>();
  const roles = new Set<string>();
  for (const { subscription, occurrence: key } of deliveries) {
    const occurrence = stillDue(schedule, subscription, key, dueAt);
    if (!occurrence) continue;
    occurrences.set(key, occurrence);
    if (subscription.mention !== null) roles.add(subscription.mention);
  }
  return { occurrences: [...occurrences.values()], roles: [...roles] };
};

/** Bodies made already: the same reminder goes to many channels. Belongs to one schedule. */
export type Bodies = (key: string, make: () => MessageBody) => MessageBody;

/** Bodies that are remembered at a time: those of one instant, for subscriptions of many kinds. */
const MAX_BODIES = 200;

export const createBodies = (): Bodies => {
  const made = new Map<string, MessageBody>();
  return (key, make) => {
    const known = made.get(key);
    if (known) return known;
    const body = make();
    if (made.size >= MAX_BODIES) made.clear();
    made.set(key, body);
    return body;
  };
};

/** The body of a message as it stands now, or undefined where nobody wants it any more. */
const bodyOf = (
  { schedule, texts, bodies }: Deliver,
  deliveries: readonly Delivery[],
  dueAt: number,
  now: number,
): MessageBody | undefined => {
  const { occurrences, roles } = wanted(schedule, deliveries, dueAt);
  if (occurrences.length === 0) return undefined;
  const late = isLate(dueAt, now);
  const key = [dueAt, late, ...roles, ...occurrences.map((occurrence) => occurrence.key)].join('\n');
  return bodies(key, () => reminderMessage({ occurrences, roles, dueAt, late }, schedule, texts));
};

/** Looks for the message where that is needed, and sends it; gives the instant until which it is given back. */
const attempt = async (
  { sender, now, turn }: Deliver,
  message: Message,
  body: MessageBody,
): Promise<SendOutcome | number> => {
  const since = message.unsureSince;
  if (since !== null && now() - since >= NONCE_KEPT) {
    const giveBack = await turn();
    if (giveBack !== undefined) return giveBack;
    const found = await sender.find(message.channel, { nonce: message.id, since });
    if (found.kind === 'found') return { kind: 'sent', messageId: found.messageId };
    if (found.kind === 'unknown') {
      return { kind: 'later', reason: found.reason, waitMs: undefined, everywhere: false, sure: false };
    }
  }
  return (await turn()) ?? sender.send(message.channel, body, { nonce: message.id });
};

/** Tries again later, or gives up where that would be too late. */
const again = async (
  deliver: Deliver,
  message: Message,
  { wait, sure, reason }: { readonly wait: number; readonly sure: boolean; readonly reason: string },
): Promise<void> => {
  const at = deliver.now() + wait;
  if (at > message.dueAt + MAX_AGE) {
    await deliver.finish(message, { state: 'missed', reason });
  } else {
    await postponeMessage(deliver.store, message, { at, sure });
  }
};

const record = async (
  deliver: Deliver,
  message: Message,
  deliveries: readonly Delivery[],
  outcome: SendOutcome,
): Promise<Effect> => {
  const { store, log, now } = deliver;
  const { id, channel } = message;
  const finish = (ending: Ending): Promise<void> => deliver.finish(message, ending);
  switch (outcome.kind) {
    case 'sent':
      await finish({ state: 'sent', messageId: outcome.messageId });
      if (deliveries.some(({ subscription }) => subscription.reason === 'no access')) {
        await unblockChannel(store.db, channel);
      }
      return none;
    case 'later': {
      const wait = Math.max(outcome.waitMs ?? 0, backoff(message.attempt));
      log.warn({ message: id, reason: outcome.reason, wait }, 'a reminder has to wait');
      await again(deliver, message, { wait, sure: outcome.sure, reason: outcome.reason });
      return outcome.everywhere ? { kind: 'wait', ms: outcome.waitMs ?? backoff(1) } : none;
    }
    case 'no channel':
      log.warn({ message: id, channel }, 'the channel of a reminder is gone; its subscriptions stop');
      await finish({ state: 'failed', reason: 'no channel' });
      await stopChannel(store.db, channel);
      return none;
    case 'no access':
      log.warn({ message: id, channel, reason: outcome.reason }, 'no access to the channel of a reminder');
      if (message.attempt >= ATTEMPTS_UNTIL_PAUSED) await blockChannel(store.db, channel);
      await again(deliver, message, { wait: accessWait(message.attempt), sure: true, reason: 'no access' });
      return none;
    case 'unauthorized':
      await postponeMessage(store, message, { at: now(), sure: true });
      return { kind: 'halt' };
    case 'refused':
      log.error({ message: id, reason: outcome.reason }, 'Discord refused a reminder');
      await finish({ state: 'failed', reason: outcome.reason });
      return none;
  }
};

/** Sends a claimed message, unless it is too late or nobody wants it any more, and writes down the outcome. */
export const deliverMessage = async (
  deliver: Deliver,
  message: Message,
  deliveries: readonly Delivery[],
): Promise<Effect> => {
  const { store, now } = deliver;
  const body = bodyOf(deliver, deliveries, message.dueAt, now());
  if (!body) {
    await deliver.finish(message, { state: 'dropped' });
    return none;
  }
  if (now() > message.dueAt + MAX_AGE) {
    await deliver.finish(message, { state: 'missed', reason: 'too late' });
    return none;
  }
  const outcome = await attempt(deliver, message, body);
  if (typeof outcome !== 'number') return record(deliver, message, deliveries, outcome);
  await postponeMessage(store, message, { at: outcome, sure: true });
  return none;
};
