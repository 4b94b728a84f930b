import { isIP } from 'node:net';

/** Who may talk to the preview: browsers that show its own page, and programs on this machine. */

/** The host of a `Host` header without its port and brackets; undefined where it is not one. */
const hostName = (header: string): string | undefined => {
  const match = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9.-]+))(?::\d{1,5})?$/i.exec(header);
  return (match?.[1] ?? match?.[2])?.toLowerCase();
};

/**
 * Whether a `Host` header may be served. A page of another site can point its own name at this machine (DNS
 * rebinding), but it cannot make a browser send an address or `localhost` instead of that name.
 */
export const isOwnHost = (header: string | undefined, listenHost: string): boolean => {
  const name = header === undefined ? undefined : hostName(header);
  if (name === undefined) return false;
  return name === 'localhost' || isIP(name) !== 0 || name === listenHost.toLowerCase();
};

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/**
 * Whether a request comes from the preview's own page or from no page at all. Browsers name the origin of
 * every POST, and say how far away the asking page is (`Sec-Fetch-Site`).
 */
export const isSameOrigin = (headers: Headers): boolean => {
  const { origin, host, 'sec-fetch-site': site } = headers;
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  return origin === undefined || origin === `http://${String(host)}`;
};

/** A link on another site may open the page itself, but not what the page asks for. */
export const isNavigation = (headers: Headers): boolean =>
  headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';

/** Sent with every answer. Scripts, styles, pictures and fonts come from here alone, and none stand in the page. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** A token bucket: `take` says whether one more is allowed now. `now` gives milliseconds. */
export const createBucket = (
  { capacity, perSecond }: { readonly capacity: number; readonly perSecond: number },
  now: () => number,
) => {
  let tokens = capacity;
  let at = now();
  return {
    take: (): boolean => {
      const time = now();
      tokens = Math.min(capacity, tokens + ((time - at) / 1000) * perSecond);
      at = time;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
};
