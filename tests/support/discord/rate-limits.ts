import { createHash } from 'node:crypto';
import type { Answer } from './answers.ts';

/** So many requests in so many milliseconds. */
export type Limit = { limit: number; windowMs: number };

export type RateLimitOptions = {
  /** All requests but those to interaction endpoints. Default 50 per second; `false` for none. */
  global?: Limit | false;
  /** Per route name and channel or webhook; merged over the defaults; `false` for none at all. */
  routes?: Record<string, Limit> | false;
};

const defaultGlobal: Limit = { limit: 50, windowMs: 1000 };
const defaultRoutes: Record<string, Limit> = {
  'POST channel messages': { limit: 5, windowMs: 5000 },
  'PATCH channel message': { limit: 5, windowMs: 5000 },
  webhook: { limit: 5, windowMs: 2000 },
};

type Bucket = { used: number; resetsAt: number };

export type Verdict = { headers: Record<string, string>; refusal?: Answer & { scope: 'user' | 'global' } };

/**
 * Discord's two kinds of limit: a bucket per route and channel, whose window starts with its first request, and
 * the global one, kept as a sliding window (the strictest reading: never more than 50 in any one second).
 */
export function rateLimits(options: RateLimitOptions | false, now: () => number) {
  const global = options === false ? false : (options.global ?? defaultGlobal);
  const routes = options === false || options.routes === false ? {} : { ...defaultRoutes, ...options.routes };
  const hashes = new Map(
    Object.keys(routes).map((name) => [name, createHash('md5').update(name).digest('hex')]),
  );
  const buckets = new Map<string, Bucket>();
  let recent: number[] = [];

  const refuse = (waitMs: number, scope: 'user' | 'global', headers: Record<string, string>): Verdict => {
    const seconds = Math.max(0.001, waitMs / 1000);
    return {
      headers,
      refusal: {
        scope,
        status: 429,
        headers: {
          ...headers,
          'Retry-After': String(Math.ceil(seconds)),
          'X-RateLimit-Scope': scope,
          ...(scope === 'global' ? { 'X-RateLimit-Global': 'true' } : {}),
        },
        body: { message: 'You are being rate limited.', retry_after: seconds, global: scope === 'global' },
      },
    };
  };

  return {
    /** Counts one request. `exempt`: from the global limit. `resource`: the channel or webhook. */
    take(route: string, resource: string, exempt: boolean): Verdict {
      const at = now();
      if (global && !exempt) {
        if (recent.length > global.limit * 4) recent = recent.slice(-global.limit);
        const oldest = recent.at(-global.limit);
        if (oldest !== undefined && at - oldest < global.windowMs) {
          return refuse(global.windowMs - (at - oldest), 'global', {});
        }
      }
      const limit = routes[route];
      if (!limit) {
        if (global && !exempt) recent.push(at);
        return { headers: {} };
      }
      const key = `${route} ${resource}`;
      let bucket = buckets.get(key);
      if (!bucket || at >= bucket.resetsAt) {
        bucket = { used: 0, resetsAt: at + limit.windowMs };
        buckets.set(key, bucket);
        if (buckets.size > 50_000) {
          for (const [name, { resetsAt }] of buckets) if (at >= resetsAt) buckets.delete(name);
        }
      }
      const over = bucket.used >= limit.limit;
      if (!over) bucket.used += 1;
      const headers = {
        'X-RateLimit-Limit': String(limit.limit),
        'X-RateLimit-Remaining': String(limit.limit - bucket.used),
        'X-RateLimit-Reset': (bucket.resetsAt / 1000).toFixed(3),
        'X-RateLimit-Reset-After': ((bucket.resetsAt - at) / 1000).toFixed(3),
        'X-RateLimit-Bucket': hashes.get(route) ?? route,
      };
      if (over) return refuse(bucket.resetsAt - at, 'user', headers);
      if (global && !exempt) recent.push(at);
      return { headers };
    },
  };
}
