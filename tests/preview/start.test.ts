import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { entriesOf, parseLine } from '../../src/preview/page/command-line.ts';
import {
  autocompleteInteraction,
  commandInteraction,
  type Envelope,
  type Typed,
} from '../../src/preview/page/interactions.ts';
import type { AnswerLine, Post, Setup } from '../../src/preview/page/wire.ts';
import { channels } from '../../src/preview/page/world.ts';
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

/** The program without a token, and what a page would ask it. */
const startPreview = async () => {
  const running = start({ PORT: '0' });
  const [url = ''] = /http:\S+/.exec(await running.line(/local preview: http/)) ?? [];
  const setup: Setup = JSON.parse(await (await fetch(`${url}/api/setup`)).text());
  const from: Envelope = { id: '1', viewAs: 'manager', locale: 'en-GB' };
  const typed = (line: string): Typed => {
    const parsed = parseLine(line, entriesOf(setup.commands));
    if (!parsed) throw new Error(`no command: ${line}`);
    return parsed;
  };
  const post = async (interaction: object): Promise<AnswerLine> => {
    const response = await fetch(`${url}/api/interactions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(interaction),
    });
    return JSON.parse(await response.text());
  };
  return {
    running,
    url,
    ask: (line: string) => post(commandInteraction(from, typed(line))),
    suggestions: (line: string, option: string) =>
      post(autocompleteInteraction(from, { ...typed(line), values: new Map([[option, '']]) }, option)),
  };
};

test('without a token the preview is served, says how to connect a bot, answers from the dataset, and stops', async () => {
  const { running, ask } = await startPreview();
  await running.line(/DISCORD_TOKEN/);
  const answer = await ask('/ceasefire aleppo');
  expect(answer).toMatchObject({ kind: 'callback', body: { type: 4 }, measured: { breaches: [] } });
  expect(JSON.stringify(answer)).toMatch(/Aleppo/);
  running.signal('SIGTERM');
  expect(await running.exit()).toEqual({ code: 0, signal: null });
});

test('a local channel can be subscribed, in a database that stays, and its reminders appear live', async () => {
  const first = await startPreview();
  expect(await first.ask('/reminders subscribe everything')).toMatchObject({
    body: { data: { flags: 32832 } },
  });
  first.running.signal('SIGTERM');
  await first.running.exit();

  const { url, ask, suggestions } = await startPreview();
  const suggested = await suggestions('/reminders test', 'subscription');
  if (suggested.kind !== 'callback' || suggested.body.type !== 8) throw new Error('no suggestions');
  const [subscription] = suggested.body.data.choices ?? [];
  const events = await fetch(`${url}/api/events`);
  await ask(`/reminders test subscription:${subscription?.value}`);
  const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (!/^data: .*$/m.test(text)) text += (await reader?.read())?.value ?? '';
  const post: Post = JSON.parse(/^data: (.*)$/m.exec(text)?.[1] ?? '');
  expect(post).toMatchObject({ channelId: channels[0].id, measured: { breaches: [] } });
  await reader?.cancel();
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
