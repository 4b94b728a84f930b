/** Things that happen, awaited in order: each is given once, to whoever asked first. */
export type Queue<T> = {
  push(item: T): void;
  /** The next item; rejects with `what` in its message when none comes in time. */
  next(timeoutMs?: number): Promise<T>;
  /** Items nobody has asked for. */
  readonly waiting: readonly T[];
};

export const defaultTimeoutMs = 10_000;

export function queue<T>(what: string): Queue<T> {
  const items: T[] = [];
  const takers: ((item: T) => void)[] = [];
  return {
    waiting: items,
    push(item) {
      const taker = takers.shift();
      if (taker) taker(item);
      else items.push(item);
    },
    next(timeoutMs = defaultTimeoutMs) {
      if (items.length > 0) return Promise.resolve(items.splice(0, 1)[0] as T);
      const { promise, resolve } = Promise.withResolvers<T>();
      takers.push(resolve);
      return within(promise, timeoutMs, what, () => {
        const index = takers.indexOf(resolve);
        if (index >= 0) takers.splice(index, 1);
      });
    },
  };
}

/** The promise, or a rejection that names what did not come in time. */
export async function within<T>(
  promise: Promise<T>,
  timeoutMs: number,
  what: string,
  onTimeout: () => void = () => {},
): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    onTimeout();
    reject(new Error(`${what} did not come within ${timeoutMs} ms`));
  }, timeoutMs);
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

export type Signal = {
  /** Tells the waiting that something happened. */
  ring(): void;
  /** Resolves as soon as `condition` holds; it is looked at again after each ring. */
  until(condition: () => boolean, what: string, timeoutMs?: number): Promise<void>;
};

export function signal(): Signal {
  const waiting = new Set<() => void>();
  return {
    ring() {
      for (const look of waiting) look();
    },
    async until(condition, what, timeoutMs = defaultTimeoutMs) {
      if (condition()) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      const look = () => {
        if (condition()) resolve();
      };
      waiting.add(look);
      try {
        await within(promise, timeoutMs, what);
      } finally {
        waiting.delete(look);
      }
    },
  };
}
