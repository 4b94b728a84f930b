import { describe, expect, test } from 'vitest';
import type { Agreement } from '../../src/dataset/schema.ts';
import type { MessageBody } from '../../src/message/build.ts';
import { breaches } from '../../src/message/limits.ts';
import { startCalendar } from '../../src/reminders/calendar.ts';
import { calendarFile } from '../../src/reminders/ics.ts';
import { isLate, reminderMessage } from '../../src/reminders/message.ts';
import { type Occurrence, occurrencesIn } from '../../src/reminders/occurrences.ts';
import type { Schedule } from '../../src/reminders/schedule.ts';
import { textsFor } from '../../src/texts/texts.ts';
import { agreementOf, datasetOf, effectiveOf, realDataset, ruleOf } from './fixtures.ts';

const texts = textsFor('en-GB');
const dataset = realDataset();

const scheduleOf = (of = dataset): Schedule => ({
  dataset: of,
  calendar: startCalendar(of),
  changes: [],
  fingerprint: 'f',
  reckonFrom: 0,
});

const roles = ['100000000000000001', '100000000000000002'];
const textOf = (body: MessageBody): string => JSON.stringify(body.components);

const message = (occurrences: readonly Occurrence[], late = 0, schedule = scheduleOf()): MessageBody => {
  const dueAt = occurrences[0]?.at ?? 0;
  return reminderMessage({ occurrences, dueAt, late: isLate(dueAt, dueAt + late), roles }, schedule, texts);
};

describe('a reminder', () => {
  const year = occurrencesIn(scheduleOf().calendar, ruleOf(), {
    from: Date.parse('2027-01-01T00:00Z'),
    to: Date.parse('2028-01-01T00:00Z'),
  });

  test('of any agreement is a message that Discord takes, late and with mentions too', () => {
    expect(year.length).toBeGreaterThan(100);
    for (const occurrence of year) {
      expect(breaches(message([occurrence], 3_600_000)), occurrence.key).toEqual([]);
    }
  });

  test.each([2, 3, 4, 10, 25, 26, 60, 150])(
    'of %d agreements is one such message, that leads to each',
    (many) => {
      for (let from = 0; from + many <= year.length; from += many) {
        const some = year.slice(from, from + many);
        const body = message(some, 3_600_000);
        expect(breaches(body)).toEqual([]);
        for (const { agreement } of some.slice(0, 25))
          expect(textOf(body)).toMatch(new RegExp(`["|]${agreement}"`));
      }
    },
  );

  test('names why it comes, and the roles that were chosen, and nobody else', () => {
    const [occurrence] = year.filter(({ agreement }) => agreement === 'coh-2016-02');
    if (!occurrence) throw new Error('no anniversary');
    const body = message([occurrence]);
    expect(textOf(body)).toContain('11 years since 27 February 2016');
    expect(body.allowedRoles).toEqual(roles);
    expect(textOf(body)).not.toContain('This reminder is late');
    expect(textOf(message([occurrence], 5 * 60_000))).toContain('This reminder is late');
  });

  test.each([
    ['2027-03-10T12:00', 'minute', 'Starts now'],
    ['2027-03-10', 'day', 'Starts today'],
    ['2027-03-10', 'sunset', 'Starts today at sunset'],
  ] as const)('of a start at %s (%s) says "%s"', (local, precision, words) => {
    const agreement: Agreement = agreementOf({ id: 'one', effective: effectiveOf(local, precision) });
    const schedule = scheduleOf(datasetOf([agreement]));
    const occurrences = occurrencesIn(schedule.calendar, ruleOf(), {
      from: Date.parse('2027-01-01T00:00Z'),
      to: Date.parse('2028-01-01T00:00Z'),
    });
    expect(textOf(message(occurrences, 0, schedule))).toContain(`**${words}**`);
  });

  test('a calendar file holds each occurrence once, in words that any calendar shows', () => {
    const file = calendarFile([...year, ...year], scheduleOf(), texts, new Date('2026-12-01T00:00Z'));
    const text = new TextDecoder().decode(file.data);
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(year.length);
    expect(text).not.toContain('<t:');
    expect(text).toContain('DTSTART:20270227T060000Z');
  });
});
