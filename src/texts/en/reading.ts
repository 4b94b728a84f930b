import { daysOf, nextDay } from '../../dataset/time.ts';
import type { Period, PeriodReading } from '../../search/period.ts';
import { dates } from './dates.ts';

/** What a search understood, said back to the asker. */

const lastDay = (to: string): string => {
  const date = new Date(`${to}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
};

const spanText = ({ from, to }: { readonly from: string; readonly to: string }): string => {
  if (nextDay(from) === to) return dates.day(from);
  const month = from.slice(0, 7);
  if (from.endsWith('-01') && daysOf(month).to === to) return dates.edtf(month);
  const year = from.slice(0, 4);
  if (from === `${year}-01-01` && to === `${Number(year) + 1}-01-01`) return year;
  return `${dates.day(from)} to ${dates.day(lastDay(to))}`;
};

const formText = ({ form, days, also = [] }: Period): string => {
  switch (form) {
    case 'since':
      return `since ${dates.day(days.from)}`;
    case 'before':
      return `before ${dates.day(days.to)}`;
    default:
      return [days, ...also].map(spanText).join(' and ');
  }
};

const months = new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' });
const monthText = (month: number): string => months.format(new Date(Date.UTC(2000, month - 1, 1)));

export const reading = {
  /** The ISO day before another. */
  dayBefore: lastDay,
  period: (period: PeriodReading): string => {
    if (period.kind === 'impossible') return period.typed;
    if (period.kind === 'yearless')
      return `${period.day ? `${period.day} ` : ''}${monthText(period.month)} of any year`;
    return formText(period);
  },
  /** How an ambiguous date was read; nothing where there was nothing to assume. */
  assumed: (period: PeriodReading): string | undefined => {
    if (period.kind !== 'period' || !period.assumed) return undefined;
    if (period.assumed === 'day first')
      return `“${period.typed}” was read with the day first, as ${formText(period)}.`;
    if (period.assumed === 'month first')
      return `“${period.typed}” was read with the month first, as ${formText(period)}.`;
    if (period.assumed === 'Islamic calendar')
      return `“${period.typed}” was read as ${formText(period)}, by the calculated Islamic calendar; it may be a day off.`;
    return `“${period.typed}” was read as ${formText(period)}.`;
  },
  noSuchDate: (typed: string, problem: 'no such month' | 'no such day', example: string): string =>
    `There is no such date as “${typed}”: ${problem === 'no such month' ? 'a year has twelve months' : 'that month has no such day'}. A date that works: \`${dates.edtf(example)}\`.`,
  corrected: (typed: string, as: string): string => `“${typed}” was read as ${as}.`,
  inForceThen: 'Nothing was announced or took effect then; these began earlier.',
  widerArea: 'Found by a wider area that takes in the place asked for.',
  aside: 'Settlements, mechanisms, proposals and background',
  uncovered: (place: string): string =>
    `No agreement in the dataset names ${place}. Those for wider areas or the whole country may have covered it.`,
  elsewhere: (name: string): string => `“${name}” is outside the Syrian war.`,
};
