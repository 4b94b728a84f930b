import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { projectDir } from '../../src/config.ts';
import { loadDataset } from '../../src/dataset/load.ts';
import { buildIndex } from '../../src/search/build-index.ts';
import { find } from '../../src/search/find.ts';
import { suggest, suggestParties, suggestPlaces } from '../../src/search/suggest.ts';

const loaded = loadDataset(join(projectDir, 'data'));
if (!loaded.ok) throw new Error('The dataset is unsound: run npm run check-data.');
const { dataset } = loaded;
const index = buildIndex(dataset);
const options = { today: '2026-11-24' };
const values = (typed: string): readonly string[] => suggest(index, typed, options).map(({ value }) => value);

test('an empty field offers the best-known agreements and examples of places', () => {
  const offered = values('');
  const best = dataset.agreements.filter(({ notability }) => notability === 3);
  for (const { id } of best.slice(0, 20)) expect(offered).toContain(id);
  expect(offered).toContain('Aleppo');
});

test.each([
  ['kerry', 'kerry-lavrov-2016-09'],
  ['KERRY', 'kerry-lavrov-2016-09'],
  ['hambu', 'southwest-2017-07'],
  ['four to', 'four-towns-2017-03'],
  ['قرار 24', 'unscr-2401-2018-02'],
  ['astna', 'astana-deescalation-2017-05'],
])('"%s" offers %s among the first', (typed, id) => {
  expect(values(typed).slice(0, 4)).toContain(id);
});

test('a year that is half typed does not hide what was found before', () => {
  expect(values('aleppo 20').length).toBeGreaterThan(5);
});

test('a place is offered by any of its names, as its id', () => {
  for (const typed of ['hal', 'حلب', 'Алеп', 'aleppo']) {
    expect(suggestPlaces(index, typed, options)[0]?.value).toBe('aleppo');
  }
  expect(suggestPlaces(index, '', options).map(({ value }) => value)).toContain('idlib');
  expect(suggestPlaces(index, 'berlin', options)).toEqual([]);
});

test('a party is offered by any of its names, as its id', () => {
  for (const typed of ['sdf', 'قسد', 'Syrian Democ']) {
    expect(suggestParties(index, typed, options)[0]?.value).toBe('sdf');
  }
  expect(suggestParties(index, '', options)).toHaveLength(25);
});

test('whatever is typed, Discord’s limits hold and every value finds something', () => {
  const piece = fc.constantFrom(
    'aleppo',
    'al',
    'truce',
    '2016',
    'russia',
    'x',
    'حلب',
    ' ',
    'may',
    'Алеппо',
    'кер',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 4 }), (pieces) => {
      const offered = suggest(index, pieces.join(' '), options);
      expect(offered.length).toBeLessThanOrEqual(25);
      for (const { name, value } of offered) {
        expect(name.length).toBeGreaterThan(0);
        expect(name.length).toBeLessThanOrEqual(100);
        expect(value.length).toBeLessThanOrEqual(100);
        expect(find(index, value, options).matches.length, value).toBeGreaterThan(0);
      }
    }),
    { numRuns: 100 },
  );
});
