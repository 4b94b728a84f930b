import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mentionsIn } from '../../src/answers/mentions.ts';
import { projectDir } from '../../src/config.ts';
import { loadDataset } from '../../src/dataset/load.ts';
import { buildIndex } from '../../src/search/build-index.ts';

const loaded = loadDataset(join(projectDir, 'data'));
if (!loaded.ok) throw new Error('The dataset is unsound: run npm run check-data.');
const index = buildIndex(loaded.dataset);
const ids = (text: string): readonly string[] =>
  mentionsIn(index, text, { today: '2026-11-24' }).map(({ id }) => id);

describe('points to', () => {
  test.each([
    [
      'Remember when Kerry and Lavrov announced that truce in Geneva? It lasted a week.',
      'kerry-lavrov-2016-09',
    ],
    ['I think the Aleppo ceasefire of 4 May 2016 was important. The weather is nice.', 'aleppo-2016-05'],
    ['The deal reached in July 2017 for southern Syria by the US and Russia', 'southwest-2017-07'],
    ['Russia and Turkey agreed on Idlib on 5 March 2020 in Moscow.', 'moscow-2020-03'],
    ['The Four Towns agreement moved people from Fuaa and Kefraya', 'four-towns-2017-03'],
    ['UNSCR 2401 demanded 30 days', 'unscr-2401-2018-02'],
    ['اتفاق المدن الأربع كان مؤلما', 'four-towns-2017-03'],
    ['Московский протокол подписали 5 марта 2020', 'moscow-2020-03'],
  ])('%s', (text, id) => expect(ids(text)[0]).toBe(id));

  test('several of one message, in its order, and says by what', () => {
    const found = mentionsIn(
      index,
      'First came the Kerry-Lavrov deal.\nThen, on 9 July 2017, a ceasefire in Daraa.',
      { today: '2026-11-24' },
    );
    expect(found).toEqual([
      { id: 'kerry-lavrov-2016-09', by: ['name'] },
      { id: 'southwest-2017-07', by: ['place', 'date'] },
    ]);
  });
});

describe('points to nothing', () => {
  test.each([
    'lol what a game last night',
    'We went to Aleppo in 2010, great food',
    'Turkey won against Georgia yesterday',
    'Is there a truce in Gaza?',
    'may I ask about march',
    'Astana is a nice city',
    'meeting at 5pm on 12 September 2016 in Berlin',
    'I moved to Damascus, MD in May 2018',
    'He was born on 9 July 2017',
    'Aleppo is beautiful',
    'Russia is cold',
    '2016 was a hard year',
    'the truce in Aleppo',
    'https://example.com/aleppo-2016-05-04-ceasefire check this',
    '<@1234567890> hi',
    '31 February 2017, a ceasefire in Aleppo',
    '',
    '🙂',
  ])('%s', (text) => expect(ids(text)).toEqual([]));
});

test('a message of any length is read, up to ten agreements', () => {
  const text = loaded.dataset.agreements.map(({ name }) => `${name} agreement.`).join('\n');
  expect(ids(text).length).toBeLessThanOrEqual(10);
});
