import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { Answer } from '../discord/answer.ts';
import { definitions } from '../discord/definitions.ts';
import type { Commands } from '../dispatch.ts';
import { MAX_COMPONENTS, MAX_TEXT } from '../message/limits.ts';
import { attachmentHeaders } from './attachments.ts';
import { createBucket, isNavigation, isOwnHost, isSameOrigin, securityHeaders } from './guard.ts';
import type { LocalChannels } from './local-channels.ts';
import type { AnswerLine, Post } from './page/wire.ts';
import { pagePath, publicFiles } from './public-files.ts';
import { localTransport } from './transport.ts';

/**
 * The preview door: a page on this machine that stands for Discord. The page posts interaction JSON, and is
 * given what would have gone to Discord, from the same dispatch.
 */

export type PreviewOptions = {
  readonly commands: Commands;
  readonly answer: Answer;
  /** What the bot posts there by itself is shown live. */
  readonly channels: LocalChannels;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly log: Logger;
  readonly now?: () => number;
};

export type Preview = {
  /** Where a browser on this machine finds the page. */
  readonly url: string;
  /** Takes no more requests, and waits for the answers under way for at most `graceMs`. */
  readonly stop: (graceMs: number) => Promise<void>;
};

const MAX_BODY_BYTES = 128 * 1024;
const MAX_LISTENERS = 16;
/** Fast typing with suggestions makes about six interactions a second. */
const INTERACTIONS = { capacity: 60, perSecond: 20 };
const OTHER_REQUESTS = { capacity: 400, perSecond: 100 };
/** Proxies and browsers drop a silent stream of events after about half a minute. */
const HEARTBEAT_MS = 20_000;

type Handler = (request: IncomingMessage, response: ServerResponse, path: string) => void | Promise<void>;

const plain = (response: ServerResponse, status: number, text: string): void => {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
  response.end(`${text}\n`);
};

/** The body as text; undefined where it is longer than allowed. */
const readBody = async (request: IncomingMessage): Promise<string | undefined> => {
  if (Number(request.headers['content-length'] ?? 0) > MAX_BODY_BYTES) return undefined;
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    length += bytes.byteLength;
    if (length > MAX_BODY_BYTES) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
};

const parseJson = (text: string): { readonly value: unknown } | undefined => {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
};

const urlOf = (host: string, port: number): string => {
  const shown = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${shown.includes(':') ? `[${shown}]` : shown}:${port}`;
};

/** Whether only this machine can reach an address that is listened on. */
export const isLoopback = (host: string): boolean => /^(?:localhost|127(?:\.\d+){3}|::1)$/.test(host);

export const isPortInUse = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';

/** Opens the page. Rejects where the address cannot be listened on, such as a port in use. */
export const openPreview = async (options: PreviewOptions): Promise<Preview> => {
  const { commands, answer, channels, host, port, log, now = Date.now } = options;
  const { attachments, posts } = channels;
  const files = publicFiles();
  const interactions = createBucket(INTERACTIONS, now);
  const others = createBucket(OTHER_REQUESTS, now);
  const listeners = new Set<ServerResponse>();
  const setup = JSON.stringify({
    commands: definitions(commands),
    limits: { components: MAX_COMPONENTS, characters: MAX_TEXT },
  });

  const serveFile: Handler = (_, response, path) => {
    const file = files.get(path);
    if (!file) return plain(response, 404, 'Not found');
    const lasting = path.endsWith('.ttf');
    response.writeHead(200, {
      'content-type': file.type,
      'cache-control': lasting ? 'max-age=86400' : 'no-cache',
    });
    response.end(file.read());
  };

  const serveSetup: Handler = (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(setup);
  };

  const serveAttachment: Handler = (_, response, path) => {
    const file = attachments.get(path.split('/')[2] ?? '');
    if (!file) return plain(response, 404, 'This file is no longer kept. Use the command again.');
    response.writeHead(200, { ...attachmentHeaders(file.name), 'cache-control': 'max-age=3600' });
    response.end(file.data);
  };

  const interact: Handler = async (request, response) => {
    if (!/^application\/json\b/.test(request.headers['content-type'] ?? ''))
      return plain(response, 415, 'Send application/json');
    const text = await readBody(request);
    if (text === undefined) {
      response.setHeader('connection', 'close');
      return plain(response, 413, `An interaction has at most ${MAX_BODY_BYTES} bytes`);
    }
    const json = parseJson(text);
    if (!json) return plain(response, 400, 'This is not JSON');
    response.writeHead(200, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' });
    response.flushHeaders();
    const write = (line: AnswerLine): void => {
      if (!response.writableEnded) response.write(`${JSON.stringify(line)}\n`);
    };
    await answer(json.value, localTransport(write, attachments));
    response.end();
  };

  const streamEvents: Handler = (request, response) => {
    if (listeners.size >= MAX_LISTENERS) return plain(response, 503, 'Too many open pages');
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.flushHeaders();
    const write = (post: Post): void => {
      response.write(`id: ${post.id}\ndata: ${JSON.stringify(post)}\n\n`);
    };
    for (const post of posts.after(Number(request.headers['last-event-id'] ?? 0))) write(post);
    const unlisten = posts.listen(write);
    const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS);
    listeners.add(response);
    response.on('close', () => {
      unlisten();
      clearInterval(heartbeat);
      listeners.delete(response);
    });
  };

  const routeOf = (path: string): { readonly method: 'GET' | 'POST'; readonly handle: Handler } => {
    switch (path) {
      case '/':
        return { method: 'GET', handle: (request, response) => serveFile(request, response, pagePath) };
      case '/favicon.ico':
        return {
          method: 'GET',
          handle: (request, response) => serveFile(request, response, '/src/preview/page/icon.svg'),
        };
      case '/api/setup':
        return { method: 'GET', handle: serveSetup };
      case '/api/events':
        return { method: 'GET', handle: streamEvents };
      case '/api/interactions':
        return { method: 'POST', handle: interact };
      default:
        return { method: 'GET', handle: path.startsWith('/attachments/') ? serveAttachment : serveFile };
    }
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    if (!isOwnHost(request.headers.host, host))
      return plain(response, 421, 'This is not the host of the preview');
    if (!isSameOrigin(request.headers) && !(path === '/' && isNavigation(request.headers)))
      return plain(response, 403, 'Other sites may not use the preview');
    const { method, handle } = routeOf(path);
    const asked = request.method === 'HEAD' ? 'GET' : request.method;
    if (asked !== method) {
      response.setHeader('allow', method);
      return plain(response, 405, `Use ${method}`);
    }
    if (!(method === 'POST' ? interactions : others).take()) {
      response.setHeader('retry-after', '1');
      return plain(response, 429, 'Too many requests at once. Wait a second.');
    }
    await handle(request, response, path);
  };

  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000 }, (request, response) => {
    serve(request, response).catch((error: unknown) => {
      log.error({ err: error }, 'the preview could not answer a request');
      if (response.headersSent) response.destroy();
      else plain(response, 500, 'Something went wrong. The log says what.');
    });
  });
  const listening = Promise.withResolvers<void>();
  server.once('error', listening.reject);
  server.listen(port, host, listening.resolve);
  await listening.promise;
  const address = server.address();
  const actualPort = typeof address === 'object' && address ? address.port : port;

  return {
    url: urlOf(host, actualPort),
    stop: async (graceMs) => {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      for (const response of listeners) response.end();
      const timer = setTimeout(() => server.closeAllConnections(), graceMs);
      await closed.promise;
      clearTimeout(timer);
    },
  };
};
