import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Load, measureRound, type Round, warmUp } from './answering.ts';
import { type BotKind, settledRssMb, startBot } from './bots.ts';
import { type Figure, kept, markdownTable, median, percentile } from './table.ts';

/**
 * `npm run bench`: Hudna beside a bare discord.js bot, on the same local Discord, in one run. Rounds alternate, so that
 * whatever else the machine does meets both. `npm run bench -- start answers memory` runs parts of it; `others` are the
 * benchmarks of finding, pictures and reminders.
 */

const PARTS = ['start', 'answers', 'memory', 'others'] as const;
const STARTS = 7;
const ROUNDS = 7;
const LOAD: Load = { oneByOne: 1000, atOnce: 2000, concurrency: 50 };
const WARM_UP = 2000;
const MANY = { count: 5000, channels: 30, roles: 20 };
const KINDS: readonly BotKind[] = ['hudna', 'bare'];
const OTHERS = ['find.ts', 'pictures.ts', 'reminders.ts'];

const report = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

/** The kinds in turn, the first one alternating. */
const inTurn = (round: number): readonly BotKind[] => (round % 2 === 0 ? KINDS : KINDS.toReversed());

const measureStarts = async (): Promise<readonly Figure[]> => {
  const ms: Record<BotKind, number[]> = { hudna: [], bare: [] };
  const cpu: Record<BotKind, number[]> = { hudna: [], bare: [] };
  for (let round = 0; round < STARTS; round += 1) {
    for (const kind of inTurn(round)) {
      const bot = await startBot(kind);
      ms[kind].push(bot.startMs);
      cpu[kind].push(bot.startCpuMs);
      report(`start ${round + 1}, ${kind}: ${bot.startMs.toFixed(0)} ms`);
      await bot.stop();
    }
  }
  return [
    {
      what: `start to READY, median of ${STARTS}`,
      hudna: median(ms.hudna),
      bare: median(ms.bare),
      unit: 'ms',
      digits: 0,
      limit: 1.5,
    },
    { what: 'CPU until READY', hudna: median(cpu.hudna), bare: median(cpu.bare), unit: 'ms', digits: 0 },
  ];
};

const measureAnswers = async (): Promise<readonly Figure[]> => {
  const bots = { hudna: await startBot('hudna'), bare: await startBot('bare') };
  const rounds: Record<BotKind, Round[]> = { hudna: [], bare: [] };
  for (const kind of KINDS) await warmUp(bots[kind], WARM_UP);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const kind of inTurn(round)) {
      const measured = await measureRound(bots[kind], LOAD);
      rounds[kind].push(measured);
      report(
        `answers ${round + 1}, ${kind}: p50 ${median(measured.tripsMs).toFixed(2)} ms, ${measured.cpuMsPerThousand.toFixed(0)} ms CPU per 1,000, ${measured.answersPerSecond.toFixed(0)}/s`,
      );
    }
  }
  const rss = { hudna: bots.hudna.rssMb(), bare: bots.bare.rssMb() };
  for (const kind of KINDS) await bots[kind].stop();
  const trip = (kind: BotKind, share: number): number =>
    median(rounds[kind].map(({ tripsMs }) => percentile(tripsMs, share)));
  const per = (kind: BotKind, key: Exclude<keyof Round, 'tripsMs'>): number =>
    median(rounds[kind].map((round) => round[key]));
  const both = (what: string, of: (kind: BotKind) => number) => ({
    what,
    hudna: of('hudna'),
    bare: of('bare'),
  });
  return [
    { ...both('round trip, p50', (kind) => trip(kind, 0.5)), unit: 'ms', digits: 2, limit: 1.25 },
    { ...both('round trip, p99', (kind) => trip(kind, 0.99)), unit: 'ms', digits: 2 },
    {
      ...both('CPU per 1,000 answers', (kind) => per(kind, 'cpuMsPerThousand')),
      unit: 'ms',
      digits: 0,
      limit: 1.25,
    },
    {
      ...both('CPU per 1,000 answers to new questions', (kind) => per(kind, 'freshCpuMsPerThousand')),
      unit: 'ms',
      digits: 0,
    },
    {
      ...both(`answers a second, ${LOAD.concurrency} at once`, (kind) => per(kind, 'answersPerSecond')),
      unit: '',
      digits: 0,
    },
    { what: 'memory after the load', ...rss, unit: 'MB', digits: 0 },
  ];
};

const measureMemory = async (): Promise<readonly Figure[]> => {
  const settled = async (kind: BotKind, servers: typeof MANY): Promise<number> => {
    const bot = await startBot(kind, servers);
    const mb = await settledRssMb(bot);
    report(`memory, ${kind}, ${servers.count} servers: ${mb.toFixed(0)} MB`);
    await bot.stop();
    return mb;
  };
  const one = { ...MANY, count: 1 };
  return [
    {
      what: 'memory, 1 server',
      hudna: await settled('hudna', one),
      bare: await settled('bare', one),
      unit: 'MB',
      digits: 0,
    },
    {
      what: `memory, ${MANY.count.toLocaleString('en-GB')} servers`,
      hudna: await settled('hudna', MANY),
      bare: await settled('bare', MANY),
      unit: 'MB',
      digits: 0,
      limit: 0.4,
    },
  ];
};

const runOthers = async (): Promise<boolean> => {
  let good = true;
  for (const file of OTHERS.map((name) => join(import.meta.dirname, name)).filter(existsSync)) {
    const [code] = await once(spawn(process.execPath, [file], { stdio: 'inherit' }), 'close');
    good = good && code === 0;
  }
  return good;
};

const { positionals } = parseArgs({ allowPositionals: true });
const unknown = positionals.filter((part) => !PARTS.some((known) => known === part));
if (unknown.length > 0) {
  report(`There is no part ${unknown.join(', ')}. Parts: ${PARTS.join(', ')}.`);
  process.exit(2);
}
const wanted = (part: (typeof PARTS)[number]): boolean =>
  positionals.length === 0 || positionals.includes(part);

const figures: readonly Figure[] = [
  ...(wanted('start') ? await measureStarts() : []),
  ...(wanted('answers') ? await measureAnswers() : []),
  ...(wanted('memory') ? await measureMemory() : []),
];
if (figures.length > 0) {
  process.stdout.write(
    `${markdownTable(figures)}\n\nNode ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim()}; both bots and the local Discord on this machine.\n`,
  );
}
const othersGood = wanted('others') ? await runOthers() : true;
process.exitCode = figures.every(kept) && othersGood ? 0 : 1;
