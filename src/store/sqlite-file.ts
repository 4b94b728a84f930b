import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import SqliteDatabase from 'better-sqlite3';

/** Whether an address of a database is PostgreSQL's; all others are `sqlite:PATH`. */
export const isPostgres = (databaseUrl: string): boolean => /^postgres(?:ql)?:\/\//.test(databaseUrl);

/** Opens the file of a `sqlite:PATH`, its folder made. Throws where it cannot be opened or written. */
export const openSqliteFile = (databaseUrl: string) => {
  const path = databaseUrl.replace(/^sqlite:/, '');
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
  const database = new SqliteDatabase(path);
  database.pragma('journal_mode = WAL');
  // What a command has confirmed must outlive a power cut, not only a crash of ours.
  database.pragma('synchronous = FULL');
  database.pragma('busy_timeout = 5000');
  database.pragma('foreign_keys = ON');
  return database;
};
