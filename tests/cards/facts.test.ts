import { describe, expect, test } from 'vitest';
import { announcedText, endedText, localTimeText, placeText, zonePlace } from '../../src/cards/facts.ts';
import type { Agreement } from '../../src/dataset/schema.ts';
import { realDataset, texts } from '../support/hudna.ts';

const dataset = realDataset();

const record = (id: string): Agreement => {
  const agreement = dataset.agreement.get(id);
  if (!agreement) throw new Error(`no ${id}`);
  return agreement;
};

describe('dates in words', () => {
  test.each([
    ['2017-07-09', '9 July 2017'],
    ['2017-07', 'July 2017'],
    ['2017', '2017'],
    ['2016-12~', 'about December 2016'],
    ['2018-06-19~', 'about 19 June 2018'],
    ['2016-05?', 'May 2016 (uncertain)'],
    ['2016-05%', 'about May 2016 (uncertain)'],
    ['2017-22', 'summer 2017'],
    ['2016-05-07/2016-05-09', 'from 7 May 2016 to 9 May 2016'],
    ['2016-05-07/..', 'from 7 May 2016 on'],
  ])('%s', (edtf, expected) => {
    expect(texts.dates.edtf(edtf)).toBe(expected);
  });

  test('between two', () => {
    expect(texts.dates.between('2016-05', '2016-06-02')).toBe('between May 2016 and 2 June 2016');
  });
});

describe('local times', () => {
  test.each([
    ['minute', '2017-07-09T12:00', 'Asia/Damascus', '9 July 2017, 12:00 Damascus time (UTC+3)'],
    // Winter time, which Damascus had until 2022.
    ['minute', '2016-02-27T00:00', 'Asia/Damascus', '27 February 2016, 00:00 Damascus time (UTC+2)'],
    ['minute', '2020-03-06T00:01', 'Europe/Moscow', '6 March 2020, 00:01 Moscow time (UTC+3)'],
    ['minute', '2019-10-17T22:00', 'UTC', '17 October 2019, 22:00 UTC time (UTC)'],
    ['minute', '2016-09-12T10:00', 'America/New_York', '12 September 2016, 10:00 New York time (UTC−4)'],
    ['hour', '2016-04-30T01:00', 'Asia/Damascus', 'about 30 April 2016, 01:00 Damascus time (UTC+3)'],
    [
      'sunset',
      '2016-09-12',
      'Asia/Damascus',
      'sunset on 12 September 2016, Damascus time; no hour was published',
    ],
    ['day', '2016-09-12', 'Asia/Damascus', '12 September 2016'],
    ['month', '2016-09', 'Asia/Damascus', 'September 2016'],
  ] as const)('%s: %s %s', (precision, local, zone, expected) => {
    expect(localTimeText({ local, zone, precision }, texts)).toBe(expected);
  });

  test('places of zones', () => {
    expect(zonePlace('America/Argentina/Buenos_Aires')).toBe('Buenos Aires');
  });
});

describe('announced and ended', () => {
  const { announced, ended, ...rest } = record('kerry-lavrov-2016-09');
  const with_ = (changed: Partial<Agreement>): Agreement => ({ ...rest, announced, ended, ...changed });
  const fact = { sources: [] };

  test('a signing on another day is told apart', () => {
    expect(
      announcedText(with_({ announced: { ...fact, date: '2017-05-04', signed: '2017-05-03' } }), texts),
    ).toBe('4 May 2017, signed 3 May 2017');
    expect(
      announcedText(with_({ announced: { ...fact, date: '2017-05-04', signed: '2017-05-04' } }), texts),
    ).toBe('4 May 2017');
  });

  test('an announcement somewhere between two days', () => {
    expect(
      announcedText(
        with_({ announced: { ...fact, date: '2016-12', between: ['2016-12-01', '2016-12-03'] } }),
        texts,
      ),
    ).toBe('between 1 December 2016 and 3 December 2016');
  });

  test.each<[Partial<Agreement['ended']>, string]>([
    [{ how: 'collapsed', date: '2018-06-19~' }, 'Collapsed, about 19 June 2018'],
    [{ how: 'expired', date: null }, 'Expired'],
    [
      { how: 'completed', date: null, between: ['2016-12-22', '2016-12-23'] },
      'Completed, between 22 December 2016 and 23 December 2016',
    ],
  ])('%j', (changed, expected) => {
    const { between: _, ...base } = ended;
    expect(endedText(with_({ ended: { ...base, ...changed } }), texts)).toBe(expected);
  });

  test('an unknown end says so, without a date', () => {
    expect(endedText(with_({ ended: { ...fact, how: 'unknown', date: null } }), texts)).toBe(
      texts.endings.unknown,
    );
  });
});

test('places carry their Arabic name', () => {
  expect(placeText(dataset, 'aleppo')).toBe('Aleppo (حلب)');
  expect(placeText(dataset, 'gone')).toBe('gone');
});
