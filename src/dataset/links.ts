import type { Source } from './schema.ts';

/** Checks the addresses of sources over the network. */

/** What a server said of an address. "unclear": it refused or failed, which says nothing about the page. */
export type LinkState =
  | { readonly is: 'alive' }
  | { readonly is: 'dead'; readonly why: string }
  | { readonly is: 'unclear'; readonly why: string }
  | { readonly is: 'unreachable'; readonly why: string };

export type LinkResult = { readonly source: Source; readonly url: string; readonly state: LinkState };

export type LinkReport =
  | { readonly network: true; readonly results: readonly LinkResult[] }
  | { readonly network: false };

const HEADERS = { 'user-agent': 'hudna-link-check (dataset of Syrian ceasefire agreements)' };
const TIMEOUT_MS = 15_000;
const AT_ONCE = 5;
/** So many addresses in a row that cannot be reached, and none that can, mean that there is no network. */
const ENOUGH_FAILURES = 5;

const causeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'no answer in time';
  const { cause } = error;
  if (typeof cause === 'object' && cause !== null && 'code' in cause) return String(cause.code);
  return error.message;
};

const ask = async (url: string, method: 'HEAD' | 'GET'): Promise<number> => {
  const answer = await fetch(url, { method, headers: HEADERS, signal: AbortSignal.timeout(TIMEOUT_MS) });
  await answer.body?.cancel();
  return answer.status;
};

/** The state of one address: asked with HEAD, and again with GET where the server does not take HEAD. */
export const linkState = async (url: string): Promise<LinkState> => {
  try {
    const first = await ask(url, 'HEAD');
    const status = first >= 400 ? await ask(url, 'GET') : first;
    if (status < 400) return { is: 'alive' };
    return status === 404 || status === 410
      ? { is: 'dead', why: `status ${status}` }
      : { is: 'unclear', why: `status ${status}` };
  } catch (error) {
    return { is: 'unreachable', why: causeOf(error) };
  }
};

/**
 * The state of every address, five at a time and never two at once on one host. Stops early where the first
 * addresses show that there is no network.
 */
export const checkLinks = async (sources: readonly Source[]): Promise<LinkReport> => {
  const byHost = new Map<string, { source: Source; url: string }[]>();
  for (const source of sources) {
    if (source.url === null) continue;
    const { host } = new URL(source.url);
    byHost.set(host, [...(byHost.get(host) ?? []), { source, url: source.url }]);
  }
  const hosts = [...byHost.values()];
  const results: LinkResult[] = [];
  const noNetwork = (): boolean =>
    results.length >= ENOUGH_FAILURES && results.every(({ state }) => state.is === 'unreachable');
  const worker = async (): Promise<void> => {
    for (let links = hosts.shift(); links; links = hosts.shift()) {
      for (const { source, url } of links) {
        if (noNetwork()) return;
        results.push({ source, url, state: await linkState(url) });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const reached = results.some(({ state }) => state.is !== 'unreachable');
  return results.length > 0 && !reached ? { network: false } : { network: true, results };
};

/** The report in lines: the addresses that want a look, then a sum. */
export const linkLines = (report: LinkReport): readonly string[] => {
  if (!report.network) return ['The addresses were not checked: there is no network here.'];
  const bad = report.results.filter(({ state }) => state.is !== 'alive');
  return [
    ...bad.flatMap(({ source, url, state }) =>
      state.is === 'alive' ? [] : [`${source.id}: ${state.is} (${state.why}) ${url}`],
    ),
    `${report.results.length} addresses checked: ${report.results.length - bad.length} alive, ${bad.length} to look at.`,
  ];
};
