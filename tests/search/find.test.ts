import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { projectDir } from '../../src/config.ts';
import { loadDataset } from '../../src/dataset/load.ts';
import { buildIndex } from '../../src/search/build-index.ts';
import { find } from '../../src/search/find.ts';

const loaded = loadDataset(join(projectDir, 'data'));
if (!loaded.ok) throw new Error('The dataset is unsound: run npm run check-data.');
const { dataset } = loaded;
const index = buildIndex(dataset);
const search = (text: string) => find(index, text, { today: '2026-11-24' });
const ids = (text: string): readonly string[] => search(text).matches.map(({ id }) => id);

describe('what was understood is told', () => {
  test('place, period and parties of one query', () => {
    const { reading, matches } = search('russia turkey idlib 2018');
    expect(reading).toMatchObject({
      places: ['idlib'],
      parties: ['russia', 'turkey'],
      period: { days: { from: '2018-01-01', to: '2019-01-01' } },
      leftover: [],
    });
    expect(matches[0]?.id).toBe('sochi-idlib-2018-09');
    expect(matches[0]?.why).toEqual(expect.arrayContaining(['place', 'party', 'period']));
  });

  test('a spelling that was corrected, and what it was taken for', () => {
    expect(search('mambbij').reading.corrected).toEqual([{ typed: 'mambbij', as: expect.any(String) }]);
    expect(search('mambbij').reading.places).toEqual(['manbij']);
  });

  test('which of two orders of day and month was used', () => {
    expect(search('7/9/2017').reading.period).toMatchObject({
      days: { from: '2017-07-09' },
      assumed: 'month first',
    });
    expect(search('5/3/2020').reading.period).toMatchObject({
      days: { from: '2020-03-05' },
      assumed: 'day first',
    });
  });

  test('an impossible date is a reading, and finds nothing', () => {
    expect(search('aleppo 2017-13')).toMatchObject({
      reading: { period: { kind: 'impossible', problem: 'no such month', example: '2017-12' } },
      matches: [],
      suggestions: [],
    });
  });

  test('another war is named as such', () => {
    expect(search('ceasefire in Gaza').reading.elsewhere).toEqual(['gaza']);
    expect(search('ceasefire in Gaza').suggestions).toEqual([]);
  });
});

describe('order', () => {
  test('settlements, mechanisms, proposals and background come after the others, unless asked for', () => {
    const found = search('daraa').matches;
    const firstAside = found.findIndex(({ aside }) => aside);
    expect(firstAside).toBeGreaterThan(0);
    expect(found.slice(firstAside).every(({ aside }) => aside)).toBe(true);
    expect(search('settlements in daraa').matches.every(({ aside }) => !aside)).toBe(true);
    expect(search('10 march agreement').matches[0]).toMatchObject({ id: 'sdf-2025-03', aside: false });
  });

  test('an agreement of the place alone comes before one of many places', () => {
    const found = ids('zabadani');
    expect(found.indexOf('zabadani-2015-09')).toBeLessThan(found.indexOf('aleppo-2016-12-18'));
  });

  test('the newest or the oldest, where asked for', () => {
    const newest = search('latest ceasefire').matches.filter(({ aside }) => !aside);
    const starts = newest.map(
      ({ id }) => index.entries.find(({ agreement }) => agreement.id === id)?.start ?? '',
    );
    expect(starts).toEqual(starts.toSorted().reverse());
  });

  test('scores fall, and lie between 0 and 1', () => {
    for (const query of ['aleppo', '2018', 'russia', 'eid truce 2016', 'which deal created a joint centre']) {
      const scores = search(query).matches.map(({ score }) => score);
      expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      for (const score of scores) expect(score >= 0 && score <= 1).toBe(true);
    }
  });
});

describe('where nothing fits exactly', () => {
  test('agreements for a wider area are found, and say so', () => {
    const found = search('tartus 2016').matches;
    expect(found.length).toBeGreaterThan(0);
    for (const { why } of found) expect(why).toContain('wider area');
  });

  test('or those that held at the time, as far as their end is known', () => {
    const found = search('eastern ghouta april 2017').matches;
    for (const { why } of found)
      expect(why.includes('in force then') || why.includes('wider area')).toBe(true);
  });

  test('a place that no agreement is of is understood, and is no other place', () => {
    for (const text of ['Palmyra', 'تدمر', 'Пальмира', 'ceasefire in Palmyra 2016']) {
      expect(search(text)).toMatchObject({
        reading: { uncovered: ['palmyra'] },
        matches: [],
        suggestions: [],
      });
    }
  });

  test('further words only rank where no agreement has them', () => {
    expect(ids('when did the rebels leave daraya')[0]).toBe('daraya-2016-08');
    expect(ids('green buses leave eastern aleppo december 2016')[0]).toBe('aleppo-2016-12');
    expect(ids('best kebab in aleppo')).toEqual([]);
  });

  test('beside a party Damascus is the government, where that alone fits', () => {
    expect(ids('sdf damascus 2019')).toEqual(['sdf-damascus-2019-10']);
    expect(search('hts damascus').matches[0]?.why).toContain('place');
  });

  test('several periods are any of them', () => {
    const all = new Set(ids('aleppo 2014 and 2016'));
    for (const id of [...ids('aleppo 2014'), ...ids('aleppo 2016')]) expect(all).toContain(id);
  });

  test('two parties that made nothing together find nothing', () => {
    expect(ids('israel hezbollah ceasefire 2024')).toEqual([]);
    expect(ids('lebanon israel')).toEqual([]);
  });

  test('a party that took no part is found, after those that did, and says so', () => {
    const found = search('Israel').matches;
    const southwest = found.find(({ id }) => id === 'southwest-2017-07');
    expect(southwest?.why).toContain('party took no part');
    expect(found[0]?.why).toContain('party');
  });

  test('near names are offered, never taken', () => {
    expect(search('humus')).toMatchObject({ matches: [], suggestions: [{ name: 'Homs', value: 'Homs' }] });
    expect(search('front').suggestions.map(({ name }) => name)).toContain('Southern Front');
    expect(search('pizza')).toMatchObject({ matches: [], suggestions: [] });
  });
});

describe('words that are names only in some company', () => {
  test('"city" is the town, "province" the governorate', () => {
    for (const text of ['deraa city', 'the city of Daraa', 'ville de Deraa', 'مدينة درعا', 'город Дераа']) {
      expect(search(text).reading.places).toEqual(['daraa-city']);
    }
    expect(search('провинция Хама').reading.places).toEqual(['hama']);
  });

  test('words of war and peace ask for no agreement, "deal" by itself does', () => {
    for (const text of ['war and peace', 'rest in peace', "let's make a deal", 'fire'])
      expect(ids(text)).toEqual([]);
    expect(ids('ceasefires')).toHaveLength(dataset.agreements.length);
    expect(ids('alto el fuego')).toHaveLength(dataset.agreements.length);
  });

  test('a day without a year answers alone, not in a message about something else', () => {
    expect(ids('9 january')).not.toEqual([]);
    expect(ids('call me on 9 january')).toEqual([]);
  });

  test('a name of another year gives way to what fits the year', () => {
    expect(ids('hts nlf 2018').every((id) => id.startsWith('hts-nlf-2018'))).toBe(true);
    expect(ids('south damascus 2018')).toContain('damascus-south-2018-05');
  });

  test('"is", "us" and "un"', () => {
    expect(search('is there a ceasefire in idlib').reading.parties).toEqual([]);
    expect(search('IS').reading.parties).toEqual(['islamic-state']);
    expect(search('us turkey 2019').reading.parties).toEqual(['united-states', 'turkey']);
    expect(search('tell us about aleppo').reading.parties).toEqual([]);
  });

  test('"may" and "march" are months beside a number or a year alone', () => {
    expect(search('may').reading.period).toBeNull();
    expect(search('may 2016').reading.period).toMatchObject({ days: { from: '2016-05-01' } });
  });

  test('the number of a resolution that no agreement bears finds no other one', () => {
    expect(ids('resolution 2401')[0]).toBe('unscr-2401-2018-02');
    expect(ids('resolution 2139')).toEqual([]);
  });
});

test('whatever is typed, it neither throws nor finds an agreement that is not there', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'aleppo',
      'truce',
      '2016',
      'russia',
      'حلب',
      'в Идлибе',
      'gaza',
      'march',
      '7/9/2017',
      '-',
      '..',
      'لل',
      'و',
    ),
    fc.string({ unit: 'grapheme', maxLength: 8 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      for (const { id } of search(pieces.join(' ')).matches) expect(dataset.agreement.has(id)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('npm run find prints one JSON line for each text, or a table', () => {
  const run = (...args: readonly string[]): string =>
    execFileSync(process.execPath, [join(projectDir, 'scripts', 'find.ts'), ...args], { encoding: 'utf8' });
  const lines = run('eid truce 2012', 'xxqqzz', '--json')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines).toHaveLength(2);
  expect(Object.keys(lines[0])).toEqual(['text', 'reading', 'matches', 'suggestions']);
  expect(lines[0].matches[0]).toEqual({
    id: 'eid-adha-2012-10',
    score: expect.any(Number),
    why: expect.arrayContaining(['name']),
  });
  expect(lines[1]).toMatchObject({ text: 'xxqqzz', matches: [] });
  expect(run('homs 2014')).toContain('homs-2014-02');
});
