import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { previewDatabaseUrl } from '../../src/preview/database.ts';
import { commandInteraction } from '../../src/preview/page/interactions.ts';
import type { AnswerLine, Post } from '../../src/preview/page/wire.ts';
import { channels } from '../../src/preview/page/world.ts';
import { openTestPreview, type TestPreview } from './test-preview.ts';

let preview: TestPreview;
let clock = 0;

beforeAll(async () => {
  preview = await openTestPreview(() => clock);
});
afterAll(() => preview.stop(1000));

type Answered = {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
};

/** A request as any program can make it: `fetch` would not let `Host` and `Origin` be chosen. */
const ask = (
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
) => {
  // Each request comes a second later, so that only the test of the rate meets its limit.
  clock += 1000;
  return askAtOnce(path, options);
};

const askAtOnce = (
  path: string,
  {
    method = 'GET',
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answered> => {
  const { promise, resolve, reject } = Promise.withResolvers<Answered>();
  const sent = request(`${preview.url}${path}`, { method, headers }, (response) => {
    let text = '';
    response.setEncoding('utf8');
    response.on('data', (chunk) => {
      text += chunk;
    });
    response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
  });
  sent.on('error', reject);
  sent.end(body);
  return promise;
};

const json = { 'content-type': 'application/json' };

const command = (name: string, values: Record<string, string> = {}) =>
  JSON.stringify(
    commandInteraction(
      { id: '1', viewAs: 'manager', locale: 'en-GB' },
      {
        command: {
          type: 1,
          name,
          description: name,
          options: Object.keys(values).map((option) => ({ type: 3, name: option, description: option })),
        },
        subcommand: undefined,
        values: new Map(Object.entries(values)),
      },
    ),
  );

const linesOf = ({ text }: Answered): readonly AnswerLine[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

describe('an interaction', () => {
  test('is answered by the message JSON that Discord would get, with its measure', async () => {
    const answered = await ask('/api/interactions', {
      method: 'POST',
      headers: json,
      body: command('ceasefire', { query: 'Daraa' }),
    });
    const [line, ...rest] = linesOf(answered);
    expect(rest).toEqual([]);
    expect(line).toMatchObject({
      kind: 'callback',
      body: { type: 4, data: { flags: 32768, allowed_mentions: { parse: [] }, components: [{ type: 17 }] } },
      measured: { components: 13, breaches: [] },
    });
  });

  test('that takes long is deferred first, privately where the command is private', async () => {
    const answered = await ask('/api/interactions', { method: 'POST', headers: json, body: command('slow') });
    expect(linesOf(answered)).toMatchObject([
      { kind: 'callback', body: { type: 5, data: { flags: 64 } } },
      { kind: 'editOriginal', measured: { characters: 7 } },
    ]);
  });

  test('that cannot be read gets no answer, and the log says why', async () => {
    const answered = await ask('/api/interactions', { method: 'POST', headers: json, body: '{"type": 2}' });
    expect(linesOf(answered)).toEqual([]);
    expect(preview.logged()).toContain('unreadable interaction');
  });

  test('brings files that can be fetched until newer ones need their room', async () => {
    const body = JSON.stringify({
      ...JSON.parse(command('ceasefire')),
      type: 3,
      message: { id: '1', flags: 0 },
      data: { custom_id: 'ceasefire/map|Daraa', component_type: 2 },
    });
    const [line] = linesOf(await ask('/api/interactions', { method: 'POST', headers: json, body }));
    const [picture, list] = line?.files ?? [];
    const shown = await ask(picture?.url ?? '');
    expect(shown.headers).toMatchObject({ 'content-type': 'image/png', 'x-content-type-options': 'nosniff' });
    const saved = await ask(list?.url ?? '');
    expect(saved.headers['content-disposition']).toMatch(/^attachment/);
    expect((await ask('/attachments/unknown/map.png')).status).toBe(404);
  });
});

describe('refused', () => {
  test.each([
    ['another host, as after DNS rebinding', '/', {}, { host: 'evil.example' }, 421],
    [
      'a POST from another site',
      '/api/interactions',
      { method: 'POST' },
      { ...json, origin: 'https://evil.example' },
      403,
    ],
    [
      'a POST from another local port',
      '/api/interactions',
      { method: 'POST' },
      { ...json, origin: 'http://127.0.0.1:1' },
      403,
    ],
    ['events for another site', '/api/events', {}, { 'sec-fetch-site': 'cross-site' }, 403],
    ['a picture in another site', '/attachments/x/y.png', {}, { 'sec-fetch-site': 'cross-site' }, 403],
    [
      'a form, which needs no permission to cross origins',
      '/api/interactions',
      { method: 'POST' },
      { 'content-type': 'text/plain' },
      415,
    ],
    ['what is no JSON', '/api/interactions', { method: 'POST', body: '{' }, json, 400],
    [
      'more than an interaction can be',
      '/api/interactions',
      { method: 'POST', body: `"${'x'.repeat(200_000)}"` },
      json,
      413,
    ],
    ['other methods', '/api/interactions', { method: 'DELETE' }, {}, 405],
    ['other methods on the page', '/', { method: 'POST' }, json, 405],
    ['what is not there', '/nothing', {}, {}, 404],
    ['files of the project', '/src/main.ts', {}, {}, 404],
    ['files outside', '/src/preview/page/../../../.env', {}, {}, 404],
    ['files outside, encoded', '/src/preview/page/%2e%2e/%2e%2e/main.ts', {}, {}, 404],
  ])('%s', async (_, path, options, headers, status) => {
    expect((await ask(path, { ...options, headers })).status).toBe(status);
  });

  test('more than an interaction can be, in pieces of which no length is told', async () => {
    const headers = { ...json, 'transfer-encoding': 'chunked' };
    const body = `"${'x'.repeat(200_000)}"`;
    expect((await ask('/api/interactions', { method: 'POST', headers, body })).status).toBe(413);
  });

  test('more interactions than anybody types, until time has passed', async () => {
    clock += 60_000;
    const answered = await Promise.all(
      Array.from({ length: 80 }, () =>
        askAtOnce('/api/interactions', { method: 'POST', headers: json, body: '{}' }),
      ),
    );
    const refused = answered.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(80 - 60);
    expect(refused[0]?.headers['retry-after']).toBe('1');
    expect((await ask('/api/interactions', { method: 'POST', headers: json, body: '{}' })).status).toBe(200);
  });
});

test('a link on another site may open the page, as links do', async () => {
  const headers = {
    'sec-fetch-site': 'cross-site',
    'sec-fetch-mode': 'navigate',
    'sec-fetch-dest': 'document',
  };
  expect((await ask('/?q=/help', { headers })).status).toBe(200);
  expect((await ask('/', { headers: { ...headers, 'sec-fetch-dest': 'iframe' } })).status).toBe(403);
});

test('every answer forbids foreign and inline scripts, framing and sniffing', async () => {
  for (const path of ['/', '/api/setup', '/src/preview/page/app.ts', '/nothing']) {
    const { headers } = await ask(path);
    expect(headers['content-security-policy']).toMatch(
      /default-src 'none'; script-src 'self'; style-src 'self'/,
    );
    expect(headers['content-security-policy']).not.toMatch(/unsafe|\*|data:|https?:/);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
    });
  }
});

test('the page has its texts, and no script or style of its own in it', async () => {
  const { text } = await ask('/');
  expect(text).not.toContain('{{');
  expect(text).not.toMatch(/<script>|<style|style=|onclick/);
});

describe('the local channel', () => {
  const [channel] = channels;

  /** The next post that comes over the stream of events; `lastId` is the last one that was seen. */
  const nextPost = async (lastId?: number): Promise<Post> => {
    const stop = new AbortController();
    const response = await fetch(`${preview.url}/api/events`, {
      signal: stop.signal,
      headers: lastId === undefined ? {} : { 'last-event-id': String(lastId) },
    });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    while (!/^data: .*$/m.test(text)) text += (await reader?.read())?.value ?? '';
    stop.abort();
    return JSON.parse(/^data: (.*)$/m.exec(text)?.[1] ?? '');
  };

  const body = { components: [{ type: 10 as const, content: 'It is time' }] };

  test('gives posts to a page that opens later, and only new ones to one that comes back', async () => {
    const { id } = preview.channels.post(channel.id, body);
    expect(await nextPost()).toMatchObject({
      id,
      channelId: channel.id,
      body: { components: body.components },
    });
    const later = nextPost(id);
    const next = preview.channels.post(channel.id, body);
    expect(await later).toMatchObject({ id: next.id });
  });

  test('answers a sender as Discord would', async () => {
    const { sender } = preview.channels;
    const sent = await sender.send(channel.id, body, { nonce: 'n1' });
    expect(sent).toMatchObject({ kind: 'sent' });
    expect(await sender.send(channel.id, body, { nonce: 'n1' })).toEqual(sent);
    expect(await sender.find(channel.id, { nonce: 'n1', since: 0 })).toMatchObject({ kind: 'found' });
    expect(await sender.find(channel.id, { nonce: 'n2', since: 0 })).toEqual({ kind: 'not found' });
    expect(await sender.send(channels[2]?.id ?? '', body, { nonce: 'n3' })).toMatchObject({
      kind: 'no access',
    });
    expect(await sender.send('1', body, { nonce: 'n4' })).toEqual({ kind: 'no channel' });
  });
});

test('the preview never opens the database of a bot', () => {
  expect(previewDatabaseUrl('sqlite:/srv/hudna.sqlite')).toBe('sqlite:/srv/hudna-preview.sqlite');
  expect(previewDatabaseUrl('postgres://u:p@db/hudna')).toMatch(/^sqlite:.*hudna-preview\.sqlite$/);
});
