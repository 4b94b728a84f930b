import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { planAhead } from '../src/reminders/plan.ts';
import { readySchedule } from '../src/reminders/schedule.ts';
import { claimMessages, nextClaimableAt } from '../src/store/messages.ts';
import { openStore } from '../src/store/open.ts';
import { firstDueAt } from '../src/store/planning.ts';
import type { Store } from '../src/store/tables.ts';
import { startLocalDiscord } from '../tests/support/discord/start.ts';
import { datasetStartingAt, subscribeBefore } from '../tests/support/due.ts';
import { killRounds } from '../tests/support/kill-rounds.ts';
import { postgresBinaries, startPostgres } from '../tests/support/postgres.ts';
import { startProgram } from '../tests/support/program.ts';

/**
 * Figures for reminders. `node bench/reminders.ts [pace] [size] [kills] [two]`; all without a name.
 *
 * - pace: 10,000 subscriptions due in the same minute, one kill in the middle.
 * - size: looking for due work among up to 1,000,000 subscriptions that are not due, with the query plans.
 * - kills: 100 rounds of kill -9 at random points with reminders due.
 * - two: two processes on one PostgreSQL, 2,000 due.
 */

const DUE = 10_000;
const SIZES = [1000, 10_000, 100_000, 1_000_000];
const ROUNDS = 100;

type Databases = {
  readonly sqlite: () => string;
  readonly postgres: (() => Promise<string>) | undefined;
};

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const number = (value: number, digits = 0): string =>
  value.toLocaleString('en-GB', { maximumFractionDigits: digits, minimumFractionDigits: digits });

/** Resident memory of a process in MB (Linux). */
const residentMb = (pid: number): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;

const pace = async (name: string, databaseUrl: string, due: number): Promise<void> => {
  const discord = await startLocalDiscord({
    guilds: [{ name: 'due', channels: due, roles: 0 }],
    keep: 1000,
  });
  const data = datasetStartingAt(Date.now());
  const channels = [...discord.guild().channels.values()];
  await subscribeBefore(databaseUrl, data.dataset(), data.start, channels);
  const times: number[] = [];
  discord.onMessage(() => times.push(performance.now()));
  const launch = () =>
    startProgram({
      // As `npm start` does.
      script: 'src/start.js',
      args: ['./main.ts'],
      env: {
        DISCORD_TOKEN: discord.token,
        DISCORD_API_URL: discord.apiUrl,
        DATABASE_URL: databaseUrl,
        DATA_DIR: data.dir,
        ANSWER_MENTIONS: 'off',
        LOG_LEVEL: 'warn',
      },
    });
  const timeFor = due * 40 + 120_000;
  const first = launch();
  await discord.until(() => times.length >= due / 4, 'a quarter', timeFor);
  const killedAt = times.length;
  await first.kill();
  const second = launch();
  await discord
    .until(() => times.length > killedAt, 'going on', 60_000)
    .catch((error: unknown) => {
      throw new Error(`${String(error)}; the program said:\n${second.output()}`);
    });
  const resumedAt = times.length;
  const memory: number[] = [];
  const sampling = setInterval(() => memory.push(residentMb(second.pid ?? 0)), 2000);
  await discord.until(() => times.length >= due, 'all', timeFor);
  clearInterval(sampling);
  // The even stretch: from the restart to the end of the queue, without those that waited for a lease to end.
  const stretch = times.slice(resumedAt, due - 60);
  const seconds = ((stretch.at(-1) ?? 0) - (stretch[0] ?? 0)) / 1000;
  const most = Math.max(
    ...times.map((time, index) => times.findLastIndex((one) => one < time + 1000) - index + 1),
  );
  const third = memory.slice(0, Math.ceil(memory.length / 3));
  const last = memory.slice(-Math.ceil(memory.length / 3));
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const counts = channels.map(({ id }) => discord.messages(id).length);
  say(
    `| ${name} | ${number(due)} | ${number((stretch.length - 1) / seconds, 1)} | ${most} | ${discord.stats.rest.rateLimited.global} + ${discord.stats.rest.rateLimited.user} | ${killedAt} | ${counts.filter((count) => count === 0).length} | ${counts.filter((count) => count > 1).length} | ${number(mean(third))} → ${number(mean(last))} |`,
  );
  second.signal('SIGTERM');
  await second.exit();
  await discord.close();
  data.remove();
};

/** Fills a database up to `size` subscriptions of many rules, none of them due within the next months. */
const fill = async ({ db, kind }: Store, size: number, now: number, fingerprint: string): Promise<void> => {
  const month = 30 * 24 * 3600 * 1000;
  const { count } = await db
    .selectFrom('subscriptions')
    .select(({ fn }) => fn.countAll<string | number>().as('count'))
    .executeTakeFirstOrThrow();
  const from = Number(count);
  const series = kind === 'postgres' ? sql`generate_series(${from}::int, ${size - 1}::int) as n(i)` : sql`n`;
  const numbers =
    kind === 'postgres'
      ? sql``
      : sql`with recursive n(i) as (select cast(${from} as integer) union all select i + 1 from n where i < ${size - 1}) `;
  const text = kind === 'postgres' ? sql`i::text` : sql`cast(i as text)`;
  await sql`insert into subscriptions (id, guild, channel, about, leads, anniversaries, time, zone, state, created_at, next_due_at, reckoned_with)
    ${numbers}select 's' || ${text}, 'g' || (i / 5), 'c' || ${text}, 'everything', 'start', 1, '09:00', 'Asia/Damascus', 'active', cast(${now} as bigint), cast(${now + month} as bigint) + (i % 10000) * 60000, cast(${fingerprint} as text) from ${series}`.execute(
    db,
  );
  await sql`analyze`.execute(db);
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const timed = async (times: number, work: () => Promise<unknown>): Promise<number> => {
  const taken: number[] = [];
  for (let time = 0; time < times; time++) {
    const began = performance.now();
    await work();
    taken.push(performance.now() - began);
  }
  return median(taken);
};

const planOf = async ({ db, kind }: Store, now: number, fingerprint: string): Promise<readonly string[]> => {
  const due = sql`select * from subscriptions where next_due_at < ${now} order by next_due_at limit 250`;
  const claimable = sql`select id from messages where claimable_at <= ${now} order by claimable_at limit 15`;
  const reckoned = sql`select * from subscriptions where reckoned_with < ${fingerprint} order by reckoned_with limit 250`;
  const lines: string[] = [];
  for (const query of [due, claimable, reckoned]) {
    if (kind === 'postgres') {
      const { rows } = await sql<{ 'QUERY PLAN': string }>`explain ${query}`.execute(db);
      lines.push(rows.map((row) => row['QUERY PLAN'].trim()).join('; '));
    } else {
      const { rows } = await sql<{ detail: string }>`explain query plan ${query}`.execute(db);
      lines.push(rows.map(({ detail }) => detail).join('; '));
    }
  }
  return lines;
};

const size = async (name: string, databaseUrl: string, sizes: readonly number[]): Promise<void> => {
  const store = await openStore(databaseUrl);
  const data = datasetStartingAt(Date.now());
  const now = Date.now();
  const schedule = await readySchedule(store, data.dataset(), now);
  for (const one of sizes) {
    await fill(store, one, now, schedule.fingerprint);
    const idle = await timed(200, async () => {
      await planAhead(store, schedule, now);
      await nextClaimableAt(store.db);
      await nextClaimableAt(store.db);
      await firstDueAt(store.db);
    });
    const cpu = process.cpuUsage();
    await timed(200, () => planAhead(store, schedule, now));
    const { user, system } = process.cpuUsage(cpu);
    // Twenty fall due: found, written down and claimed.
    const find: number[] = [];
    for (let turn = 0; turn < 20; turn++) {
      await sql`update subscriptions set next_due_at = ${data.start} where id in (${sql.join(
        Array.from({ length: 20 }, (_, index) => `s${(turn * 37 + index * 41) % one}`),
      )})`.execute(store.db);
      const began = performance.now();
      await planAhead(store, schedule, now);
      const claimed = await claimMessages(store, { now, leaseEnds: now + 1000, limit: 20 });
      find.push(performance.now() - began);
      if (claimed.length !== 20) throw new Error(`${claimed.length} were claimed, not 20`);
      await store.db.deleteFrom('messages').execute();
    }
    say(
      `| ${name} | ${number(one)} | ${number(idle, 2)} | ${number((user + system) / 200 / 1000, 2)} | ${number(median(find), 1)} |`,
    );
  }
  // Plans differ for an empty table.
  await sql`insert into messages (id, guild, channel, due_at, part, state, attempts, finished_at)
    select id, guild, channel, created_at, 0, 'sent', 1, created_at from subscriptions limit 100000`.execute(
    store.db,
  );
  await sql`analyze`.execute(store.db);
  for (const line of await planOf(store, now, schedule.fingerprint)) say(`  ${name}: ${line}`);
  await store.close();
  data.remove();
};

const wanted = process.argv.slice(2);
const wants = (name: string): boolean => wanted.length === 0 || wanted.includes(name);
const folder = mkdtempSync(join(tmpdir(), 'hudna-bench-'));
const postgres = postgresBinaries() ? await startPostgres({ durable: true }) : undefined;
if (!postgres) say('PostgreSQL: no binaries for this platform, its figures are left out.');
let files = 0;
const databases: Databases = {
  sqlite: () => `sqlite:${join(folder, `${++files}.sqlite`)}`,
  postgres: postgres?.createDatabase,
};

try {
  if (wants('size')) {
    say('\n### Looking for what is due\n');
    say(
      '| database | subscriptions, none due | an idle round, ms | its CPU, ms | find, write and claim 20 due, ms |',
    );
    say('| --- | --- | --- | --- | --- |');
    await size('SQLite', databases.sqlite(), SIZES);
    if (databases.postgres) await size('PostgreSQL', await databases.postgres(), SIZES);
  }
  if (wants('pace')) {
    say('\n### Many due in the same minute\n');
    say(
      '| database | due | messages/s | most in any second | 429s, global + channel | killed after | lost | twice | RSS, MB |',
    );
    say('| --- | --- | --- | --- | --- | --- | --- | --- | --- |');
    const due = Number(process.env.DUE ?? DUE);
    await pace('SQLite', databases.sqlite(), due);
    if (databases.postgres) await pace('PostgreSQL', await databases.postgres(), due);
  }
  if (wants('kills')) {
    say('\n### kill -9 at random points, with reminders due\n');
    say('| database | rounds | due | lost | twice | repeated, saved by the nonce or the ledger | seconds |');
    say('| --- | --- | --- | --- | --- | --- | --- |');
    for (const [name, url] of [
      ['SQLite', databases.sqlite()],
      ['PostgreSQL', await databases.postgres?.()],
    ] as const) {
      if (url === undefined) continue;
      const report = await killRounds({ databaseUrl: url, rounds: ROUNDS });
      say(
        `| ${name} | ${report.rounds} (${report.amidst} amidst) | ${number(report.due)} | ${report.lost} | ${report.twice} | ${report.repeated} | ${number(report.seconds)} |`,
      );
    }
  }
  if (wants('two') && databases.postgres) {
    say('\n### Two processes on one PostgreSQL\n');
    const report = await killRounds({
      databaseUrl: await databases.postgres(),
      rounds: 0,
      processes: 2,
      due: 2000,
    });
    say(
      `${number(report.due)} due: ${report.lost} lost, ${report.twice} twice, ${report.repeated} sent again, ${report.limited} 429s, ${number(report.due / report.seconds, 1)}/s with the start.`,
    );
  }
} finally {
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
}
