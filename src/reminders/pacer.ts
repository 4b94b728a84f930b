import type { Clock } from './clock.ts';

const SECOND = 1000;

/** Between two messages to one channel, in milliseconds: Discord allows about 5 in 5 seconds. */
const CHANNEL_SPACING = 1100;

/**
 * Requests in any second, at most. Discord allows 50; a little more than the pace, so that delays can be made up
 * for, and a little less than allowed, as the network may bring some closer together.
 */
export const MOST_IN_A_SECOND = 48;

/** How much of a delay of our own is made up for by a quicker pace, in milliseconds. */
const MADE_UP = 500;

export type Pacer = {
  /**
   * Waits for the turn of one request, at `notBefore` at the earliest. They are spread evenly, never more than 48 in any
   * second, and at most twice as close where a delay is made up for.
   */
  readonly turn: (notBefore: number) => Promise<void>;
  /** When a channel may take a message, at the earliest now; the next one has to wait for a while after it. */
  readonly channelFreeAt: (channel: string) => number;
};

/** The pace of one process: `pace` requests a second, by when they really go out. */
export const createPacer = (clock: Clock, pace: number): Pacer => {
  const interval = SECOND / pace;
  /** When the last requests went out, oldest first. */
  const gone: number[] = [];
  let evenTurn = 0;
  let queue: Promise<void> = Promise.resolve();
  const channels = new Map<string, number>();

  const take = async (notBefore: number): Promise<void> => {
    const secondBack = gone.length < MOST_IN_A_SECOND ? 0 : (gone.shift() ?? 0) + SECOND;
    const at = Math.max(notBefore, evenTurn, secondBack, (gone.at(-1) ?? 0) + interval / 2);
    const wait = at - clock.now();
    if (wait > 0) await clock.sleep(wait);
    const now = clock.now();
    gone.push(now);
    evenTurn = Math.max(evenTurn, notBefore, now - MADE_UP) + interval;
  };

  return {
    turn: (notBefore) => {
      // Nothing is late that was not asked for: after a quiet time there is nothing to make up for.
      const earliest = Math.max(notBefore, clock.now());
      queue = queue.then(() => take(earliest));
      return queue;
    },
    channelFreeAt: (channel) => {
      const now = clock.now();
      if (channels.size > 1000) {
        for (const [id, at] of channels) if (at <= now) channels.delete(id);
      }
      const at = Math.max(now, channels.get(channel) ?? 0);
      channels.set(channel, at + CHANNEL_SPACING);
      return at;
    },
  };
};
