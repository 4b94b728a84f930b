import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectDir } from '../../src/config.ts';

test('npm ci compiles nothing: run `npm run mark-prebuilt` after npm has rewritten package-lock.json', () => {
  const lock = JSON.parse(readFileSync(join(projectDir, 'package-lock.json'), 'utf8'));
  expect(lock.packages['node_modules/better-sqlite3'].gypfile).toBe(false);
  const compiled = Object.entries<{ hasInstallScript?: boolean; optional?: boolean }>(lock.packages)
    .filter(([, entry]) => entry.hasInstallScript && !entry.optional)
    .map(([path]) => path);
  expect(compiled).toEqual(['node_modules/node']);
});
