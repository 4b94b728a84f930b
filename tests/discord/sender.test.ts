import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createSender } from '../../src/discord/sender.ts';
import { container, textDisplay } from '../../src/message/build.ts';
import type { Sender } from '../../src/message/sender.ts';
import { type LocalDiscord, startLocalDiscord } from '../support/discord/start.ts';

let discord: LocalDiscord;
let sender: Sender;

beforeAll(async () => {
  discord = await startLocalDiscord({
    guilds: [{ channels: [{ name: 'gone' }, { name: 'hidden' }, { name: 'busy' }] }],
    nonceMs: 60_000,
  });
  sender = createSender({ apiUrl: discord.apiUrl, token: discord.token, timeout: 500 });
});
afterEach(() => discord.clearFaults());
afterAll(() => discord.close());

const body = { components: [container([textDisplay('A reminder')])] };
let count = 0;
const fresh = (): string => `nonce-${++count}`;
/** A channel of its own for each test, as five messages fill one for a while. */
const newChannel = (): string => discord.addChannel({ name: `channel-${++count}` }).id;
const send = (to = newChannel(), nonce = fresh()) => sender.send(to, body, { nonce });

test('a message is sent once for one nonce', async () => {
  const [channel, nonce] = [newChannel(), fresh()];
  const first = await send(channel, nonce);
  expect(first.kind).toBe('sent');
  expect(await send(channel, nonce)).toEqual(first);
  expect(discord.messages(channel)).toHaveLength(1);
  expect((await send(channel)).kind).toBe('sent');
  expect(discord.messages(channel)).toHaveLength(2);
});

test('mentions are closed but for the chosen roles', async () => {
  const mediators = discord.guild().roles[0]?.id ?? '';
  await sender.send(newChannel(), { ...body, allowedRoles: [mediators] }, { nonce: fresh() });
  await send();
  const bodies = discord.requests.slice(-2).map((request) => request.body);
  expect(bodies).toMatchObject([
    { allowed_mentions: { parse: [], roles: [mediators] } },
    { allowed_mentions: { parse: [] } },
  ]);
});

test('a message whose answer was lost is found again, and another is not', async () => {
  discord.fail({ method: 'POST', path: '/messages', dropConnection: true, processed: true });
  const since = Date.now();
  const [channel, nonce] = [newChannel(), fresh()];
  expect(await send(channel, nonce)).toMatchObject({ kind: 'later', everywhere: false, sure: false });
  const messageId = discord.messages(channel).at(-1)?.id;
  expect(await sender.find(channel, { nonce, since })).toEqual({ kind: 'found', messageId });
  expect(await sender.find(channel, { nonce: fresh(), since })).toEqual({ kind: 'not found' });
});

test.each([
  ['an error of Discord', { status: 500 }, 'answer 500'],
  ['an answer that never comes', { delayMs: 700 }, 'aborted'],
  ['a connection cut before the answer', { dropConnection: true }, ''],
  ['a connection cut in the answer', { dropConnection: 'mid-answer' }, ''],
] as const)('%s means later, without being sure', async (_, fault, reason) => {
  discord.fail({ method: 'POST', path: '/messages', ...fault });
  const outcome = await send();
  expect(outcome).toMatchObject({ kind: 'later', everywhere: false, sure: false, waitMs: undefined });
  expect('reason' in outcome && outcome.reason).toContain(reason);
});

test('what cannot be looked up is not taken for absent', async () => {
  discord.fail({ method: 'GET', status: 502 });
  expect(await sender.find(newChannel(), { nonce: fresh(), since: Date.now() })).toEqual({
    kind: 'unknown',
    reason: 'answer 502',
  });
});

test('the limit of a channel is passed on with its wait, and nothing is tried meanwhile', async () => {
  const busy = discord.channel('busy').id;
  for (let sent = 0; sent < 5; sent++) expect((await send(busy)).kind).toBe('sent');
  const requests = discord.stats.rest.requests;
  const outcome = await send(busy);
  expect(outcome).toMatchObject({ kind: 'later', everywhere: false, sure: true });
  expect(outcome.kind === 'later' && outcome.waitMs).toBeGreaterThan(1000);
  // The client knows from Discord's headers that the limit is reached.
  expect(discord.stats.rest.requests).toBe(requests);
});

test.each([
  [true, 'rate limit of all channels'],
  [false, 'rate limit of the channel'],
])('a 429 (global: %s) is passed on with its wait', async (global, reason) => {
  // A client of its own: after a global 429 it holds back for a while.
  const own = createSender({ apiUrl: discord.apiUrl, token: discord.token });
  discord.fail({
    method: 'POST',
    path: '/messages',
    status: 429,
    body: { message: 'You are being rate limited.', retry_after: 2.5, global },
    headers: {
      'Retry-After': '3',
      'X-RateLimit-Scope': global ? 'global' : 'user',
      ...(global ? { 'X-RateLimit-Global': 'true' } : {}),
    },
  });
  const outcome = await own.send(newChannel(), body, { nonce: fresh() });
  expect(outcome).toMatchObject({ kind: 'later', everywhere: global, sure: true, reason });
  expect(outcome.kind === 'later' && outcome.waitMs).toBeGreaterThanOrEqual(2500);
});

test('a channel that is gone, one that we may not see, one that we may not write in', async () => {
  const gone = discord.channel('gone').id;
  discord.deleteChannel('gone');
  expect(await send(gone)).toEqual({ kind: 'no channel' });
  discord.setChannel('hidden', { canSend: false });
  expect(await send(discord.channel('hidden').id)).toEqual({
    kind: 'no access',
    reason: '50013 Missing Permissions',
  });
  discord.setChannel('hidden', { canView: false });
  expect(await send(discord.channel('hidden').id)).toEqual({
    kind: 'no access',
    reason: '50001 Missing Access',
  });
});

test('a message that Discord refuses is refused, with what it says', async () => {
  const outcome = await sender.send(newChannel(), { components: [] }, { nonce: fresh() });
  expect(outcome).toMatchObject({ kind: 'refused' });
});

test('a token that is not accepted', async () => {
  const stranger = createSender({ apiUrl: discord.apiUrl, token: 'not-the-token' });
  expect(await stranger.send(newChannel(), body, { nonce: fresh() })).toEqual({ kind: 'unauthorized' });
});

test('a connection is kept between messages', async () => {
  await send();
  const { connections } = discord.stats.rest;
  for (let sent = 0; sent < 3; sent++) await send();
  expect(discord.stats.rest.connections).toBe(connections);
});
