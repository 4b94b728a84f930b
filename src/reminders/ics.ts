import ical from 'ical-generator';
import type { Attachment } from '../message/build.ts';
import type { Texts } from '../texts/texts.ts';
import { occasion } from './message.ts';
import type { Occurrence } from './occurrences.ts';
import type { Schedule } from './schedule.ts';

/** A reminder takes no time, but calendars hide what lasts none: a quarter of an hour, in milliseconds. */
const LENGTH = 15 * 60 * 1000;

/** Occurrences as an iCalendar file, each once. */
export const calendarFile = (
  occurrences: readonly Occurrence[],
  schedule: Schedule,
  texts: Texts,
  now: Date,
): Attachment => {
  const calendar = ical({
    name: texts.reminders.calendarName,
    prodId: { company: 'Hudna', product: 'Reminders', language: 'EN' },
  });
  for (const occurrence of new Map(occurrences.map((one) => [`${one.key}@${one.at}`, one])).values()) {
    const agreement = schedule.dataset.agreement.get(occurrence.agreement);
    if (!agreement) continue;
    const [source] = agreement.announced.sources.flatMap((id) => schedule.dataset.sources.get(id)?.url ?? []);
    calendar.createEvent({
      id: `${occurrence.key.replaceAll(/[^\w-]/g, '-')}@hudna`,
      stamp: now,
      start: new Date(occurrence.at),
      end: new Date(occurrence.at + LENGTH),
      summary: `${occasion(occurrence, agreement, schedule, texts, { plain: true })}: ${agreement.name}`,
      ...(agreement.aliases.ar[0] ? { description: agreement.aliases.ar[0] } : {}),
      ...(source ? { url: source } : {}),
    });
  }
  return { name: 'hudna-reminders.ics', data: new TextEncoder().encode(calendar.toString()) };
};
