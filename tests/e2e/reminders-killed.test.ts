import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { killRounds } from '../support/kill-rounds.ts';
import { type Postgres, postgresBinaries, startPostgres } from '../support/postgres.ts';

/** The real program, killed at random points while reminders are due. `bench/reminders.ts` does 100 rounds. */

const folder = mkdtempSync(join(tmpdir(), 'hudna-killed-'));
let postgres: Postgres | undefined;
beforeAll(async () => {
  if (postgresBinaries()) postgres = await startPostgres();
  else console.warn('The kill tests on PostgreSQL did NOT run, as there are no binaries for this platform.');
});
const newDatabase = async (): Promise<string> => {
  if (!postgres) throw new Error('PostgreSQL is not running.');
  return postgres.createDatabase();
};
afterAll(async () => {
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The end of the lease of what was under way at a kill takes 30 s, whatever the rounds. */
const ROUNDS = 5;

const none = { lost: 0, twice: 0 };

test.concurrent('killed again and again on SQLite, it loses nothing and sends nothing twice', async () => {
  const report = await killRounds({ databaseUrl: `sqlite:${join(folder, 'hudna.sqlite')}`, rounds: ROUNDS });
  expect(report).toMatchObject({ ...none, states: { sent: report.due } });
  expect(report.amidst).toBeGreaterThan(ROUNDS / 2);
}, 240_000);

const withPostgres = postgresBinaries() ? test.concurrent : test.concurrent.skip;

withPostgres(
  'killed again and again on PostgreSQL, it loses nothing and sends nothing twice',
  async () => {
    const report = await killRounds({ databaseUrl: await newDatabase(), rounds: ROUNDS });
    expect(report).toMatchObject({ ...none, states: { sent: report.due } });
    expect(report.amidst).toBeGreaterThan(ROUNDS / 2);
  },
  240_000,
);

withPostgres(
  'two processes on one PostgreSQL share the work and send nothing twice',
  async () => {
    const report = await killRounds({
      databaseUrl: await newDatabase(),
      rounds: 0,
      processes: 2,
      due: 150,
    });
    // Not one message was even tried twice.
    expect(report).toMatchObject({ ...none, repeated: 0, states: { sent: report.due } });
  },
  240_000,
);
