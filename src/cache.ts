import { createHash } from 'node:crypto';

/** What was made before, kept within a size. */

/** The key of some content: the same for equal values, another for others. */
export const contentKey = (content: unknown): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('base64url');

export type Cache<T> = {
  readonly get: (key: string) => T | undefined;
  readonly set: (key: string, value: T) => void;
  /** The size of what is held. */
  readonly size: () => number;
};

/** A cache that holds at most `maxSize` by `sizeOf`, and drops what was not asked for the longest. */
export const createCache = <T>(maxSize: number, sizeOf: (value: T) => number): Cache<T> => {
  const entries = new Map<string, T>();
  let size = 0;
  const drop = (key: string): void => {
    const value = entries.get(key);
    if (value === undefined) return;
    entries.delete(key);
    size -= sizeOf(value);
  };
  return {
    get: (key) => {
      const value = entries.get(key);
      if (value === undefined) return undefined;
      // A Map keeps the order of insertion: what was asked for last stands last.
      entries.delete(key);
      entries.set(key, value);
      return value;
    },
    set: (key, value) => {
      drop(key);
      if (sizeOf(value) > maxSize) return;
      entries.set(key, value);
      size += sizeOf(value);
      for (const oldest of entries.keys()) {
        if (size <= maxSize) break;
        drop(oldest);
      }
    },
    size: () => size,
  };
};
