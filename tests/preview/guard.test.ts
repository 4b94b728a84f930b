import { expect, test } from 'vitest';
import { createBucket, isOwnHost, isSameOrigin } from '../../src/preview/guard.ts';

test.each([
  ['127.0.0.1:3000', true],
  ['localhost:3000', true],
  ['LOCALHOST', true],
  ['[::1]:3000', true],
  ['192.168.1.5:3000', true],
  ['evil.example:3000', false],
  ['localhost.evil.example', false],
  ['127.0.0.1.evil.example', false],
  ['127.0.0.1:3000@evil.example', false],
  ['', false],
  [undefined, false],
])('the host %s is served: %s', (header, own) => {
  expect(isOwnHost(header, '127.0.0.1')).toBe(own);
});

test('a name that the operator listens on is served', () => {
  expect(isOwnHost('preview.lan:3000', 'preview.lan')).toBe(true);
});

const host = '127.0.0.1:3000';

test.each([
  [{ host }, true],
  [{ host, origin: `http://${host}` }, true],
  [{ host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' }, true],
  [{ host, origin: 'https://evil.example' }, false],
  [{ host, origin: 'null' }, false],
  [{ host, origin: 'http://127.0.0.1:3001' }, false],
  [{ host, 'sec-fetch-site': 'cross-site' }, false],
  [{ host, 'sec-fetch-site': 'same-site' }, false],
])('%j is of this origin: %s', (headers, same) => {
  expect(isSameOrigin(headers)).toBe(same);
});

test('a bucket lets a burst through, then only as much as flows in', () => {
  let now = 0;
  const bucket = createBucket({ capacity: 2, perSecond: 1 }, () => now);
  expect([bucket.take(), bucket.take(), bucket.take()]).toEqual([true, true, false]);
  now = 999;
  expect(bucket.take()).toBe(false);
  now = 1000;
  expect([bucket.take(), bucket.take()]).toEqual([true, false]);
  now = 60_000;
  expect([bucket.take(), bucket.take(), bucket.take()]).toEqual([true, true, false]);
});
