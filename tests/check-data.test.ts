import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { copyDataset } from './support/dataset-folder.ts';

const run = (...args: readonly string[]) => {
  const script = join(import.meta.dirname, '..', 'src', 'check-data.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
};

it('prints the table of coverage and ends with 0', () => {
  const { status, stdout, stderr } = run();
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/key facts +\d+ +\d+ +\d+ +\d+ %/);
  expect(stdout).toMatch(/By year of announcement\n1974 +1\n/);
});

it('prints one line with --quiet, and the open gaps with --gaps', () => {
  expect(run('--quiet').stdout).toMatch(/^The dataset is sound: \d+ agreements, .*\.\n$/);
  expect(run('--gaps').stdout).toMatch(/^Key facts that want a second independent source:\n/);
});

it('prints problems and ends with 1', () => {
  const copy = copyDataset();
  copy.write('places.json', '');
  const { status, stderr } = run(copy.dir);
  copy.remove();
  expect(status).toBe(1);
  expect(stderr).toMatch(/^places\.json: This is not valid JSON.*\n\nOne problem found/s);
});

it('refuses an unknown option with 2 and shows the known ones', () => {
  const { status, stderr } = run('--lniks');
  expect(status).toBe(2);
  expect(stderr).toContain('--links');
});
