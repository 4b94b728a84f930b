import { addDays } from 'date-fns/addDays';
import { addMonths } from 'date-fns/addMonths';
import { addYears } from 'date-fns/addYears';
import { formatISO } from 'date-fns/formatISO';
import { parseISO } from 'date-fns/parseISO';
import { startOfISOWeek } from 'date-fns/startOfISOWeek';
import { type Days, dayExists, daysOf, nextDay } from '../dataset/time.ts';
import { holidayAt, holidayDays, yearBeside } from './holidays.ts';
import { monthKey, monthNames } from './months.ts';
import type { Assumption, Impossible, Period, PeriodForm, Yearless } from './period.ts';
import { isNumber, isSign, isWord, isYear, joined, type Token, words } from './period-tokens.ts';

/** Single dates as people type them: days, months, years, seasons, quarters and their parts. */

/** A date, or a part of one, and the index of the token after it. */
export type Point = {
  readonly next: number;
  readonly year?: number;
  readonly month?: number;
  readonly day?: number;
  readonly days?: Days;
  /** Further days that were meant as well. */
  readonly also?: readonly Days[];
  readonly form: PeriodForm;
  readonly assumed?: Assumption;
  readonly other?: Omit<Period, 'typed'> | Omit<Yearless, 'typed'>;
};

/** A date that no calendar has, and the index of the token after it. */
export type Wrong = Omit<Impossible, 'typed'> & { readonly next: number };

/** What stands at a token: a date, one that does not exist, or null for neither. */
export type Read = Point | Wrong | null;

const ORDINAL = words('st nd rd th er ere е го ое й');

const OF = words('of de du в في من');

const LAST = words('last previous past прошлый прошлого прошлом прошлое прошлым');

const THIS = words('this current этот этого этом');

const NEXT = words('next coming');

const EARLY = words('early beginning start debut начало начале anfang اوايل');

const MID = words('mid middle середина середине mitte منتصف');

const LATE = words('late end fin конец конце ende اواخر');

const SEASONS: ReadonlyMap<string, 21 | 22 | 23 | 24> = new Map([
  ...'spring printemps весна весной весны fruhling fruhjahr ilkbahar ربيع'
    .split(' ')
    .map((w) => [w, 21] as const),
  ...'summer ete лето летом лета sommer yaz صيف'.split(' ').map((w) => [w, 22] as const),
  ...'autumn fall automne осень осенью осени herbst sonbahar خريف'.split(' ').map((w) => [w, 23] as const),
  ...'winter hiver зима зимой зимы kis شتاء شتا'.split(' ').map((w) => [w, 24] as const),
]);

const WEEK = words('week weeks semaine woche неделя неделе недели semana hafta haftasi اسبوع');

const HALF = words('half moitie halfte половина половине mitad نصف');

const PARTS: ReadonlyMap<string, number> = new Map([
  ['first', 1],
  ['1st', 1],
  ['second', 2],
  ['2nd', 2],
  ['third', 3],
  ['fourth', 4],
  ['4th', 4],
  ['premiere', 1],
  ['deuxieme', 2],
  ['erste', 1],
  ['ersten', 1],
  ['zweite', 2],
  ['zweiten', 2],
  ['первая', 1],
  ['первои', 1],
  ['вторая', 2],
  ['второи', 2],
  ['primera', 1],
  ['segunda', 2],
  ['ilk', 1],
]);

/** Month names that are everyday words too: without a number or a year beside them they say nothing. */
export const DOUBTFUL_MONTHS = words('may mar march sep mart sat اب ماي');

/** A date as an ISO day, in the zone of the process: for dates that were made of ISO days. */
export const day = (date: Date): string => formatISO(date, { representation: 'date' });

const pad = (value: number): string => String(value).padStart(2, '0');

const isoDay = (year: number, month: number, date: number): string =>
  `${String(year).padStart(4, '0')}-${pad(month)}-${pad(date)}`;

/** `16` as a year: from 2011, when the war began, to the year of today. */
const shortYear = (token: Token | undefined, today: string): number | null => {
  if (!isNumber(token, 2)) return null;
  const year = 2000 + Number(token.text);
  return year >= 2011 && year <= Number(today.slice(0, 4)) ? year : null;
};

const wrongMonth = (next: number, year: number): Wrong => ({
  kind: 'impossible',
  problem: 'no such month',
  example: `${year}-12`,
  next,
});

const wrongDay = (next: number, year: number, month: number): Wrong => ({
  kind: 'impossible',
  problem: 'no such day',
  example: day(addDays(addMonths(parseISO(isoDay(year, month, 1)), 1), -1)),
  next,
});

/** A day, or that it does not exist. Months count from 1. */
export const dayPoint = (
  next: number,
  year: number,
  month: number,
  date: number,
  extra: Partial<Point> = {},
): Read => {
  if (month < 1 || month > 12) return wrongMonth(next, year);
  if (date < 1 || !dayExists(isoDay(year, month, date))) return wrongDay(next, year, month);
  const iso = isoDay(year, month, date);
  return { next, year, month, day: date, days: { from: iso, to: nextDay(iso) }, form: 'day', ...extra };
};

/** A month of a year, or that it does not exist. Months count from 1. */
export const monthPoint = (next: number, year: number, month: number, extra: Partial<Point> = {}): Read =>
  month < 1 || month > 12
    ? wrongMonth(next, year)
    : { next, year, month, days: daysOf(`${year}-${pad(month)}`), form: 'month', ...extra };

const yearPoint = (next: number, year: number): Point => ({
  next,
  year,
  days: daysOf(String(year)),
  form: 'year',
});

/** The month name at an index (`Sept.`, `تشرين الثاني`), with the index after it. */
const monthAt = (
  tokens: readonly Token[],
  index: number,
): { month: number; next: number; doubtful: boolean } | null => {
  const first = tokens[index];
  if (first?.kind !== 'word') return null;
  const bare = (word: string): string =>
    monthKey(word.startsWith('ال') && word.length >= 5 ? word.slice(2) : word);
  const second = tokens[index + 1];
  const two =
    second?.kind === 'word' ? monthNames.get(`${bare(first.text)} ${bare(second.text)}`) : undefined;
  if (two !== undefined) return { month: two, next: index + 2, doubtful: false };
  const one = monthNames.get(bare(first.text)) ?? monthNames.get(bare(first.text.replace(/^[بوفل]/, '')));
  if (one === undefined) return null;
  const dot = isSign(second, '.') && joined(tokens, index + 1) && first.text.length <= 4;
  return { month: one, next: index + (dot ? 2 : 1), doubtful: DOUBTFUL_MONTHS.has(first.text) };
};

/** `2017-07-09`, `2017/07`, `2017-13`. */
const yearFirst = (tokens: readonly Token[], index: number): Read => {
  const [year, sign, month, sign2, date] = tokens.slice(index, index + 5);
  if (!isYear(year) || !isSign(sign, '-/.') || !isNumber(month) || month.text.length > 2) return null;
  if (!joined(tokens, index + 1) || !joined(tokens, index + 2)) return null;
  const y = Number(year.text);
  const m = Number(month.text);
  if (isSign(sign2, sign.text) && isNumber(date) && date.text.length <= 2 && joined(tokens, index + 4)) {
    return dayPoint(index + 5, y, m, Number(date.text));
  }
  // "2016-17" and "2016/17" are two years, for no month has that number.
  if (m > 12 && m === (y + 1) % 100) {
    return { next: index + 3, days: { from: `${y}-01-01`, to: `${y + 2}-01-01` }, form: 'range' };
  }
  if (month.text.length < 2 && sign.text === '.') return null;
  return monthPoint(index + 3, y, m);
};

/** `20170709`. */
const yearMonthDay = (tokens: readonly Token[], index: number): Read => {
  const token = tokens[index];
  if (!isNumber(token, 8) || !/^20[12]\d(?:0[1-9]|1[0-2])/.test(token.text)) return null;
  const [year, month, date] = [token.text.slice(0, 4), token.text.slice(4, 6), token.text.slice(6)];
  return dayPoint(index + 1, Number(year), Number(month), Number(date));
};

/** `Ramadan 2016`, `2016 Eid al-Fitr`, `Eid 2016`: by calculation, so a day more or less. */
const holidayPoint = (tokens: readonly Token[], index: number): Read => {
  const leading = isYear(tokens[index]) ? Number(tokens[index]?.text) : undefined;
  const found = holidayAt(tokens, leading === undefined ? index : index + 1);
  if (!found) return null;
  const beside = leading === undefined ? yearBeside(tokens, found.next) : { year: leading, next: found.next };
  if (!beside) return null;
  const [days, ...also] = holidayDays(found.holiday, beside.year);
  return {
    next: beside.next,
    days,
    ...(also.length > 0 && { also }),
    form: 'range',
    assumed: 'Islamic calendar',
  };
};

/** `first week of July 2018`, `the second half of June 2017`, `last week of 2016`. */
const partOfMonth = (tokens: readonly Token[], index: number, today: string): Read => {
  const first = tokens[index];
  const last = isWord(first, LAST);
  const ordinal = isNumber(first, 1) ? Number(first.text) : first && PARTS.get(first.text);
  if (!first || (!last && ordinal === undefined)) return null;
  const at = isNumber(first) ? afterOrdinal(tokens, index + 1) : index + 1;
  const unit = tokens[at];
  const week = isWord(unit, WEEK);
  if (!week && !isWord(unit, HALF)) return null;
  let next = at + 1;
  while (isWord(tokens[next], OF) || tokens[next]?.text === 'the') next += 1;
  const whole = monthThen(tokens, next, today) ?? bareYear(tokens, next);
  if (!whole || 'problem' in whole || !whole.days || next === at + 1) return null;
  const { from, to } = whole.days;
  const start = parseISO(from);
  const end = parseISO(to);
  if (week) {
    const begin = last ? addDays(end, -7) : addDays(start, 7 * ((ordinal ?? 1) - 1));
    const stop = addDays(begin, 7);
    return {
      next: whole.next,
      days: { from: day(begin), to: stop < end ? day(stop) : to },
      form: 'range',
    };
  }
  if (whole.form !== 'month') return null;
  const middle = addDays(start, 15);
  return {
    next: whole.next,
    days: last || ordinal === 2 ? { from: day(middle), to } : { from, to: day(middle) },
    form: 'range',
  };
};

/** `9/7/2017`, `09.07.17`, `07/2017`. Day first, unless only the other order is a date. */
const numbersFirst = (tokens: readonly Token[], index: number, today: string): Read => {
  const [a, sign, b, sign2, c] = tokens.slice(index, index + 5);
  if (!isNumber(a) || a.text.length > 2 || !isSign(sign, '-/.') || !isNumber(b)) return null;
  if (!joined(tokens, index + 1) || !joined(tokens, index + 2)) return null;
  if (isYear(b)) return monthPoint(index + 3, Number(b.text), Number(a.text));
  if (b.text.length > 2 || !isSign(sign2, sign.text) || !joined(tokens, index + 4)) return null;
  const year = isYear(c) ? Number(c.text) : shortYear(c, today);
  if (year === null) return null;
  const [first, second] = [Number(a.text), Number(b.text)];
  const next = index + 5;
  const dayFirst = dayPoint(next, year, second, first, { assumed: 'day first' });
  const monthFirst = dayPoint(next, year, first, second, { assumed: 'month first' });
  if (!dayFirst || 'problem' in dayFirst) {
    return monthFirst && !('problem' in monthFirst) ? monthFirst : dayFirst;
  }
  // With dots the day always comes first.
  if (first === second || sign.text === '.' || !monthFirst || 'problem' in monthFirst || !monthFirst.days) {
    const { assumed: _, ...sure } = dayFirst;
    return sure;
  }
  return {
    ...dayFirst,
    other: { kind: 'period', days: monthFirst.days, form: 'day', assumed: 'month first' },
  };
};

const withoutComma = (tokens: readonly Token[], index: number): number =>
  isSign(tokens[index], ',') || isSign(tokens[index], '.') ? index + 1 : index;

const withoutOf = (tokens: readonly Token[], index: number): number =>
  isWord(tokens[index], OF) ? index + 1 : index;

/** The token after an ordinal's ending: `9th`, `1er`, `4.` */
export const afterOrdinal = (tokens: readonly Token[], index: number): number =>
  (isWord(tokens[index], ORDINAL) || isSign(tokens[index], '.')) && joined(tokens, index) ? index + 1 : index;

/** `9 July 2017`, `the 4th of May`, `4. Mai 2016`, `٩ تموز ٢٠١٧`. */
export const dayThenMonth = (tokens: readonly Token[], index: number, today: string): Read => {
  const date = tokens[index];
  if (!isNumber(date) || date.text.length > 2) return null;
  const month = monthAt(tokens, withoutOf(tokens, afterOrdinal(tokens, index + 1)));
  if (!month) return null;
  const at = withoutOf(tokens, withoutComma(tokens, month.next));
  const apostrophe = isSign(tokens[at], "'’");
  const yearToken = tokens[apostrophe ? at + 1 : at];
  const year = isYear(yearToken) ? Number(yearToken.text) : shortYear(yearToken, today);
  if (year !== null) return dayPoint(apostrophe ? at + 2 : at + 1, year, month.month, Number(date.text));
  return yearlessDay(month.next, month.month, Number(date.text));
};

// 2016 is a leap year: 29 February is a day of some year.
const yearlessDay = (next: number, month: number, date: number): Read =>
  dayExists(isoDay(2016, month, date))
    ? { next, month, day: date, form: 'day' }
    : wrongDay(next, 2016, month);

/** `July 2017`, `July 9, 2017`, `sept 16`, `July '17`, `July`. */
const monthThen = (tokens: readonly Token[], index: number, today: string): Read => {
  const month = monthAt(tokens, index);
  if (!month) return null;
  const at = withoutOf(tokens, withoutComma(tokens, month.next));
  const token = tokens[at];
  if (isYear(token)) return monthPoint(at + 1, Number(token.text), month.month);
  if (isSign(token, "'’")) {
    const year = shortYear(tokens[at + 1], today);
    if (year !== null) return monthPoint(at + 2, year, month.month);
  }
  if (isSign(token, '-/') && isYear(tokens[at + 1]) && !isSign(tokens[at + 2], '-')) {
    return monthPoint(at + 2, Number(tokens[at + 1]?.text), month.month);
  }
  const number = tokens[month.next];
  if (isNumber(number) && number.text.length <= 2) {
    const ordinal = afterOrdinal(tokens, month.next + 1);
    const afterDay = withoutOf(tokens, withoutComma(tokens, ordinal));
    const yearToken = tokens[afterDay];
    if (isYear(yearToken))
      return dayPoint(afterDay + 1, Number(yearToken.text), month.month, Number(number.text));
    const yearless = yearlessDay(ordinal, month.month, Number(number.text));
    const year = ordinal === month.next + 1 ? shortYear(number, today) : null;
    if (year === null) return yearless;
    const other =
      yearless && !('problem' in yearless)
        ? { other: { kind: 'yearless' as const, month: month.month, day: Number(number.text) } }
        : {};
    return monthPoint(month.next + 1, year, month.month, { assumed: 'two-digit year', ...other });
  }
  return { next: month.next, month: month.month, form: 'month' };
};

/** `2017 July`, `2017 July 9`. */
const yearThenMonth = (tokens: readonly Token[], index: number): Read => {
  const year = tokens[index];
  if (!isYear(year)) return null;
  const month = monthAt(tokens, withoutComma(tokens, index + 1));
  if (!month || month.doubtful || isYear(tokens[month.next])) return null;
  const date = tokens[month.next];
  return isNumber(date) && date.text.length <= 2
    ? dayPoint(month.next + 1, Number(year.text), month.month, Number(date.text))
    : monthPoint(month.next, Number(year.text), month.month);
};

const seasonDays = (year: number, season: 21 | 22 | 23 | 24): Days => daysOf(`${year}-${season}`);

/** The latest season of a kind that was over before a day. */
const lastSeason = (season: 21 | 22 | 23 | 24, today: string): Days => {
  const year = Number(today.slice(0, 4));
  return (
    [year, year - 1].map((candidate) => seasonDays(candidate, season)).find(({ to }) => to <= today) ??
    seasonDays(year - 2, season)
  );
};

/** `summer 2017`, `winter of 2016/17`, `2017 summer`, `last summer`. */
const seasonAt = (tokens: readonly Token[], index: number, today: string): Read => {
  const first = tokens[index];
  const lead = isWord(first, LAST) || isWord(first, THIS) ? index + 1 : isYear(first) ? index + 1 : index;
  const word = tokens[lead];
  const season = word?.kind === 'word' ? SEASONS.get(word.text) : undefined;
  if (season === undefined) return null;
  if (isWord(first, LAST)) return { next: lead + 1, days: lastSeason(season, today), form: 'season' };
  if (isWord(first, THIS)) {
    return { next: lead + 1, days: seasonDays(Number(today.slice(0, 4)), season), form: 'season' };
  }
  if (isYear(first)) return { next: lead + 1, days: seasonDays(Number(first.text), season), form: 'season' };
  const at = withoutOf(tokens, lead + 1);
  const year = tokens[at];
  if (!isYear(year)) return null;
  // A winter of two years is the one that begins in the first.
  const second = isSign(tokens[at + 1], '/-') && isNumber(tokens[at + 2]) && joined(tokens, at + 2);
  return {
    next: second ? at + 3 : at + 1,
    days: seasonDays(Number(year.text), season),
    form: 'season',
  };
};

const monthsFrom = (year: number, firstMonth: number, count: number): Days => {
  const from = isoDay(year, firstMonth, 1);
  return { from, to: day(addMonths(parseISO(from), count)) };
};

/** `Q3 2016`, `2016 Q3`, `2016-Q3`, `third quarter of 2016`, `H1 2016`, `first half of 2016`. */
const quarterAt = (tokens: readonly Token[], index: number): Read => {
  const leading = isYear(tokens[index]) ? tokens[index] : undefined;
  let at = leading ? (isSign(tokens[index + 1], '-') ? index + 2 : index + 1) : index;
  const word = tokens[at];
  if (word?.kind !== 'word') return null;
  let part: number | undefined;
  let unit: string | undefined;
  if (/^[qhtк]$/.test(word.text) && isNumber(tokens[at + 1], 1) && joined(tokens, at + 1)) {
    part = Number(tokens[at + 1]?.text);
    unit = word.text === 'h' ? 'half' : 'quarter';
    at += 2;
  } else {
    part = PARTS.get(word.text);
    unit = tokens[at + 1]?.text;
    at += 2;
  }
  if (part === undefined || part < 1 || (unit !== 'quarter' && unit !== 'half')) return null;
  const size = unit === 'half' ? 6 : 3;
  if (part > 12 / size) return null;
  if (!leading) at = withoutOf(tokens, at);
  const year = leading ?? tokens[at];
  if (!isYear(year)) return null;
  return {
    next: leading ? at : at + 1,
    days: monthsFrom(Number(year.text), (part - 1) * size + 1, size),
    form: unit,
  };
};

/**
 * `early 2017`, `mid-July 2016`, `the end of 2016`. Thirds: of a year four months each, of a season one
 * month each, of a month days 1–10, 11–20 and the rest.
 */
const partAt = (tokens: readonly Token[], index: number, today: string): Read => {
  const first = tokens[index];
  const part = isWord(first, EARLY) ? 0 : isWord(first, MID) ? 1 : isWord(first, LATE) ? 2 : null;
  if (part === null) return null;
  let at = index + 1;
  if (isSign(tokens[at], '-')) at += 1;
  at = withoutOf(tokens, at);
  if (tokens[at]?.text === 'the') at += 1;
  const whole = seasonAt(tokens, at, today) ?? monthThen(tokens, at, today) ?? bareYear(tokens, at);
  if (!whole || 'problem' in whole || !whole.days) return null;
  const form = (['early', 'mid', 'late'] as const)[part];
  if (form === undefined) return null;
  const start = parseISO(whole.days.from);
  const end = parseISO(whole.days.to);
  if (whole.form === 'year' || whole.form === 'season') {
    const months = whole.form === 'year' ? 4 : 1;
    const from = addMonths(start, part * months);
    return { next: whole.next, days: { from: day(from), to: day(addMonths(from, months)) }, form };
  }
  if (whole.form !== 'month') return null;
  const from = addDays(start, part * 10);
  return {
    next: whole.next,
    days: { from: day(from), to: part === 2 ? day(end) : day(addDays(from, 10)) },
    form,
  };
};

const weeks = (date: Date, count: number): Date => addDays(date, count * 7);

/** `last month`, `this year`, `last May`, `last 3 months`. */
const relativeAt = (tokens: readonly Token[], index: number, today: string): Read => {
  const first = tokens[index];
  const step = isWord(first, LAST) ? -1 : isWord(first, THIS) ? 0 : isWord(first, NEXT) ? 1 : null;
  if (step === null) return null;
  const now = parseISO(today);
  const unit = tokens[index + 1];
  if (step === -1 && isNumber(unit)) {
    const name = tokens[index + 2]?.text.replace(/s$/, '');
    const count = -Number(unit.text);
    if (count < -999) return null;
    const back = { day: addDays, week: weeks, month: addMonths, year: addYears };
    if (name !== 'day' && name !== 'week' && name !== 'month' && name !== 'year') return null;
    return {
      next: index + 3,
      days: { from: day(back[name](now, count)), to: nextDay(today) },
      form: 'range',
    };
  }
  if (unit?.text === 'year') return yearPoint(index + 2, now.getFullYear() + step);
  if (unit?.text === 'month')
    return { next: index + 2, days: daysOf(day(addMonths(now, step)).slice(0, 7)), form: 'month' };
  if (unit?.text === 'week') {
    const monday = addDays(startOfISOWeek(now), step * 7);
    return { next: index + 2, days: { from: day(monday), to: day(addDays(monday, 7)) }, form: 'range' };
  }
  const month = monthAt(tokens, index + 1);
  if (!month || isNumber(tokens[month.next])) return null;
  const thisYears = daysOf(`${today.slice(0, 4)}-${pad(month.month)}`);
  const year =
    now.getFullYear() +
    (step === -1 ? (thisYears.to <= today ? 0 : -1) : step === 1 && thisYears.from <= today ? 1 : 0);
  return monthPoint(month.next, year, month.month);
};

const bareYear = (tokens: readonly Token[], index: number): Point | null => {
  const token = tokens[index];
  return isYear(token) ? yearPoint(index + 1, Number(token.text)) : null;
};

/** The date that begins at a token, by the first form that fits; null where none does. `today` is an ISO day. */
export const pointAt = (tokens: readonly Token[], start: number, today: string): Read => {
  const index = tokens[start]?.text === 'the' ? start + 1 : start;
  return (
    yearFirst(tokens, index) ??
    yearMonthDay(tokens, index) ??
    holidayPoint(tokens, index) ??
    partOfMonth(tokens, index, today) ??
    numbersFirst(tokens, index, today) ??
    quarterAt(tokens, index) ??
    partAt(tokens, index, today) ??
    seasonAt(tokens, index, today) ??
    dayThenMonth(tokens, index, today) ??
    monthThen(tokens, index, today) ??
    yearThenMonth(tokens, index) ??
    relativeAt(tokens, index, today) ??
    bareYear(tokens, index)
  );
};
