import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The project's own dataset folder. */
export const DATA = join(import.meta.dirname, '..', '..', 'data');

type Json = Record<string, unknown>;

/** A copy of the dataset in a temporary folder, for tests that break it. */
export const copyDataset = () => {
  const dir = mkdtempSync(join(tmpdir(), 'hudna-data-'));
  cpSync(DATA, dir, { recursive: true });
  return {
    dir,
    /** Reads a JSON file of the copy, changes it and writes it back. */
    change: (file: string, edit: (json: Json) => void): void => {
      const json: Json = JSON.parse(readFileSync(join(dir, file), 'utf8'));
      edit(json);
      writeFileSync(join(dir, file), JSON.stringify(json));
    },
    write: (file: string, text: string): void => writeFileSync(join(dir, file), text),
    remove: (): void => rmSync(dir, { recursive: true, force: true }),
  };
};
