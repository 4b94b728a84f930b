import { setTimeout as delay } from 'node:timers/promises';
import { startLocalDiscord } from './discord/start.ts';
import { datasetStartingAt, messageStates, subscribeBefore } from './due.ts';
import { type Program, startProgram } from './program.ts';

/** What became of reminders whose program was killed again and again. */
export type KillReport = {
  readonly rounds: number;
  readonly due: number;
  /** Channels without the message, and messages beyond the first of a channel. */
  readonly lost: number;
  readonly twice: number;
  /** Sends that Discord answered with the message it had, as the nonce was known. */
  readonly repeated: number;
  /** Sends that Discord refused for their number. */
  readonly limited: number;
  /** Kills after which something was still to be sent. */
  readonly amidst: number;
  readonly states: Readonly<Record<string, number>>;
  readonly seconds: number;
};

const isSend = ({ method, path }: { readonly method: string; readonly path: string }): boolean =>
  method === 'POST' && /^\/channels\/\d+\/messages$/.test(path);

/**
 * Starts the real program with many reminders due, kills it at a random point, and starts it again, `rounds`
 * times; then lets it come to its end. `processes` run at the same time on one database.
 */
export const killRounds = async ({
  databaseUrl,
  rounds,
  perRound = 14,
  processes = 1,
  due = Math.max(60, rounds * perRound),
  random = Math.random,
}: {
  readonly databaseUrl: string;
  readonly rounds: number;
  readonly perRound?: number;
  readonly processes?: number;
  /** How many reminders are due. */
  readonly due?: number;
  readonly random?: () => number;
}): Promise<KillReport> => {
  const discord = await startLocalDiscord({
    guilds: [{ name: 'due', channels: due, roles: 0 }],
    keep: 1_000_000,
  });
  const data = datasetStartingAt(Date.now());
  const channels = [...discord.guild().channels.values()];
  await subscribeBefore(databaseUrl, data.dataset(), data.start, channels);
  const began = performance.now();

  const launch = (): Program =>
    startProgram({
      script: 'src/main.ts',
      env: {
        DISCORD_TOKEN: discord.token,
        DISCORD_API_URL: discord.apiUrl,
        DATABASE_URL: databaseUrl,
        DATA_DIR: data.dir,
        ANSWER_MENTIONS: 'off',
        LOG_LEVEL: 'warn',
      },
    });
  let sends = 0;
  let counted = 0;
  const countSends = (): number => {
    for (; counted < discord.requests.length; counted++) {
      const request = discord.requests[counted];
      if (request && isSend(request) && request.status === 200) sends += 1;
    }
    return sends;
  };
  const served = (): number => channels.filter(({ id }) => discord.messages(id).length > 0).length;

  let amidst = 0;
  try {
    for (let round = 0; round < rounds; round++) {
      const programs = Array.from({ length: processes }, launch);
      const target = countSends() + 1 + Math.floor(random() * 2 * perRound * 0.9);
      await discord.until(() => countSends() >= target || served() === due, 'some reminders', 60_000);
      await delay(random() * 40);
      await Promise.all(programs.map((program) => program.kill()));
      if (served() < due) amidst += 1;
    }
    const programs = Array.from({ length: processes }, launch);
    await discord.until(() => served() === due, 'all reminders', 120_000 + due * 30);
    // What was sent but not written down when it was killed is taken up once more when its lease has ended.
    for (
      let states = await messageStates(databaseUrl);
      states.sent !== due;
      states = await messageStates(databaseUrl)
    ) {
      if (performance.now() - began > rounds * 10_000 + 180_000) break;
      await delay(500);
    }
    for (const program of programs) program.signal('SIGTERM');
    await Promise.all(programs.map((program) => program.exit()));
    const counts = channels.map(({ id }) => discord.messages(id).length);
    const total = counts.reduce((sum, count) => sum + count, 0);
    return {
      rounds,
      due,
      lost: counts.filter((count) => count === 0).length,
      twice: counts.reduce((sum, count) => sum + Math.max(0, count - 1), 0),
      repeated: countSends() - total,
      limited: discord.stats.rest.rateLimited.global + discord.stats.rest.rateLimited.user,
      amidst,
      states: await messageStates(databaseUrl),
      seconds: (performance.now() - began) / 1000,
    };
  } finally {
    await discord.close();
    data.remove();
  }
};
