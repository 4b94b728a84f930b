const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`;

/** `<t:…>`: a time that Discord shows in the reader's own zone. */
const timestamp = (ms: number, style: 'F' | 'R'): string => `<t:${Math.floor(ms / 1000)}:${style}>`;

/** What reminders say. */
export const reminders = {
  startsNow: 'Starts now',
  startsToday: 'Starts today',
  startsAtSunset: 'Starts today at sunset',
  startsInADay: 'Starts tomorrow',
  startsInADayAt: (instant: number): string => `Starts in a day, ${timestamp(instant, 'F')}`,
  startsInAWeek: (day: string): string => `Starts in a week, on ${day}`,
  startsInAWeekAt: (instant: number): string => `Starts in a week, ${timestamp(instant, 'F')}`,
  yearsSince: (years: number, day: string): string => `${count(years, 'year', 'years')} since ${day}`,
  announced: (when: string): string => `New in the dataset: starts ${when}`,
  moved: (before: string, after: string): string =>
    `The start has changed: it is ${after}, and was ${before}`,
  withdrawn: (before: string): string => `The start is no longer known: it was ${before}`,
  at: (instant: number): string => `${timestamp(instant, 'F')} (${timestamp(instant, 'R')})`,
  late: (due: number): string => `This reminder is late: it was due ${timestamp(due, 'F')}.`,
  several: (number: number): string => `${number} reminders`,
  openOne: 'Open the card of one',
};
