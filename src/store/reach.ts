import { isPostgres, openSqliteFile } from './sqlite-file.ts';

const TIMEOUT_MS = 10_000;

/**
 * Tries a database without loading the query builder: a wrong setting must stop the start before Discord is
 * asked for a session, of which it gives 1,000 a day. Throws where the database cannot be reached or opened.
 */
export const reachDatabase = async (databaseUrl: string): Promise<void> => {
  if (!isPostgres(databaseUrl)) {
    openSqliteFile(databaseUrl).close();
    return;
  }
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: TIMEOUT_MS });
  await client.connect();
  await client.end();
};
