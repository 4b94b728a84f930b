import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { type Answer, refusals } from './answers.ts';
import type { faultList } from './faults.ts';
import type { rateLimits } from './rate-limits.ts';
import type { UploadedFile } from './validate-message.ts';
import type { Signal } from './waiting.ts';

/** What a route gets. */
export type Call = {
  /** Values of the `:name` parts of the path, in order. */
  params: readonly string[];
  query: URLSearchParams;
  body: unknown;
  files: readonly UploadedFile[];
};

export type Route = {
  method: string;
  /** The path behind `/api/v10`, with `:name` for variable parts. */
  path: string;
  /** Name of its rate limit bucket; none when left out. */
  bucket?: string;
  /** Whether it belongs to interactions: no token needed, exempt from the global limit. */
  interaction?: boolean;
  run(call: Call): Answer;
};

/** One request as it came, and how it was answered. */
export type RequestRecord = {
  /** When it had arrived whole, by `performance.now()`. */
  at: number;
  method: string;
  /** Behind `/api/v10`, without the query. */
  path: string;
  query: string;
  body: unknown;
  files: readonly UploadedFile[];
  status: number;
  answer: unknown;
};

export type RestStats = {
  requests: number;
  /** TCP connections that were opened. */
  connections: number;
  /** 429s given, by the limit that gave them. */
  rateLimited: { user: number; global: number };
  /** 401s, 403s and 429s, which Discord counts towards a ban. */
  invalid: number;
};

type Parts = {
  token: string;
  routes: readonly Route[];
  limits: ReturnType<typeof rateLimits>;
  faults: ReturnType<typeof faultList>;
  signal: Signal;
  /** Requests kept in the record. */
  keep: number;
  /** Handles paths outside `/api`; gives false when it does not. */
  outside?: (request: IncomingMessage, body: Buffer) => Promise<Answer | undefined>;
};

/** Largest request body, in bytes. */
const bodyLimit = 25 * 1024 * 1024;

/** The HTTP half of the local Discord: reads requests, keeps limits and faults, and asks the routes. */
export function createRest({ token, routes, limits, faults, signal, keep, outside }: Parts) {
  const requests: RequestRecord[] = [];
  const stats: RestStats = { requests: 0, connections: 0, rateLimited: { user: 0, global: 0 }, invalid: 0 };
  const table = routes.map((route) => ({ route, parts: route.path.split('/').slice(1) }));

  function findRoute(method: string, path: string): { route: Route; params: string[] } | Answer {
    const parts = path.split('/').slice(1);
    let otherMethod = false;
    for (const { route, parts: pattern } of table) {
      if (pattern.length !== parts.length) continue;
      if (!pattern.every((step, index) => step.startsWith(':') || step === parts[index])) continue;
      if (route.method !== method) {
        otherMethod = true;
        continue;
      }
      return {
        route,
        params: parts.filter((_, index) => pattern[index]?.startsWith(':')).map(decodeURIComponent),
      };
    }
    return otherMethod ? refusals.methodNotAllowed : refusals.notFound;
  }

  /** Answers one request and counts it. */
  function answerTo(request: IncomingMessage, path: string, query: URLSearchParams, input: Input): Answer {
    if (!/^DiscordBot \(/.test(request.headers['user-agent'] ?? '')) return refusals.badUserAgent;
    const method = request.method ?? 'GET';
    const found = findRoute(method, path);
    if ('status' in found) return found;
    const { route, params } = found;
    const authorization = request.headers.authorization;
    if (authorization !== `Bot ${token}` && !(route.interaction && authorization === undefined)) {
      return refusals.unauthorized;
    }
    const verdict = limits.take(
      route.bucket ?? `${method} ${route.path}`,
      resourceOf(route, params),
      route.interaction ?? false,
    );
    if (verdict.refusal) {
      stats.rateLimited[verdict.refusal.scope] += 1;
      return verdict.refusal;
    }
    const answer =
      'refusal' in input ? input.refusal : route.run({ params, query, body: input.body, files: input.files });
    return { ...answer, headers: { ...verdict.headers, ...answer.headers } };
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const bytes = await readAll(request);
    const at = performance.now();
    const url = new URL(request.url ?? '/', 'http://local');
    if (!url.pathname.startsWith('/api/')) {
      const answer = await outside?.(request, bytes ?? Buffer.alloc(0));
      return send(response, answer ?? refusals.notFound);
    }
    const version = /^\/api\/(?:v(\d+)\/)?/.exec(url.pathname);
    const path = `/${url.pathname.slice(version?.[0].length ?? 0)}`;
    const method = request.method ?? 'GET';
    const input: Input = bytes ? await readBody(request, bytes) : { refusal: refusals.tooLarge };
    const fault = faults.take(method, path);
    if (fault) {
      const { spec } = fault;
      if (spec.delayMs) await delay(spec.delayMs);
      await fault.released;
      const failing =
        spec.status !== undefined || spec.body !== undefined || spec.dropConnection !== undefined;
      const real = failing && !spec.processed ? undefined : answerTo(request, path, url.searchParams, input);
      const answer: Answer =
        spec.status === undefined && spec.body === undefined
          ? (real ?? { status: 500, body: { message: '500: Internal Server Error', code: 0 } })
          : {
              status: spec.status ?? 500,
              body: spec.body ?? { message: `${spec.status}: injected`, code: 0 },
              ...(spec.headers ? { headers: spec.headers } : {}),
            };
      record(at, method, path, url.search, input, answer);
      if (spec.dropConnection === 'mid-answer') {
        response.writeHead(answer.status, { 'Content-Type': 'application/json', 'Content-Length': '1000' });
        response.write('{"id":', () => request.socket.destroy());
        return;
      }
      if (spec.dropConnection) {
        request.socket.destroy();
        return;
      }
      return send(response, answer);
    }
    const answer =
      version?.[1] === undefined || version[1] === '10'
        ? answerTo(request, path, url.searchParams, input)
        : { status: 400, body: { message: 'Invalid API version', code: 50041 } };
    record(at, method, path, url.search, input, answer);
    send(response, answer);
  }

  function record(
    at: number,
    method: string,
    path: string,
    query: string,
    input: Input,
    answer: Answer,
  ): void {
    stats.requests += 1;
    if (answer.status === 401 || answer.status === 403 || answer.status === 429) stats.invalid += 1;
    requests.push({
      at,
      method,
      path,
      query,
      body: 'refusal' in input ? undefined : input.body,
      files: 'refusal' in input ? [] : input.files,
      status: answer.status,
      answer: answer.body,
    });
    if (requests.length > keep * 1.5) requests.splice(0, requests.length - keep);
    signal.ring();
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      console.error('local Discord:', error);
      if (!response.headersSent) send(response, { status: 500, body: { message: String(error), code: 0 } });
    });
  });
  server.keepAliveTimeout = 600_000;
  server.requestTimeout = 0;
  server.on('connection', () => {
    stats.connections += 1;
  });

  return {
    server,
    requests,
    stats,
    async listen(port: number): Promise<number> {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
      await promise;
      const address = server.address();
      return typeof address === 'object' && address ? address.port : port;
    },
    async close(): Promise<void> {
      const { promise, resolve } = Promise.withResolvers<void>();
      server.close(() => resolve());
      server.closeAllConnections();
      await promise;
    },
  };
}

function resourceOf(route: Route, params: readonly string[]): string {
  return route.path.startsWith('/webhooks/') ? (params[1] ?? '') : (params[0] ?? '');
}

function send(response: ServerResponse, answer: Answer): void {
  if (response.destroyed) return;
  const body = answer.body === undefined ? undefined : Buffer.from(JSON.stringify(answer.body));
  response.writeHead(answer.status, {
    ...(body ? { 'Content-Type': 'application/json', 'Content-Length': body.length } : {}),
    ...answer.headers,
  });
  response.end(body);
}

async function readAll(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= bodyLimit) chunks.push(chunk);
  }
  return size > bodyLimit ? undefined : Buffer.concat(chunks);
}

type Input = { body: unknown; files: readonly UploadedFile[] } | { refusal: Answer };

async function readBody(request: IncomingMessage, bytes: Buffer): Promise<Input> {
  if (bytes.length === 0) return { body: undefined, files: [] };
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('application/json')) return readJson(bytes.toString());
  if (!type.startsWith('multipart/form-data')) return { refusal: refusals.contentType };
  let form: FormData;
  try {
    form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
  } catch {
    return { refusal: refusals.contentType };
  }
  const files: UploadedFile[] = [];
  let body: Input = { body: {}, files };
  for (const [name, value] of form) {
    if (typeof value === 'string') {
      if (name === 'payload_json') body = readJson(value);
      continue;
    }
    const index = /^files\[(\d+)\]$/.exec(name)?.[1];
    if (index === undefined) return { refusal: refusals.contentType };
    const data = new Uint8Array(await value.arrayBuffer());
    files.push({ index, name: value.name, size: data.length, type: value.type, data });
  }
  return 'refusal' in body ? body : { body: body.body, files };
}

function readJson(text: string): Input {
  try {
    return { body: JSON.parse(text), files: [] };
  } catch {
    return { refusal: refusals.invalidJson };
  }
}
