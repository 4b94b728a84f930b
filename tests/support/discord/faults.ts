/** What goes wrong with the next matching requests. */
export type FaultSpec = {
  method?: string;
  /** Part of the path behind `/api/v10`, or a pattern for it. All paths when left out. */
  path?: string | RegExp;
  /** Answers with this status instead; a `body` without one means 500. */
  status?: number;
  body?: unknown;
  headers?: Record<string, string>;
  /** How many requests it hits; default 1. */
  times?: number;
  /** Waits before answering. */
  delayMs?: number;
  /** Waits before answering until `release` is called. */
  hold?: boolean;
  /** Cuts the connection: before any answer, or in the middle of one. */
  dropConnection?: boolean | 'mid-answer';
  /** Carries the request out first, so that only its answer is lost. */
  processed?: boolean;
};

export type Fault = {
  readonly spec: FaultSpec;
  /** How many requests it has hit. */
  hits: number;
  /** Resolves with the first hit. */
  readonly hit: Promise<void>;
  /** Lets held requests go on, and later ones pass at once. */
  release(): void;
  /** Stops it before its `times` are used up. */
  cancel(): void;
};

type Active = Fault & { left: number; readonly reached: () => void; readonly released: Promise<void> };

/** The faults that are set, in order; each request meets the first that matches. */
export function faultList() {
  let active: Active[] = [];
  return {
    add(spec: FaultSpec): Fault {
      const hit = Promise.withResolvers<void>();
      const release = Promise.withResolvers<void>();
      const fault: Active = {
        spec,
        hits: 0,
        left: spec.times ?? 1,
        hit: hit.promise,
        reached: hit.resolve,
        released: spec.hold ? release.promise : Promise.resolve(),
        release: () => release.resolve(),
        cancel() {
          active = active.filter((one) => one !== fault);
          release.resolve();
        },
      };
      active.push(fault);
      return fault;
    },
    take(method: string, path: string): Active | undefined {
      if (active.length === 0) return undefined;
      const fault = active.find(
        ({ spec }) =>
          (spec.method === undefined || spec.method === method) &&
          (spec.path === undefined ||
            (typeof spec.path === 'string' ? path.includes(spec.path) : spec.path.test(path))),
      );
      if (!fault) return undefined;
      fault.hits += 1;
      fault.left -= 1;
      if (fault.left <= 0) active = active.filter((one) => one !== fault);
      fault.reached();
      return fault;
    },
    clear(): void {
      for (const fault of active) fault.cancel();
    },
  };
}
