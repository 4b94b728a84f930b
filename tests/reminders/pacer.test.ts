import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPacer, MOST_IN_A_SECOND } from '../../src/reminders/pacer.ts';

const PACE = 45.4;
const INTERVAL = 1000 / PACE;

/** The instants of so many turns that are asked for at once, where each sleep takes longer by the next of `stalls`, in milliseconds. */
const turns = async (count: number, stalls: readonly number[]): Promise<readonly number[]> => {
  let now = 1_000_000;
  let slept = 0;
  const pacer = createPacer(
    {
      now: () => now,
      sleep: async (ms) => {
        now += ms + (stalls[slept++] ?? 0);
      },
    },
    PACE,
  );
  const times: number[] = [];
  await Promise.all(
    Array.from({ length: count }, async () => {
      await pacer.turn(0);
      times.push(now);
    }),
  );
  return times;
};

test('turns are even where nothing is late', async () => {
  const times = await turns(200, []);
  for (const [index, time] of times.slice(1).entries()) {
    expect(time - (times[index] ?? 0)).toBeCloseTo(INTERVAL, 3);
  }
});

test('whatever is late, there are never more than 48 in a second, nor two closer than half of the pace', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 2000 })), {
        minLength: 150,
        maxLength: 150,
      }),
      async (stalls) => {
        const times = await turns(150, stalls);
        for (const [index, time] of times.entries()) {
          const [next, far] = [times[index + 1], times[index + MOST_IN_A_SECOND]];
          if (next !== undefined) expect(next - time).toBeGreaterThan(INTERVAL / 2 - 0.01);
          if (far !== undefined) expect(far - time).toBeGreaterThan(999.99);
        }
      },
    ),
    { numRuns: 50 },
  );
});

test('a short delay is made up for', async () => {
  const stalls = Array.from({ length: 300 }, (_, index) => (index % 50 === 10 ? 45 : 0));
  const times = await turns(300, stalls);
  expect((299 / ((times.at(-1) ?? 0) - (times[0] ?? 0))) * 1000).toBeGreaterThan(45);
});

test('a turn waits for the slot that was reserved for it', async () => {
  let now = 0;
  const clock = {
    now: () => now,
    sleep: async (ms: number) => {
      now += ms;
    },
  };
  const pacer = createPacer(clock, PACE);
  await pacer.turn(500);
  expect(now).toBe(500);
});

test('a channel takes one message a second, others go on', () => {
  const pacer = createPacer({ now: () => 1000, sleep: async () => {} }, PACE);
  expect([pacer.channelFreeAt('a'), pacer.channelFreeAt('b'), pacer.channelFreeAt('a')]).toEqual([
    1000, 1000, 2100,
  ]);
});
