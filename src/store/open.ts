import { Kysely, PostgresDialect, SqliteDialect } from 'kysely';
import { migrate } from './migrations.ts';
import { isPostgres, openSqliteFile } from './sqlite-file.ts';
import type { Store, Tables } from './tables.ts';

const sqlite = (databaseUrl: string): Store => {
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: openSqliteFile(databaseUrl) }) });
  return { db, kind: 'sqlite', close: () => db.destroy() };
};

/** PostgreSQL's type number of `bigint`, which `pg` gives as text unless told otherwise. */
const BIGINT = 20;

const postgres = async (url: string, onConnectionError: (error: Error) => void): Promise<Store> => {
  // Most operators run SQLite: their starts are spared 40 modules.
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({
    connectionString: url,
    max: 8,
    connectionTimeoutMillis: 10_000,
    types: {
      // Milliseconds since 1970 stay exact as a number until the year 287396.
      getTypeParser: (type: number, format?: 'text' | 'binary') =>
        type === BIGINT ? Number : pg.types.getTypeParser(type, format),
    },
  });
  pool.on('error', onConnectionError);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return { db, kind: 'postgres', close: () => db.destroy() };
};

/**
 * Opens the database of a `postgres://` address or of `sqlite:PATH`, and brings its tables up to date. Makes
 * the folder of a SQLite file. Throws where it cannot be opened or written. `onConnectionError` hears of idle
 * connections that break; the next query opens another.
 */
export const openStore = async (
  databaseUrl: string,
  onConnectionError: (error: Error) => void = () => {},
): Promise<Store> => {
  const store = isPostgres(databaseUrl)
    ? await postgres(databaseUrl, onConnectionError)
    : sqlite(databaseUrl);
  try {
    await migrate(store.db);
  } catch (error) {
    await store.close();
    throw error;
  }
  return store;
};
