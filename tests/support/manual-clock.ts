import type { Clock } from '../../src/reminders/clock.ts';

export type ManualClock = Clock & {
  /** Lets time pass up to an instant: each sleeper wakes in its turn, and what it does is done before the next. */
  readonly passTo: (instant: number) => Promise<void>;
};

type Sleeper = { readonly at: number; readonly wake: () => void };

/** Turns of the event loop in which work on SQLite and on a sender in memory comes to its end. */
const TURNS = 12;

/** After so many turns nobody is going to sleep. */
const MAX_TURNS = 500;

/** A clock that stands still unless told otherwise. */
export const manualClock = (start: number): ManualClock => {
  let now = start;
  const sleepers = new Set<Sleeper>();

  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < TURNS || (sleepers.size === 0 && turn < MAX_TURNS); turn++) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  };

  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve();
        const sleeper: Sleeper = {
          at: now + ms,
          wake: () => {
            sleepers.delete(sleeper);
            signal?.removeEventListener('abort', sleeper.wake);
            resolve();
          },
        };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', sleeper.wake);
      }),
    passTo: async (instant) => {
      for (;;) {
        await settle();
        const [next] = [...sleepers].sort((a, b) => a.at - b.at);
        if (!next || next.at > instant) break;
        now = Math.max(now, next.at);
        next.wake();
      }
      now = instant;
      await settle();
    },
  };
};
