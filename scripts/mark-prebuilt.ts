import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * better-sqlite3 ships its binaries in its package and says so with `"gypfile": false`, but npm keeps that
 * out of the lockfile, and npm 10 then compiles it: on a machine without a compiler `npm ci` would fail.
 * This writes the mark back into package-lock.json; npm drops it whenever it rewrites the file.
 */
const file = join(import.meta.dirname, '..', 'package-lock.json');
const lock: unknown = JSON.parse(readFileSync(file, 'utf8'));
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
const entry =
  isRecord(lock) && isRecord(lock.packages) ? lock.packages['node_modules/better-sqlite3'] : undefined;
if (!isRecord(entry)) throw new Error('package-lock.json has no entry for better-sqlite3.');
entry.gypfile = false;
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
