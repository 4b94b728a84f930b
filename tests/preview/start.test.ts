import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { commandInteraction } from '../../src/preview/page/interactions.ts';
import type { AnswerLine, Setup } from '../../src/preview/page/wire.ts';
import { type Program, startProgram } from '../support/program.ts';

let folder: string;
let program: Program | undefined;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hudna-preview-'));
});
afterEach(() => program?.kill());
afterAll(() => rmSync(folder, { recursive: true }));

const start = (env: Record<string, string>): Program => {
  program = startProgram({
    script: 'src/main.ts',
    env: { DISCORD_TOKEN: '', DATABASE_URL: `sqlite:${join(folder, 'hudna.sqlite')}`, ...env },
  });
  return program;
};

test('without a token the preview is served, says how to connect a bot, answers from the dataset, and stops', async () => {
  const running = start({ PORT: '0' });
  const [url] = /http:\S+/.exec(await running.line(/local preview: http/)) ?? [];
  await running.line(/DISCORD_TOKEN/);
  const setup: Setup = JSON.parse(await (await fetch(`${url}/api/setup`)).text());
  const command = setup.commands.find(({ name }) => name === 'ceasefire');
  if (!command) throw new Error('there is no /ceasefire');
  const response = await fetch(`${url}/api/interactions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(
      commandInteraction(
        { id: '1', viewAs: 'member', locale: 'en-GB' },
        { command, subcommand: undefined, values: new Map([['query', 'aleppo']]) },
      ),
    ),
  });
  const line: AnswerLine = JSON.parse(await response.text());
  expect(line).toMatchObject({ kind: 'callback', body: { type: 4 }, measured: { breaches: [] } });
  expect(JSON.stringify(line)).toMatch(/Aleppo/);
  running.signal('SIGTERM');
  expect(await running.exit()).toEqual({ code: 0, signal: null });
});

test('a port that is in use is named, with what to do', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  const address = await new Promise<ReturnType<typeof other.address>>((resolve) => {
    other.on('listening', () => resolve(other.address()));
  });
  const port = typeof address === 'object' && address ? address.port : 0;
  const running = start({ PORT: String(port) });
  await running.line(new RegExp(`Port ${port} is in use by another program`));
  expect(await running.exit()).toMatchObject({ code: 1 });
  other.close();
});
