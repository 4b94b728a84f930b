import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Lines typed earlier, newest first, kept in a file: a comfort, so trouble with the file is no trouble. */

export const readHistory = (file: string): string[] => {
  try {
    return existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
  } catch {
    return [];
  }
};

export const writeHistory = (file: string, history: readonly string[]): void => {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${history.join('\n')}\n`);
  } catch {
    // A read-only folder keeps no history.
  }
};
