import { DiscordAPIError, HTTPError } from '@discordjs/rest';
import { describe, expect, test } from 'vitest';
import { createLog } from '../src/log.ts';

const TOKEN = 'aW50ZXJhY3Rpb246MTIz';
const BODY = 'what people read';
const url = `https://discord.com/api/v10/interactions/11/${TOKEN}/callback`;

const logged = (error: unknown): string => {
  const lines: string[] = [];
  createLog({ logLevel: 'info' }, { write: (line) => void lines.push(line) }).error({ err: error }, 'failed');
  return lines.join('');
};

describe('errors in the log', () => {
  const request = { files: [], body: { content: BODY } };

  test('of Discord: what it said, not the address with its token, nor the body', () => {
    const line = logged(
      new DiscordAPIError({ code: 10062, message: 'Unknown interaction' }, 10062, 404, 'POST', url, request),
    );
    expect(JSON.parse(line)).toMatchObject({
      msg: 'failed',
      err: { type: 'DiscordAPIError[10062]', message: 'Unknown interaction', code: 10062, status: 404 },
    });
    expect(line).not.toContain(TOKEN);
    expect(line).not.toContain(BODY);
  });

  test('of the way there', () => {
    const line = logged(new HTTPError(503, 'Service Unavailable', 'POST', url, request));
    expect(JSON.parse(line)).toMatchObject({ err: { message: 'Service Unavailable', status: 503 } });
    expect(line).not.toContain(TOKEN);
    expect(line).not.toContain(BODY);
  });

  test('of our own: with the place', () => {
    expect(JSON.parse(logged(new TypeError('x is undefined')))).toMatchObject({
      err: { type: 'TypeError', message: 'x is undefined', stack: expect.stringContaining('log.test.ts') },
    });
  });

  test('that are none', () => {
    expect(JSON.parse(logged('just a text'))).toMatchObject({ err: { message: 'just a text' } });
  });
});

test('lines have a time, a level and nothing of the machine', () => {
  const lines: string[] = [];
  const log = createLog({ logLevel: 'warn' }, { write: (line) => void lines.push(line) });
  log.info('too quiet');
  log.warn({ code: 4000 }, 'connection closed');
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    level: 40,
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    code: 4000,
    msg: 'connection closed',
  });
});
