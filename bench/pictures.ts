import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { loadDataset } from '../src/dataset/load.ts';
import { mapForAgreement, mapForDay } from '../src/pictures/map.ts';
import { createPictures } from '../src/pictures/pictures.ts';
import type { Scene } from '../src/pictures/scenes.ts';
import { timelineFor } from '../src/pictures/timeline.ts';

/**
 * Measures the pictures: how long a cold and a cached one take, what 1,000 of them leave in memory, and how
 * long the event loop stands still meanwhile. `npm run bench:pictures`, with a number for another count.
 */

export type Measure = {
  readonly what: string;
  readonly measured: string;
  readonly bound: string;
  readonly kept: boolean;
};

const MB = 1024 * 1024;

const rss = (): number => process.memoryUsage.rss() / MB;

/** The RSS of the processes that this one started, where the system tells (Linux). */
const rssOfWorkers = (): number => {
  try {
    const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8')
      .split(' ')
      .filter(Boolean);
    const kilobytes = children.map((pid) =>
      Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0),
    );
    return kilobytes.reduce((sum, each) => sum + each, 0) / 1024;
  } catch {
    return 0;
  }
};

const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

const DAY = 86_400_000;

/** Scenes of every kind, no two alike. */
const sceneMakers = (count: number): readonly (() => Scene)[] => {
  const loaded = loadDataset('data');
  if (!loaded.ok) throw new Error('The dataset does not load: run "npm run check-data".');
  const { dataset } = loaded;
  const ids = dataset.agreements.map(({ id }) => id);
  const first = Date.parse('2012-01-01');
  return Array.from({ length: count }, (_, i) => {
    const agreement = dataset.agreements[i % dataset.agreements.length];
    if (i % 4 === 1 && agreement)
      return () => ({ ...mapForAgreement(dataset, agreement), title: `${agreement.name} ${i}` });
    if (i % 4 === 3)
      return () => mapForDay(dataset, new Date(first + i * 5 * DAY).toISOString().slice(0, 10));
    return () => timelineFor(dataset, ids, { title: `Agreements ${i}`, page: (i % 21) + 1 });
  });
};

/** Runs the measurements; `count` cold pictures. */
export const benchPictures = async (count = 1000): Promise<readonly Measure[]> => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const scenes = sceneMakers(count);
  const pictures = createPictures({ idleMs: 1000 });
  collect();
  const before = rss();
  const loop = monitorEventLoopDelay({ resolution: 1 });
  const cold: number[] = [];
  const making: number[] = [];
  let most = 0;
  let mostOfWorkers = 0;

  // The first picture starts the worker: told apart.
  const started = performance.now();
  const warmUp = timelineFor(
    {
      info: { title: '', date: '2026-01-01', cutOff: '2026-01-01', licence: '' },
      agreements: [],
      agreement: new Map(),
      places: new Map(),
      parties: new Map(),
      sources: new Map(),
    },
    [],
  );
  await pictures.draw(warmUp);
  const firstMs = performance.now() - started;

  loop.enable();
  for (const make of scenes) {
    const begun = performance.now();
    const work = process.threadCpuUsage();
    await pictures.draw(make());
    cold.push(performance.now() - begun);
    // All that the main thread did for it: no single stretch can have been longer.
    const { user, system } = process.threadCpuUsage(work);
    making.push((user + system) / 1000);
    most = Math.max(most, rss());
    mostOfWorkers = Math.max(mostOfWorkers, rssOfWorkers());
  }
  loop.disable();

  const cached: number[] = [];
  for (const make of Array.from({ length: 10 }, () => scenes.slice(-40)).flat()) {
    const begun = performance.now();
    await pictures.draw(make());
    cached.push(performance.now() - begun);
  }

  await wait(2500);
  collect();
  await wait(200);
  const after = rss() + rssOfWorkers();
  await pictures.close();

  // What the machine alone makes the loop wait.
  const idle = monitorEventLoopDelay({ resolution: 1 });
  idle.enable();
  await wait(3000);
  idle.disable();

  const ms = (value: number): string => `${value.toFixed(1)} ms`;
  const row = (what: string, value: number, unit: (value: number) => string, bound?: number): Measure => ({
    what,
    measured: unit(value),
    bound: bound === undefined ? '' : `< ${unit(bound)}`,
    kept: bound === undefined || value < bound,
  });
  const mb = (value: number): string => `${value.toFixed(0)} MB`;
  return [
    row('first picture, with the start of the worker', firstMs, ms),
    row(`cold picture, median of ${count}`, percentile(cold, 0.5), ms),
    row('cold picture, p95', percentile(cold, 0.95), ms, 300),
    row('cold picture, longest', Math.max(...cold), ms),
    row('cached picture, median', percentile(cached, 0.5), ms),
    row('cached picture, p95', percentile(cached, 0.95), ms, 5),
    row('main thread at work for a picture (CPU), p95', percentile(making, 0.95), ms),
    row('main thread at work for a picture (CPU), longest', Math.max(...making), ms, 20),
    row('event loop delay while drawing, p99', loop.percentile(99) / 1e6, ms, 20),
    row('event loop delay while drawing, longest', loop.max / 1e6, ms),
    row('event loop delay of the idle process, longest', idle.max / 1e6, ms),
    row('RSS at the start', before, mb),
    row('RSS at most', most, mb),
    row('RSS of the worker at most', mostOfWorkers, mb),
    row('RSS at the end, above the start', after - before, mb, 60),
  ];
};

if (import.meta.main) {
  const measures = await benchPictures(Number(process.argv[2] ?? 1000));
  console.table(
    measures.map(({ what, measured, bound, kept }) => ({ what, measured, bound, kept: kept ? 'yes' : 'NO' })),
  );
  process.exitCode = measures.every(({ kept }) => kept) ? 0 : 1;
}
