import { TZDate } from '@date-fns/tz';
import { formatISO } from 'date-fns/formatISO';
import type { Agreement, Effective } from './schema.ts';

/**
 * Time in the dataset: wall-clock texts with a zone, and EDTF dates, made into instants and days.
 * Days are ISO texts (`2017-07-09`), which sort and compare as they stand.
 */

export const DAMASCUS = 'Asia/Damascus';

/** A half-open run of calendar days: `from` is in it, `to` is not. */
export type Days = { readonly from: string; readonly to: string };

const DAY_MS = 86_400_000;

/** The ISO day of an instant in UTC, in which each day has 24 hours. */
const utcDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The day after an ISO day. */
export const nextDay = (iso: string): string => utcDay(Date.parse(iso) + DAY_MS);

/** Whether an ISO day exists (`2017-02-31` does not). */
export const dayExists = (iso: string): boolean => {
  const ms = Date.parse(iso);
  return !Number.isNaN(ms) && utcDay(ms) === iso;
};

// EDTF level 1 seasons: 21 spring, 22 summer, 23 autumn, 24 winter (here the winter that begins in the year).
const SEASON_START = { '21': '03', '22': '06', '23': '09', '24': '12' } as const;
const isSeason = (month: string): month is keyof typeof SEASON_START => month in SEASON_START;

const daysOfOne = (edtf: string): Days => {
  const [year = '', month, dayOfMonth] = edtf.replace(/[?~%]$/, '').split('-');
  if (dayOfMonth !== undefined) {
    const from = `${year}-${month}-${dayOfMonth}`;
    return { from, to: dayExists(from) ? nextDay(from) : from };
  }
  if (month === undefined) return { from: `${year}-01-01`, to: `${Number(year) + 1}-01-01` };
  const first = Number(isSeason(month) ? SEASON_START[month] : month);
  const last = first + (isSeason(month) ? 3 : 1);
  return {
    from: utcDay(Date.UTC(Number(year), first - 1)),
    to: utcDay(Date.UTC(Number(year), last - 1)),
  };
};

/** The days that an EDTF date takes in. An open end (`2016-05/..`) reaches to the year 9999. */
export const daysOf = (edtf: string): Days => {
  const [first = edtf, last] = edtf.split('/');
  if (last === undefined) return daysOfOne(first);
  return { from: daysOfOne(first).from, to: last === '..' ? '9999-12-31' : daysOfOne(last).to };
};

export const isApproximate = (edtf: string): boolean => /[?~%]/.test(edtf);

export const overlaps = (a: Days, b: Days): boolean => a.from < b.to && b.from < a.to;

/** The instant of a wall-clock (`2017-07-09T12:00`) in an IANA zone. A time in a DST gap moves forward by the gap. */
export const instantOf = (local: string, zone: string): Date => {
  const [date = '', time = '00:00'] = local.split('T');
  const [year = 0, month = 1, dayOfMonth = 1] = date.split('-').map(Number);
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return new Date(new TZDate(year, month - 1, dayOfMonth, hours, minutes, zone).getTime());
};

/** The calendar day of an instant in a zone. */
export const dayIn = (instant: Date, zone: string): string =>
  formatISO(new TZDate(instant.getTime(), zone), { representation: 'date' });

/** The instant at which it took effect, or null where only the day, the month or "sunset" is known. */
export const effectiveInstant = (effective: Effective): Date | null =>
  effective.precision === 'minute' || effective.precision === 'hour'
    ? instantOf(effective.local, effective.zone)
    : null;

/** The local days in which it took effect: one day, or a month. */
export const effectiveDays = (effective: Effective): Days => daysOf(effective.local.slice(0, 10));

/** The days that may be the day of its announcement, the days of signing and in UTC included. */
export const announcedDays = (agreement: Agreement): readonly Days[] => {
  const { date, between, signed, utcDate } = agreement.announced;
  const span = between && { from: daysOf(between[0]).from, to: daysOf(between[1]).to };
  return [date, signed, utcDate].flatMap((edtf) => (edtf ? [daysOf(edtf)] : [])).concat(span ?? []);
};

/** The first day on which it counts as begun: taken effect where known, else announced. */
export const startDay = (agreement: Agreement): string =>
  agreement.effective ? effectiveDays(agreement.effective).from : daysOf(agreement.announced.date).from;

/**
 * The last days on which it may have held, or null where no end is known. For an end "between" two dates,
 * both are in it.
 */
export const endDays = (agreement: Agreement): Days | null => {
  const { date, between } = agreement.ended;
  if (between) return { from: daysOf(between[0]).from, to: daysOf(between[1]).to };
  return date ? daysOf(date) : null;
};
