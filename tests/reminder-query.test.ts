import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserError } from '../src/command.ts';
import { readAbout, readTime, readWhen, readZone, suggestAbout, whenChoices } from '../src/reminder-query.ts';
import { textsFor } from '../src/texts/texts.ts';
import { startHudna } from './support/hudna.ts';

const texts = textsFor('en-GB');

describe('a time of day', () => {
  test.each([
    ['09:00', '09:00'],
    ['9:05', '09:05'],
    ['9', '09:00'],
    ['0900', '09:00'],
    ['18.30', '18:30'],
    ['6:30 pm', '18:30'],
    ['12am', '00:00'],
    ['12 PM', '12:00'],
    [' 23:59 ', '23:59'],
  ])('%j is %s', (typed, time) => {
    expect(readTime(typed, texts)).toBe(time);
  });

  test.each(['24:00', '12:60', '13pm', '0 am', 'noon', '', '9:5', '-1', '09:00:00'])(
    '%j is refused',
    (typed) => {
      expect(() => readTime(typed, texts)).toThrow(UserError);
    },
  );

  test('as it is stored reads as itself', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1439 }), (minute) => {
        const text = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
        expect(readTime(text, texts)).toBe(text);
      }),
    );
  });
});

describe('a time zone', () => {
  test('of the runtime reads as itself, however it is capitalised', () => {
    for (const zone of Intl.supportedValuesOf('timeZone')) {
      expect(readZone(zone, texts)).toBe(zone);
      expect(readZone(zone.toLowerCase(), texts)).toBe(zone);
    }
  });

  test.each([
    ['damascus', 'Asia/Damascus'],
    ['new york', 'America/New_York'],
    ['UTC', 'UTC'],
  ])('%j is %s', (typed, zone) => {
    expect(readZone(typed, texts)).toBe(zone);
  });

  test.each(['Mars/Base', '', '+03:00', 'GMT+25'])('%j is refused', (typed) => {
    expect(() => readZone(typed, texts)).toThrow(UserError);
  });

  test('can always be used for a reminder', () => {
    for (const typed of ['UTC', 'GMT', 'US/Eastern', 'Asia/Calcutta', 'Europe/Kiev']) {
      expect(() => Temporal.Now.zonedDateTimeISO(readZone(typed, texts))).not.toThrow();
    }
  });
});

test('each choice of "when" reads as what it says', () => {
  for (const { name, value } of whenChoices(texts)) {
    expect(texts.reminders.when(readWhen(value, texts))).toBe(name);
  }
  for (const typed of ['', 'tomorrow', 'start,tomorrow'])
    expect(() => readWhen(typed, texts)).toThrow(UserError);
});

describe('a subject', async () => {
  const { context } = await startHudna();

  test.each([
    ['everything', { kind: 'everything' }],
    ['place:aleppo', { kind: 'place', id: 'aleppo' }],
    ['Aleppo', { kind: 'place', id: 'aleppo' }],
    ['حلب', { kind: 'place', id: 'aleppo' }],
    ['russia', { kind: 'party', id: 'russia' }],
    ['agreement:coh-2016-02', { kind: 'agreement', id: 'coh-2016-02' }],
    ['coh-2016-02', { kind: 'agreement', id: 'coh-2016-02' }],
  ])('%j', (typed, about) => {
    expect(readAbout(typed, context)).toEqual(about);
  });

  test.each(['', 'place:atlantis', 'best kebab in berlin'])('%j is refused', (typed) => {
    expect(() => readAbout(typed, context)).toThrow(UserError);
  });

  test('that is suggested can be picked', () => {
    for (const typed of ['', 'a', 'alep', 'russia', 'truce 2016', 'every']) {
      const suggestions = suggestAbout(typed, context);
      expect(suggestions.length, typed).toBeGreaterThan(0);
      expect(suggestions.length, typed).toBeLessThanOrEqual(25);
      for (const { value } of suggestions) expect(() => readAbout(value, context), value).not.toThrow();
    }
  });
});
