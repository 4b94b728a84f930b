import { addDays, format, parseISO } from 'date-fns';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayExists, nextDay } from '../../src/dataset/time.ts';
import { readPeriod, readPeriods } from '../../src/search/period.ts';

const today = '2026-11-24';
const read = (text: string) => readPeriod(text, { today });
const span = (text: string): string => {
  const reading = read(text);
  if (!reading) return 'nothing';
  if (reading.kind !== 'period') return reading.kind;
  return `${reading.form} ${reading.days.from} ${reading.days.to}`;
};

describe('single dates', () => {
  test.each([
    ['2017-07-09', 'day 2017-07-09 2017-07-10'],
    ['2017/7/9', 'day 2017-07-09 2017-07-10'],
    ['09.07.2017', 'day 2017-07-09 2017-07-10'],
    ['9/7/17', 'day 2017-07-09 2017-07-10'],
    ['9 July 2017', 'day 2017-07-09 2017-07-10'],
    ['July 9, 2017', 'day 2017-07-09 2017-07-10'],
    ['the 9th of July 2017', 'day 2017-07-09 2017-07-10'],
    ['9 июля 2017', 'day 2017-07-09 2017-07-10'],
    ['9 июля 2017 года', 'day 2017-07-09 2017-07-10'],
    ['٩ تموز ٢٠١٧', 'day 2017-07-09 2017-07-10'],
    ['9 يوليو 2017', 'day 2017-07-09 2017-07-10'],
    ['4 mai 2016', 'day 2016-05-04 2016-05-05'],
    ['1er mai 2016', 'day 2016-05-01 2016-05-02'],
    ['4. Mai 2016', 'day 2016-05-04 2016-05-05'],
    ['4 Mayıs 2016', 'day 2016-05-04 2016-05-05'],
    ['4 de mayo de 2016', 'day 2016-05-04 2016-05-05'],
    ['29 February 2016', 'day 2016-02-29 2016-03-01'],
    ['yesterday', 'day 2026-11-23 2026-11-24'],
    ['vor drei Tagen', 'day 2026-11-21 2026-11-22'],
  ])('%s', (text, expected) => expect(span(text)).toBe(expected));
});

describe('months, years and their parts', () => {
  test.each([
    ['2017-07', 'month 2017-07-01 2017-08-01'],
    ['٢٠١٧-٠٧', 'month 2017-07-01 2017-08-01'],
    ['07/2017', 'month 2017-07-01 2017-08-01'],
    ['july 2017', 'month 2017-07-01 2017-08-01'],
    ['Sept. 2016', 'month 2016-09-01 2016-10-01'],
    ["july '17", 'month 2017-07-01 2017-08-01'],
    ['2017 july', 'month 2017-07-01 2017-08-01'],
    ['تموز 2017', 'month 2017-07-01 2017-08-01'],
    ['كانون الأول 2016', 'month 2016-12-01 2017-01-01'],
    ['في تشرين الثاني 2016', 'month 2016-11-01 2016-12-01'],
    ['в мае 2016', 'month 2016-05-01 2016-06-01'],
    ['фев 2016', 'month 2016-02-01 2016-03-01'],
    ['août 2016', 'month 2016-08-01 2016-09-01'],
    ['März 2020', 'month 2020-03-01 2020-04-01'],
    ['Ekim 2019', 'month 2019-10-01 2019-11-01'],
    ['2017', 'year 2017-01-01 2018-01-01'],
    ['Q3 2016', 'quarter 2016-07-01 2016-10-01'],
    ['2016-Q1', 'quarter 2016-01-01 2016-04-01'],
    ['third quarter of 2016', 'quarter 2016-07-01 2016-10-01'],
    ['second half of 2016', 'half 2016-07-01 2017-01-01'],
    ['summer 2017', 'season 2017-06-01 2017-09-01'],
    ['winter 2016/17', 'season 2016-12-01 2017-03-01'],
    ['лето 2017', 'season 2017-06-01 2017-09-01'],
    ['été 2017', 'season 2017-06-01 2017-09-01'],
    ['early 2017', 'early 2017-01-01 2017-05-01'],
    ['mid-2016', 'mid 2016-05-01 2016-09-01'],
    ['late February 2016', 'late 2016-02-21 2016-03-01'],
    ['the end of 2016', 'late 2016-09-01 2017-01-01'],
    ['last summer', 'season 2026-06-01 2026-09-01'],
    ['last month', 'month 2026-10-01 2026-11-01'],
    ['this year', 'year 2026-01-01 2027-01-01'],
    ['last may', 'month 2026-05-01 2026-06-01'],
    ['last december', 'month 2025-12-01 2026-01-01'],
    ['20161229', 'day 2016-12-29 2016-12-30'],
    ['first week of july 2018', 'range 2018-07-01 2018-07-08'],
    ['the last week of February 2016', 'range 2016-02-23 2016-03-01'],
    ['second half of July 2017', 'range 2017-07-16 2017-08-01'],
  ])('%s', (text, expected) => expect(span(text)).toBe(expected));
});

describe('ranges', () => {
  test.each([
    ['between feb and sept 2016', 'range 2016-02-01 2016-10-01'],
    ['feb-sept 2016', 'range 2016-02-01 2016-10-01'],
    ['from 27 february 2016 to 10 july 2016', 'range 2016-02-27 2016-07-11'],
    ['27 feb – 10 july 2016', 'range 2016-02-27 2016-07-11'],
    ['4-12 May 2016', 'range 2016-05-04 2016-05-13'],
    ['2016-05..2016-09', 'range 2016-05-01 2016-10-01'],
    ['2016-05-04/2016-05-12', 'range 2016-05-04 2016-05-13'],
    ['2016/2017', 'range 2016-01-01 2018-01-01'],
    ['2016-17', 'range 2016-01-01 2018-01-01'],
    ['2012–2014', 'range 2012-01-01 2015-01-01'],
    ['december to february 2017', 'range 2016-12-01 2017-03-01'],
    ['from july 2017 to march', 'range 2017-07-01 2018-04-01'],
    ['с мая по июль 2016', 'range 2016-05-01 2016-08-01'],
    ['du 4 mai au 12 mai 2016', 'range 2016-05-04 2016-05-13'],
    ['since 2016', 'since 2016-01-01 9999-12-31'],
    ['after March 2020', 'since 2020-04-01 9999-12-31'],
    ['2020-03..', 'since 2020-03-01 9999-12-31'],
    ['before march 2020', 'before 0001-01-01 2020-03-01'],
    ['until 2013', 'before 0001-01-01 2014-01-01'],
    ['منذ 2016', 'since 2016-01-01 9999-12-31'],
    ['last 3 months', 'range 2026-08-24 2026-11-25'],
  ])('%s', (text, expected) => expect(span(text)).toBe(expected));

  test('"before the July 2017 deal" asks about the deal, not about the time before July', () => {
    expect(span('did they stop before the july 2017 deal')).toBe('month 2017-07-01 2017-08-01');
  });
});

describe('months that are named together', () => {
  test.each([
    ['june & july 2018', 'range 2018-06-01 2018-08-01'],
    ['march and april 2018', 'range 2018-03-01 2018-05-01'],
    ['december 2016 or january 2017', 'range 2016-12-01 2017-02-01'],
    ['Juni und Juli 2018', 'range 2018-06-01 2018-08-01'],
    ['июнь и июль 2018', 'range 2018-06-01 2018-08-01'],
    ['آذار ونيسان 2018', 'range 2018-03-01 2018-05-01'],
  ])('%s', (text, expected) => expect(span(text)).toBe(expected));

  test('apart from each other they are two, of the year of the second', () => {
    expect(readPeriods('march and july 2018', { today }).readings).toMatchObject([
      { days: { from: '2018-03-01', to: '2018-04-01' } },
      { days: { from: '2018-07-01', to: '2018-08-01' } },
    ]);
  });
});

describe('Islamic holidays, by calculation', () => {
  // Ramadan 1437 began on 6 June 2016, 1440 on 6 May 2019; the Eids get a day before and after.
  test.each([
    ['ramadan 2016', 'range 2016-06-05 2016-07-07'],
    ['Ramadan of 2019', 'range 2019-05-05 2019-06-05'],
    ['رمضان 2016', 'range 2016-06-05 2016-07-07'],
    ['Ramazan 2016', 'range 2016-06-05 2016-07-07'],
    ['Рамадан 2016', 'range 2016-06-05 2016-07-07'],
    ['Eid al-Fitr 2016', 'range 2016-07-05 2016-07-10'],
    ['عيد الفطر 2016', 'range 2016-07-05 2016-07-10'],
    ['Ramazan Bayramı 2016', 'range 2016-07-05 2016-07-10'],
    ['ураза-байрам 2016', 'range 2016-07-05 2016-07-10'],
    ['2012 Eid al-Adha', 'range 2012-10-25 2012-10-31'],
    ['Kurban Bayramı 2012', 'range 2012-10-25 2012-10-31'],
    ['курбан-байрам 2012', 'range 2012-10-25 2012-10-31'],
    ['Opferfest 2012', 'range 2012-10-25 2012-10-31'],
  ])('%s', (text, expected) => {
    expect(span(text)).toBe(expected);
    expect(readPeriod(text, { today })).toMatchObject({ assumed: 'Islamic calendar' });
  });

  test('"Eid" is either of a year', () => {
    expect(readPeriod('eid 2016', { today })).toMatchObject({
      days: { from: '2016-07-05' },
      also: [{ from: '2016-09-10' }],
    });
  });

  test('without a year they are words', () => {
    expect(readPeriods('ramadan truce', { today }).readings).toEqual([]);
  });
});

describe('what has to be assumed is said', () => {
  test('a date of two small numbers is read with the day first, and keeps the other order', () => {
    expect(read('7/9/2017')).toMatchObject({
      days: { from: '2017-09-07' },
      assumed: 'day first',
      other: { days: { from: '2017-07-09' }, assumed: 'month first' },
    });
  });
  test('an order that only one reading allows needs no other', () => {
    expect(read('7/13/2017')).toMatchObject({ days: { from: '2017-07-13' }, assumed: 'month first' });
    expect(read('13/7/2017')).not.toHaveProperty('assumed');
    expect(read('7/7/2017')).not.toHaveProperty('assumed');
    expect(read('09.07.2017')).not.toHaveProperty('assumed');
  });
  test('two digits after a month are a year of the war, or else a day', () => {
    expect(read('september 16')).toMatchObject({ days: { from: '2016-09-01' }, assumed: 'two-digit year' });
    expect(read('march 10')).toMatchObject({ kind: 'yearless', month: 3, day: 10 });
  });
});

describe('dates that do not exist', () => {
  test.each([
    ['2017-13', 'no such month', '2017-12'],
    ['2017-00', 'no such month', '2017-12'],
    ['31 February 2017', 'no such day', '2017-02-28'],
    ['February 30, 2016', 'no such day', '2016-02-29'],
    ['2019-02-29', 'no such day', '2019-02-28'],
    ['31 апреля 2018', 'no such day', '2018-04-30'],
    ['٣١ شباط ٢٠١٧', 'no such day', '2017-02-28'],
    ['32/01/2017', 'no such day', '2017-01-31'],
    ['25/13/2017', 'no such month', '2017-12'],
    ['february 30', 'no such day', '2016-02-29'],
  ])('%s: %s', (text, problem, example) => {
    expect(read(text)).toMatchObject({ kind: 'impossible', problem, example, typed: text });
  });
});

describe('what is no date', () => {
  test.each([
    'aleppo',
    'UNSCR 2268',
    'resolution 2401',
    '48-hour truce',
    '14-point agreement',
    'may i ask',
    'march',
    '',
  ])('%s', (text) => expect(read(text)).toBeNull());
});

test('the rest of the text is left for places and parties', () => {
  expect(readPeriods('aleppo july 2017 russia', { today }).rest.split(/\s+/)).toEqual(['aleppo', 'russia']);
  expect(readPeriods('May 2016 and July 2017', { today }).readings).toHaveLength(2);
});

const MONTHS = [
  ['january', 'января', 'janvier', 'كانون الثاني', 'Ocak'],
  ['february', 'февраля', 'février', 'شباط', 'Şubat'],
  ['march', 'марта', 'mars', 'آذار', 'Mart'],
  ['april', 'апреля', 'avril', 'نيسان', 'Nisan'],
  ['may', 'мая', 'mai', 'أيار', 'Mayıs'],
  ['june', 'июня', 'juin', 'حزيران', 'Haziran'],
  ['july', 'июля', 'juillet', 'تموز', 'Temmuz'],
  ['august', 'августа', 'août', 'آب', 'Ağustos'],
  ['september', 'сентября', 'septembre', 'أيلول', 'Eylül'],
  ['october', 'октября', 'octobre', 'تشرين الأول', 'Ekim'],
  ['november', 'ноября', 'novembre', 'تشرين الثاني', 'Kasım'],
  ['december', 'декабря', 'décembre', 'كانون الأول', 'Aralık'],
];

describe('properties', () => {
  const year = fc.integer({ min: 2011, max: 2026 });
  const iso = fc
    .integer({ min: 0, max: 5843 })
    .map((offset) => format(addDays(parseISO('2011-01-01'), offset), 'yyyy-MM-dd'));

  test('every day is read back in every form and language, as that one day', () => {
    fc.assert(
      fc.property(iso, fc.nat(4), (day, language) => {
        const [y = '', m = '', d = ''] = day.split('-');
        const name = MONTHS[Number(m) - 1]?.[language] ?? '';
        for (const text of [day, `${Number(d)} ${name} ${y}`, `${d}.${m}.${y}`]) {
          expect(read(text)).toMatchObject({ days: { from: day, to: nextDay(day) } });
        }
      }),
      { numRuns: 500 },
    );
  });

  test('a month ends where the next begins, leap years included', () => {
    fc.assert(
      fc.property(year, fc.integer({ min: 1, max: 12 }), (y, m) => {
        const reading = read(`${MONTHS[m - 1]?.[0]} ${y}`);
        const after = m === 12 ? `${y + 1}-01` : `${y}-${String(m + 1).padStart(2, '0')}`;
        expect(reading).toMatchObject({
          days: { from: `${y}-${String(m).padStart(2, '0')}-01`, to: `${after}-01` },
        });
      }),
    );
  });

  test('a day is read if and only if the calendar has it; another day is never given instead', () => {
    fc.assert(
      fc.property(year, fc.nat(14), fc.nat(34), (y, m, d) => {
        const text = `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
        const reading = read(text);
        if (m >= 1 && m <= 12 && dayExists(text)) expect(reading).toMatchObject({ days: { from: text } });
        else expect(reading).toMatchObject({ kind: 'impossible' });
      }),
      { numRuns: 1000 },
    );
  });

  test('a range runs from the first day of its first end to the last of its second', () => {
    fc.assert(
      fc.property(iso, iso, (a, b) => {
        const [first, last] = a <= b ? [a, b] : [b, a];
        expect(read(`from ${first} to ${last}`)).toMatchObject({ days: { from: first, to: nextDay(last) } });
        expect(read(`${first}..${last}`)).toMatchObject({ days: { from: first, to: nextDay(last) } });
      }),
      { numRuns: 500 },
    );
  });

  // Syria stopped changing its clocks in 2022; the machine may stand in any zone.
  test('days do not shift where clocks change', () => {
    for (const day of ['2016-03-25', '2016-10-28', '2022-03-25', '2022-10-28', '2021-03-26', '2016-03-27']) {
      expect(read(day)).toMatchObject({ days: { from: day, to: nextDay(day) } });
    }
  });

  test('a range that runs backwards is none', () => {
    const [reading, ...more] = readPeriods('13-9 May 2016', { today }).readings;
    expect(reading).toMatchObject({ kind: 'period', form: 'day', days: { from: '2016-05-09' } });
    expect(more).toEqual([]);
  });

  test('no text makes it throw, and every reading was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        for (const reading of readPeriods(text, { today }).readings) expect(text).toContain(reading.typed);
      }),
      { numRuns: 2000 },
    );
    const piece = fc.constantFrom(
      '2016',
      '13',
      '9',
      '/',
      '-',
      '.',
      '..',
      ' ',
      'may',
      'since',
      'from',
      'to',
      'q3',
      'the',
      'of',
      'mid',
      'last',
      'summer',
      'شباط',
      'по',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        for (const reading of readPeriods(pieces.join(''), { today }).readings) {
          if (reading.kind === 'period') expect(reading.days.from < reading.days.to).toBe(true);
        }
        readPeriods(pieces.join(' '), { today });
      }),
      { numRuns: 3000 },
    );
  });
});
