import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectDir } from '../../src/config.ts';
import { loadDataset } from '../../src/dataset/load.ts';
import { buildIndex } from '../../src/search/build-index.ts';
import { find } from '../../src/search/find.ts';
import { type GoldQuery, isRight } from './expected.ts';

/** How much of what people type is found, by kind; and that nothing is found for what is about something else. */

const loaded = loadDataset(join(projectDir, 'data'));
if (!loaded.ok) throw new Error('The dataset is unsound: run npm run check-data.');
const { dataset } = loaded;
const index = buildIndex(dataset);
const TODAY = '2026-11-24';

const read = (file: string): readonly GoldQuery[] =>
  JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8'));

const judge = (queries: readonly GoldQuery[]) =>
  queries.map((gold) => ({
    gold,
    right: isRight(
      dataset,
      gold,
      find(index, gold.query, { today: TODAY }).matches.map(({ id }) => id),
    ),
  }));

const table = (results: ReturnType<typeof judge>): string => {
  const kinds = [...new Set(results.map(({ gold }) => gold.kind))];
  const row = (name: string, of: ReturnType<typeof judge>): string =>
    `${name.padEnd(10)} ${String(of.filter(({ right }) => right).length).padStart(4)} of ${of.length}`;
  return [
    ...kinds.map((kind) =>
      row(
        kind,
        results.filter(({ gold }) => gold.kind === kind),
      ),
    ),
    row('all', results),
    ...results.filter(({ right }) => !right).map(({ gold }) => `  wrong: ${gold.id} ${gold.query}`),
  ].join('\n');
};

// Queries fixed by hand go stale when a record gets another name: hence a floor, not all.
test.each([
  ['queries.json', 0.98],
  ['more-queries.json', 0.97],
  ['held-out-queries.json', 0.97],
  ['held-out-2-queries.json', 0.97],
])('%s: at least the floor of %d is right, and no negative is answered', (file, floor) => {
  const results = judge(read(file));
  console.log(`${file}\n${table(results)}`);
  const right = results.filter((result) => result.right).length;
  expect(right / results.length, table(results)).toBeGreaterThanOrEqual(floor);
  const answered = results.filter(({ gold, right: ok }) => gold.mode === 'none' && !ok);
  expect(answered.map(({ gold }) => gold.query)).toEqual([]);
});

test('every agreement is found by each of its own names, and an id gives exactly its agreement', () => {
  const lost: string[] = [];
  for (const { id, name, aliases } of dataset.agreements) {
    for (const own of [name, ...Object.values(aliases).flatMap((list) => list ?? [])]) {
      const found = find(index, own, { today: TODAY }).matches.map((match) => match.id);
      // Names may be shared on purpose: then the others stand beside it at the top.
      if (!found.slice(0, 4).includes(id)) lost.push(`${own} (${id})`);
    }
    expect(find(index, id, { today: TODAY }).matches.map((match) => match.id)).toEqual([id]);
  }
  expect(lost).toEqual([]);
});
