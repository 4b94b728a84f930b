import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type LocalDiscord, startLocalDiscord } from '../tests/support/discord/start.ts';
import { type Program, startProgram } from '../tests/support/program.ts';

/** The bots that are measured, each a child process on a local Discord of its own. */

export type BotKind = 'hudna' | 'bare';

export type Bot = {
  readonly kind: BotKind;
  readonly discord: LocalDiscord;
  /** From starting the process to its READY, in milliseconds. */
  readonly startMs: number;
  /** CPU time of the start, in milliseconds: says more than the time where the machine does other work. */
  readonly startCpuMs: number;
  /** CPU time used so far by all its threads, in milliseconds. */
  readonly cpuMs: () => number;
  /** Resident memory, in MB. */
  readonly rssMb: () => number;
  readonly stop: () => Promise<void>;
};

export type Servers = { readonly count: number; readonly channels: number; readonly roles: number };

// As `npm start` runs it.
const scripts: Readonly<Record<BotKind, readonly string[]>> = {
  hudna: ['src/start.js', './main.ts'],
  bare: ['bench/bare-bot.ts'],
};
const nodeOptions: Readonly<Record<BotKind, string>> = { hudna: '--max-semi-space-size=4', bare: '' };

// After READY: the command definitions are at Discord.
const published: Readonly<Record<BotKind, RegExp>> = { hudna: /commands published/, bare: /^ready$/ };

// Linux counts CPU time in hundredths of a second (USER_HZ).
const TICK_MS = 10;

/** Fields 14 and 15 of /proc/<pid>/stat: time in the program and in the kernel. */
const cpuMsOf = (pid: number): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
};

const rssMbOf = (pid: number): number =>
  Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;

export const startBot = async (
  kind: BotKind,
  servers: Servers = { count: 1, channels: 30, roles: 20 },
): Promise<Bot> => {
  const discord = await startLocalDiscord({ guilds: { ...servers }, rateLimits: false, keep: 2000 });
  const folder = mkdtempSync(join(tmpdir(), 'hudna-bench-'));
  const started = performance.now();
  const program: Program = startProgram({
    script: scripts[kind][0] ?? '',
    args: scripts[kind].slice(1),
    env: {
      NODE_OPTIONS: nodeOptions[kind],
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      DATABASE_URL: `sqlite:${join(folder, 'hudna.sqlite')}`,
    },
  });
  const ended = program.exit(60_000).then(() => {
    throw new Error(`${kind} ended:\n${program.output()}`);
  });
  await Promise.race([discord.ready(60_000), ended]);
  ended.catch(() => {});
  const startMs = performance.now() - started;
  const pid = program.pid ?? 0;
  const startCpuMs = cpuMsOf(pid);
  await program.line(published[kind], { timeoutMs: 120_000 });
  return {
    kind,
    discord,
    startMs,
    startCpuMs,
    cpuMs: () => cpuMsOf(pid),
    rssMb: () => rssMbOf(pid),
    stop: async () => {
      program.signal('SIGTERM');
      await program.exit();
      await discord.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** Memory once it has settled: when five seconds have changed it by less than 1 MB. */
export const settledRssMb = async (bot: Bot): Promise<number> => {
  for (let before = bot.rssMb(); ; ) {
    await pause(5000);
    const now = bot.rssMb();
    if (Math.abs(now - before) < 1) return now;
    before = now;
  }
};
