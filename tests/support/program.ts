import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { signal } from './discord/waiting.ts';

export type ProgramOptions = {
  /** Path of the script, from the project's root. */
  script: string;
  args?: readonly string[];
  /** The whole environment besides PATH and HOME; nothing else is inherited. */
  env?: Record<string, string>;
  /** Default: the project's root. */
  cwd?: string;
};

export type Exit = { code: number | null; signal: NodeJS.Signals | null };

const root = resolve(import.meta.dirname, '../..');

/** The project's own Node: this process's when it is new enough, else the one of the npm package `node`. */
export function nodePath(): string {
  const [major] = process.versions.node.split('.').map(Number);
  if ((major ?? 0) >= 26) return process.execPath;
  const binary = join(root, 'node_modules/node/bin/node');
  return existsSync(binary) ? binary : join(root, 'node_modules/.bin/node');
}

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

export type Program = ReturnType<typeof startProgram>;

/** Starts a program of the project as a child; whatever still runs is killed when this process ends. */
export function startProgram({ script, args = [], env = {}, cwd = root }: ProgramOptions) {
  const child = spawn(nodePath(), [join(root, script), ...args], {
    cwd,
    env: { PATH: `${dirname(nodePath())}:${process.env.PATH ?? ''}`, HOME: process.env.HOME ?? '', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  running.add(child);
  const happened = signal();
  const lines: string[] = [];
  let exit: Exit | undefined;
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      happened.ring();
    });
  }
  child.on('error', (error) => {
    lines.push(`could not start: ${error.message}`);
    happened.ring();
  });
  child.on('close', (code, by) => {
    exit = { code, signal: by };
    running.delete(child);
    happened.ring();
  });

  const tail = () => lines.slice(-20).join('\n');
  const patiently = async (condition: () => boolean, what: string, timeoutMs: number): Promise<void> => {
    await happened
      .until(() => exit !== undefined || condition(), what, timeoutMs)
      .catch((error: unknown) => {
        throw new Error(`${error instanceof Error ? error.message : error}; last lines:\n${tail()}`);
      });
  };

  return {
    child,
    pid: child.pid,
    /** Everything printed so far to stdout and stderr, by line. */
    lines: lines as readonly string[],
    output: () => lines.join('\n'),
    /** The first line that matches, from line `from` on; rejects when the program ends without one. */
    async line(pattern: RegExp, { timeoutMs = 20_000, from = 0 } = {}): Promise<string> {
      const find = () => lines.slice(from).find((line) => pattern.test(line));
      await patiently(() => find() !== undefined, `a line matching ${pattern}`, timeoutMs);
      const found = find();
      if (found === undefined)
        throw new Error(`the program ended without a line matching ${pattern}:\n${tail()}`);
      return found;
    },
    /** Awaits something that the running program will cause; rejects when it ends before. */
    async during<T>(promise: Promise<T>, what: string, timeoutMs = 20_000): Promise<T> {
      let arrived = false;
      const note = () => {
        arrived = true;
        happened.ring();
      };
      promise.then(note, note);
      await patiently(() => arrived, what, timeoutMs);
      if (!arrived) throw new Error(`the program ended before ${what}:\n${tail()}`);
      return promise;
    },
    write: (text: string) => child.stdin.write(text),
    signal: (name: NodeJS.Signals) => child.kill(name),
    running: () => exit === undefined,
    /** How the program ended, once it has. */
    async exit(timeoutMs = 20_000): Promise<Exit> {
      await patiently(() => exit !== undefined, 'the end of the program', timeoutMs);
      if (!exit) throw new Error('the program is still running');
      return exit;
    },
    /** Ends it for good; for `afterEach`. */
    async kill(): Promise<void> {
      if (exit) return;
      child.kill('SIGKILL');
      await happened.until(() => exit !== undefined, 'the end of the program');
    },
  };
}
