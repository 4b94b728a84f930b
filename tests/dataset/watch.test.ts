import { pino } from 'pino';
import { afterEach, expect, test } from 'vitest';
import type { Dataset } from '../../src/dataset/load.ts';
import { type DatasetWatch, watchDataset } from '../../src/dataset/watch.ts';
import { copyDataset } from '../support/dataset-folder.ts';
import { queue } from '../support/discord/waiting.ts';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0).reverse()) end();
});

const watched = () => {
  const folder = copyDataset();
  ends.push(folder.remove);
  const datasets = queue<Dataset>('a new dataset');
  const logged = queue<Record<string, unknown>>('a line of the log');
  const log = pino({ base: null }, { write: (line: string) => logged.push(JSON.parse(line)) });
  const watch: DatasetWatch = watchDataset({ dir: folder.dir, onChange: datasets.push, log });
  ends.push(watch.close);
  return { folder, datasets, logged, watch };
};

test('a changed record is read without a restart', async () => {
  const { folder, datasets } = watched();
  folder.change('agreements/coh-2016-02.json', (json) => {
    json.name = 'A new name';
  });
  expect((await datasets.next()).agreement.get('coh-2016-02')?.name).toBe('A new name');
});

test('a broken change is refused with its problems, and a mended one is read', async () => {
  const { folder, datasets, logged } = watched();
  folder.change('agreements/coh-2016-02.json', (json) => {
    json.scope = 'galactic';
  });
  const refusal = await logged.next();
  expect(refusal.level).toBe(50);
  expect(String(refusal.problems)).toContain('agreements/coh-2016-02.json, at scope');
  expect(datasets.waiting).toHaveLength(0);
  folder.change('agreements/coh-2016-02.json', (json) => {
    json.scope = 'regional';
  });
  expect((await datasets.next()).agreement.get('coh-2016-02')?.scope).toBe('regional');
});

test('many files changed together are read once', async () => {
  const { folder, datasets, logged } = watched();
  for (const id of ['coh-2016-02', 'southwest-2017-07', 'moscow-2020-03']) {
    folder.change(`agreements/${id}.json`, (json) => {
      json.kind = 'changed';
    });
  }
  const dataset = await datasets.next();
  expect(dataset.agreements.filter(({ kind }) => kind === 'changed')).toHaveLength(3);
  await logged.next();
  expect([...datasets.waiting, ...logged.waiting]).toHaveLength(0);
});

test('a reload that is asked for reads at once', () => {
  const { folder, datasets, watch } = watched();
  folder.change('dataset.json', (json) => {
    json.title = 'Another edition';
  });
  watch.reload();
  expect(datasets.waiting.map(({ info }) => info.title)).toEqual(['Another edition']);
});
