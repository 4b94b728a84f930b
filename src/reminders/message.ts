import { agreementContainer } from '../cards/agreement.ts';
import { listLine, openMenu } from '../cards/list.ts';
import { summarySection } from '../cards/summary.ts';
import type { Agreement } from '../dataset/schema.ts';
import { container, type MessageBody, separator, textDisplay } from '../message/build.ts';
import type { Texts } from '../texts/texts.ts';
import type { CalendarEntry } from './calendar.ts';
import type { Change, Occurrence } from './occurrences.ts';
import type { Schedule } from './schedule.ts';

/** The message of a reminder: the cards of what is due, each under a line that says why it comes now. */

/** From this age on a reminder says that it is late: 5 minutes, in milliseconds. */
const LATE = 5 * 60 * 1000;

/** One agreement is shown as its card, up to so many as summaries, more as a list. */
const MAX_SUMMARIES = 8;

/** Characters of a message's 4,000 that these may take together. */
const BUDGET = 3400;

const dayOrTime = (local: string, texts: Texts): string => {
  const [day = '', time] = local.split('T');
  return time === undefined ? texts.dates.day(day) : `${texts.dates.day(day)}, ${time}`;
};

const startText = ({ start }: CalendarEntry, texts: Texts): string => {
  if (!start) return '';
  return start.instant === null ? texts.dates.day(start.day) : texts.reminders.at(start.instant);
};

const changeText = (change: Change | undefined, entry: CalendarEntry, texts: Texts): string => {
  const { reminders } = texts;
  if (!change?.before) return reminders.announced(startText(entry, texts));
  const before = dayOrTime(change.before, texts);
  return change.after ? reminders.moved(before, startText(entry, texts)) : reminders.withdrawn(before);
};

/**
 * Why an agreement is spoken of now: `Starts now`, `10 years since 27 February 2016`. `plain` leaves out times
 * that only Discord can show.
 */
export const occasion = (
  occurrence: Occurrence,
  agreement: Agreement,
  { calendar, changes }: Schedule,
  texts: Texts,
  { plain = false } = {},
): string => {
  const { reminders } = texts;
  const entry = calendar.byAgreement.get(agreement.id);
  const start = entry?.start;
  if (occurrence.kind === 'announced' || occurrence.kind === 'moved') {
    const change = changes.find(
      ({ agreement, at }) => agreement === occurrence.agreement && at === occurrence.at,
    );
    return entry ? changeText(change, entry, texts) : '';
  }
  if (!start) return '';
  const { day } = start;
  const instant = plain ? null : start.instant;
  switch (occurrence.kind) {
    case 'start':
      if (instant !== null) return reminders.startsNow;
      return agreement.effective?.precision === 'sunset' ? reminders.startsAtSunset : reminders.startsToday;
    case 'day before':
      return instant === null ? reminders.startsInADay : reminders.startsInADayAt(instant);
    case 'week before':
      return instant === null
        ? reminders.startsInAWeek(texts.dates.day(day))
        : reminders.startsInAWeekAt(instant);
    case 'anniversary':
      return reminders.yearsSince(Number(occurrence.detail) - Number(day.slice(0, 4)), texts.dates.day(day));
  }
};

/** Whether a message that was due at an instant is late now. */
export const isLate = (dueAt: number, now: number): boolean => now - dueAt >= LATE;

/** What a message is about, when it was due, whom it mentions, and whether it is late. */
export type Reminder = {
  readonly occurrences: readonly Occurrence[];
  readonly dueAt: number;
  readonly late: boolean;
  readonly roles: readonly string[];
};

type Subject = { readonly agreement: Agreement; readonly occasion: string };

const card = (
  { agreement, occasion }: Subject,
  { dataset }: Schedule,
  texts: Texts,
): MessageBody['components'][number] =>
  agreementContainer(dataset, agreement, texts, { heading: `**${occasion}**`, budget: BUDGET });

const summaries = (
  subjects: readonly Subject[],
  schedule: Schedule,
  texts: Texts,
): MessageBody['components'] | undefined => {
  const components = subjects.map(({ agreement, occasion }) =>
    summarySection(schedule.dataset, agreement, texts, `**${occasion}**`),
  );
  const length = components
    .flatMap(({ components }) => components)
    .reduce((sum, { content }) => sum + content.length, 0);
  return length <= BUDGET ? [container(components)] : undefined;
};

const list = (subjects: readonly Subject[], texts: Texts): MessageBody['components'] => {
  const lines: string[] = [];
  let used = 0;
  for (const { agreement, occasion } of subjects) {
    const line = `${listLine(agreement, texts)} · ${occasion}`;
    if (used + line.length + 1 > BUDGET) break;
    lines.push(line);
    used += line.length + 1;
  }
  const left = subjects.length - lines.length;
  return [
    container([
      textDisplay(`### ${texts.reminders.several(subjects.length)}`),
      separator(),
      textDisplay([...lines, ...(left > 0 ? [`-# ${texts.card.more(left)}`] : [])].join('\n')),
      openMenu([...new Set(subjects.map(({ agreement }) => agreement))], texts.reminders.openOne, texts),
    ]),
  ];
};

/** The body of a reminder. Nothing of it mentions anybody but the roles that were chosen. */
export const reminderMessage = (
  { occurrences, dueAt, late, roles }: Reminder,
  schedule: Schedule,
  texts: Texts,
): MessageBody => {
  const subjects = occurrences.flatMap((occurrence) => {
    const agreement = schedule.dataset.agreement.get(occurrence.agreement);
    return agreement ? [{ agreement, occasion: occasion(occurrence, agreement, schedule, texts) }] : [];
  });
  const head = [...roles.map((role) => `<@&${role}>`), ...(late ? [texts.reminders.late(dueAt)] : [])].join(
    ' ',
  );
  const [only] = subjects;
  const components =
    only && subjects.length === 1
      ? [card(only, schedule, texts)]
      : ((subjects.length <= MAX_SUMMARIES ? summaries(subjects, schedule, texts) : undefined) ??
        list(subjects, texts));
  return {
    components: [...(head === '' ? [] : [textDisplay(head)]), ...components],
    ...(roles.length > 0 ? { allowedRoles: roles } : {}),
  };
};
