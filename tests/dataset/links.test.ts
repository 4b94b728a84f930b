import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkLinks, linkLines } from '../../src/dataset/links.ts';
import type { Source } from '../../src/dataset/schema.ts';

let server: Server;
let base: string;
let busy = 0;
let mostBusy = 0;

beforeEach(async () => {
  busy = 0;
  mostBusy = 0;
  server = createServer(async (request, response) => {
    busy += 1;
    mostBusy = Math.max(mostBusy, busy);
    await new Promise((resolve) => setImmediate(resolve));
    busy -= 1;
    if (request.url === '/get-only' && request.method === 'HEAD') response.statusCode = 405;
    if (request.url === '/gone') response.statusCode = 404;
    if (request.url === '/refused') response.statusCode = 403;
    if (request.url === '/moved') {
      response.statusCode = 301;
      response.setHeader('location', '/here');
    }
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the server has no port');
  base = `http://127.0.0.1:${address.port}`;
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

const source = (id: string, url: string | null): Source => ({
  id,
  publisher: 'x',
  title: null,
  date: null,
  url,
  ...(url === null ? { noUrl: 'in print only' } : {}),
  how: 'seen',
});

it('tells living, dead and refused addresses apart, one at a time on one host', async () => {
  const report = await checkLinks([
    source('here', `${base}/here`),
    source('moved', `${base}/moved`),
    source('get-only', `${base}/get-only`),
    source('gone', `${base}/gone`),
    source('refused', `${base}/refused`),
    source('print', null),
  ]);
  expect(linkLines(report)).toEqual([
    `gone: dead (status 404) ${base}/gone`,
    `refused: unclear (status 403) ${base}/refused`,
    '5 addresses checked: 3 alive, 2 to look at.',
  ]);
  expect(mostBusy).toBe(1);
});

it('says so when there is no network', async () => {
  const closed = Array.from({ length: 12 }, (_, index) =>
    source(`s${index}`, `http://127.0.0.1:${index + 1}/`),
  );
  expect(linkLines(await checkLinks(closed))).toEqual([
    'The addresses were not checked: there is no network here.',
  ]);
});
