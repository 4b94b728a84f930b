import { createRequire } from 'node:module';
import { addDays } from 'date-fns/addDays';
import { addMonths } from 'date-fns/addMonths';
import { addYears } from 'date-fns/addYears';
import { formatISO } from 'date-fns/formatISO';
import { parseISO } from 'date-fns/parseISO';
import { startOfISOWeek } from 'date-fns/startOfISOWeek';
import { type Days, dayExists, daysOf, nextDay } from '../dataset/time.ts';
import { foldLetters } from './fold.ts';
import { monthKey, monthNames } from './months.ts';

/**
 * Periods as people type them: `2017-07`, `summer 2017`, `between feb and sept 2016`, `9 июля 2017`.
 * A small grammar of our own reads the forms that libraries get wrong (bare months, quarters, seasons,
 * ranges of months); chrono-node reads single days in other wordings and languages.
 */

/** How a period was put, so that a text can say it back: the days themselves are in `days`. */
export type PeriodForm =
  | 'day'
  | 'month'
  | 'year'
  | 'quarter'
  | 'half'
  | 'season'
  | 'early'
  | 'mid'
  | 'late'
  | 'range'
  | 'since'
  | 'before';

/** What had to be assumed: the order of day and month, or that `16` after a month is 2016. */
export type Assumption = 'day first' | 'month first' | 'two-digit year';

/** A half-open run of days in Damascus. `since` reaches to 9999-12-31, `before` starts at 0001-01-01. */
export type Period = {
  readonly kind: 'period';
  readonly days: Days;
  readonly form: PeriodForm;
  readonly assumed?: Assumption;
  /** The other way to read the same words. */
  readonly other?: Period | Yearless;
  /** The words as typed. */
  readonly typed: string;
};

/** A month, or a day of a month, without a year. */
export type Yearless = {
  readonly kind: 'yearless';
  readonly month: number;
  readonly day?: number;
  readonly typed: string;
};

/** A date that no calendar has. */
export type Impossible = {
  readonly kind: 'impossible';
  readonly problem: 'no such month' | 'no such day';
  readonly typed: string;
  /** A date of the same form that exists. */
  readonly example: string;
};

export type PeriodReading = Period | Yearless | Impossible;

/** Every period in a text, in its order, and the rest of the text without them. */
export type PeriodsRead = { readonly readings: readonly PeriodReading[]; readonly rest: string };

type Token = {
  readonly kind: 'number' | 'word' | 'sign';
  /** Folded. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
};
type NumberToken = Token & { readonly kind: 'number' };
type YearToken = NumberToken & { readonly text: `19${string}` | `20${string}` };
type WordToken = Token & { readonly kind: 'word' };
type SignToken = Token & { readonly kind: 'sign' };
/** A date, or a part of one, and the index of the token after it. */
type Point = {
  readonly next: number;
  readonly year?: number;
  readonly month?: number;
  readonly day?: number;
  readonly days?: Days;
  readonly form: PeriodForm;
  readonly assumed?: Assumption;
  readonly other?: Omit<Period, 'typed'> | Omit<Yearless, 'typed'>;
};
type Wrong = Omit<Impossible, 'typed'> & { readonly next: number };
type Read = Point | Wrong | null;

const START_OF_TIME = '0001-01-01';
const END_OF_TIME = '9999-12-31';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));
const ORDINAL = words('st nd rd th er ere е го ое й');
const OF = words('of de du в في من');
const FROM = words('from between du entre с из между von zwischen من بين');
const TO = words('to until till through thru and au jusqu a et по до и bis und الي حتي و ile');
const SINCE = words('since after following depuis apres dès des с после начиная seit nach منذ بعد');
const BEFORE = words('before until till by avant jusqua до vor bis قبل حتي');
const EXCLUSIVE_SINCE = words('after following apres после nach بعد');
const INCLUSIVE_BEFORE = words('until till by jusqua bis حتي');
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
const PARTS: ReadonlyMap<string, number> = new Map([
  ['first', 1],
  ['1st', 1],
  ['second', 2],
  ['2nd', 2],
  ['third', 3],
  ['fourth', 4],
]);
// Month names that are everyday words too: without a number or a year beside them they say nothing.
const DOUBTFUL_MONTHS = words('may mar march sep mart sat اب ماي');

const day = (date: Date): string => formatISO(date, { representation: 'date' });
const pad = (value: number): string => String(value).padStart(2, '0');
const isoDay = (year: number, month: number, date: number): string =>
  `${String(year).padStart(4, '0')}-${pad(month)}-${pad(date)}`;

const tokensOf = (text: string): readonly Token[] =>
  [...text.matchAll(/\p{N}+|\p{L}[\p{L}\p{M}'’ʿʾ]*|[^\s\p{L}\p{N}]/gu)].map((match) => {
    const raw = match[0];
    const folded = foldLetters(raw);
    return {
      kind: /^\p{N}/u.test(raw) ? 'number' : /^\p{L}/u.test(raw) ? 'word' : 'sign',
      text: folded === '' ? raw : folded,
      start: match.index,
      end: match.index + raw.length,
    };
  });

const isNumber = (token: Token | undefined, digits?: number): token is NumberToken =>
  token?.kind === 'number' &&
  /^\d+$/.test(token.text) &&
  (digits === undefined || token.text.length === digits);
const isSign = (token: Token | undefined, signs: string): token is SignToken =>
  token?.kind === 'sign' && signs.includes(token.text);
const isWord = (token: Token | undefined, set: ReadonlySet<string>): token is WordToken =>
  token?.kind === 'word' && set.has(token.text);
/** Whether a token stands right after the one before it, without a space. */
const joined = (tokens: readonly Token[], index: number): boolean =>
  tokens[index - 1]?.end === tokens[index]?.start;
const isYear = (token: Token | undefined): token is YearToken =>
  isNumber(token, 4) && /^(?:19|20)/.test(token.text);

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

const dayPoint = (
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
const monthPoint = (next: number, year: number, month: number, extra: Partial<Point> = {}): Read =>
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
const afterOrdinal = (tokens: readonly Token[], index: number): number =>
  (isWord(tokens[index], ORDINAL) || isSign(tokens[index], '.')) && joined(tokens, index) ? index + 1 : index;

/** `9 July 2017`, `the 4th of May`, `4. Mai 2016`, `٩ تموز ٢٠١٧`. */
const dayThenMonth = (tokens: readonly Token[], index: number, today: string): Read => {
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
const weeks = (date: Date, count: number): Date => addDays(date, count * 7);

const bareYear = (tokens: readonly Token[], index: number): Point | null => {
  const token = tokens[index];
  return isYear(token) ? yearPoint(index + 1, Number(token.text)) : null;
};

const pointAt = (tokens: readonly Token[], start: number, today: string): Read => {
  const index = tokens[start]?.text === 'the' ? start + 1 : start;
  return (
    yearFirst(tokens, index) ??
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

/** The index after the words between the two ends of a range, or null. */
const rangeSign = (tokens: readonly Token[], index: number, opened: boolean): number | null => {
  const token = tokens[index];
  if (isSign(token, '-/')) return index + 1;
  if (token?.kind === 'sign' && foldLetters(token.text) === '-') return index + 1;
  if (isSign(token, '….')) {
    let at = index;
    while (isSign(tokens[at], '….')) at += 1;
    return at > index + 1 || token.text === '…' ? at : null;
  }
  if (!isWord(token, TO)) return null;
  // "and" joins the ends of "between … and …" only; elsewhere it joins two periods.
  if (/^(?:and|et|и|und|و)$/.test(token.text) && !opened) return null;
  return tokens[index + 1]?.text === 'the' ? index + 2 : index + 1;
};

const withYear = (point: Point, year: number): Read =>
  point.days
    ? point
    : point.day !== undefined && point.month !== undefined
      ? dayPoint(point.next, year, point.month, point.day)
      : point.month !== undefined
        ? monthPoint(point.next, year, point.month)
        : point;

/** Gives both ends of a range the year that only one of them has. */
const completeEnds = (first: Point, second: Point): readonly [Read, Read] => {
  const later = (a: Point, b: Point): boolean =>
    (a.month ?? 0) * 100 + (a.day ?? 0) > (b.month ?? 0) * 100 + (b.day ?? 99);
  if (!first.days && second.year !== undefined) {
    return [withYear(first, later(first, second) ? second.year - 1 : second.year), second];
  }
  if (!second.days && first.year !== undefined) {
    return [first, withYear(second, later(first, second) ? first.year + 1 : first.year)];
  }
  return [first, second];
};

const rangeAt = (tokens: readonly Token[], start: number, today: string): Read => {
  const opened = isWord(tokens[start], FROM);
  const at = opened ? start + 1 : start;
  const first = tokens[at];
  // "4-12 May 2016": the first end is a bare number.
  const bareDay =
    isNumber(first) && first.text.length <= 2
      ? rangeSign(tokens, afterOrdinal(tokens, at + 1), opened)
      : null;
  if (bareDay !== null && isNumber(tokens[bareDay])) {
    const second = dayThenMonth(tokens, bareDay, today);
    if (
      second &&
      !('problem' in second) &&
      second.days &&
      second.year !== undefined &&
      second.month !== undefined
    ) {
      const from = dayPoint(second.next, second.year, second.month, Number(first?.text));
      if (!from || 'problem' in from) return from;
      return { next: second.next, days: { from: from.days?.from ?? '', to: second.days.to }, form: 'range' };
    }
  }
  const one = pointAt(tokens, at, today);
  if (!one || 'problem' in one) return opened ? null : one;
  const next = rangeSign(tokens, one.next, opened);
  const two = next === null ? null : pointAt(tokens, next, today);
  if (two && 'problem' in two) return two;
  if (two && (one.days || two.days)) {
    const [from, to] = completeEnds(one, two);
    if (from && 'problem' in from) return from;
    if (to && 'problem' in to) return to;
    if (from?.days && to?.days && from.days.from < to.days.to) {
      return { next: two.next, days: { from: from.days.from, to: to.days.to }, form: 'range' };
    }
  }
  if (one.days && isSign(tokens[one.next], '….') && isSign(tokens[one.next + 1], '.')) {
    return { next: one.next + 2, days: { from: one.days.from, to: END_OF_TIME }, form: 'since' };
  }
  if (opened && tokens[start]?.text === 'from' && one.days) {
    const onwards = /^onwards?$/.test(tokens[one.next]?.text ?? '') ? 1 : 0;
    return { next: one.next + onwards, days: { from: one.days.from, to: END_OF_TIME }, form: 'since' };
  }
  return opened ? null : one;
};

/** `since 2016`, `after March 2020`, `before 9 July 2017`, `until 2016`, `..2016`. */
const openAt = (tokens: readonly Token[], start: number, today: string): Read => {
  const word = tokens[start];
  const leading = isSign(word, '.') && isSign(tokens[start + 1], '.');
  const since = isWord(word, SINCE);
  const before = isWord(word, BEFORE) || leading;
  if (!word || (!since && !before)) return null;
  // In "before the July 2017 deal" the date belongs to the deal.
  if (tokens[start + 1]?.text === 'the' && !isNumber(tokens[start + 2])) return null;
  const point = pointAt(tokens, leading ? start + 2 : start + 1, today);
  if (!point || 'problem' in point || !point.days) return point && 'problem' in point ? point : null;
  if (since) {
    const from = EXCLUSIVE_SINCE.has(word.text) ? point.days.to : point.days.from;
    return { next: point.next, days: { from, to: END_OF_TIME }, form: 'since' };
  }
  const to = leading || INCLUSIVE_BEFORE.has(word.text) ? point.days.to : point.days.from;
  return { next: point.next, days: { from: START_OF_TIME, to }, form: 'before' };
};

const asReading = (read: Point | Wrong, typed: string, doubtful: boolean): PeriodReading | null => {
  if ('problem' in read) {
    const { next: _, ...impossible } = read;
    return { ...impossible, typed };
  }
  if (read.days) {
    return {
      kind: 'period',
      days: read.days,
      form: read.form,
      ...(read.assumed && { assumed: read.assumed }),
      ...(read.other && { other: { ...read.other, typed } }),
      typed,
    };
  }
  if (read.month === undefined || (doubtful && read.day === undefined)) return null;
  return { kind: 'yearless', month: read.month, ...(read.day !== undefined && { day: read.day }), typed };
};

const CHRONO_HINT =
  /\b(?:ago|yesterday|today|tomorrow|hier|gestern|heute|vor|il y a|ayer|вчера|сегодня|назад)\b|вчера|сегодня|назад|\b\d{1,2}\b.*\b(?:19|20)\d\d\b/iu;

// A hundred modules for few questions: loaded with the first of them, not with every start.
const require = createRequire(import.meta.url);
const chronoIn = (language: 'en' | 'fr' | 'de' | 'ru' | 'es' | 'uk'): typeof import('chrono-node/en') =>
  require(`chrono-node/${language}`);
const CHRONO = ['en', 'fr', 'de', 'ru', 'es', 'uk'] as const;

/** A single day in a wording that the grammar does not know, by chrono-node: only if it is sure of all three parts. */
const byChrono = (text: string, today: string): PeriodsRead | null => {
  if (!CHRONO_HINT.test(text)) return null;
  const noon = parseISO(`${today}T12:00:00`);
  for (const language of CHRONO) {
    const result = chronoIn(language).parse(text, noon)[0];
    if (!result || !(['year', 'month', 'day'] as const).every((part) => result.start.isCertain(part)))
      continue;
    const iso = day(result.start.date());
    const rest = `${text.slice(0, result.index)} ${text.slice(result.index + result.text.length)}`;
    return {
      readings: [{ kind: 'period', days: { from: iso, to: nextDay(iso) }, form: 'day', typed: result.text }],
      rest,
    };
  }
  return null;
};

/**
 * Finds every period in a text. `today` is the day in Damascus, for words such as "last summer". Dates
 * that do not exist come back as `impossible`, never as another date.
 */
export const readPeriods = (text: string, { today }: { readonly today: string }): PeriodsRead => {
  const tokens = tokensOf(text);
  const readings: PeriodReading[] = [];
  const rest: string[] = [];
  let restStart = 0;
  let index = 0;
  while (index < tokens.length) {
    const token = tokens[index];
    const read = openAt(tokens, index, today) ?? rangeAt(tokens, index, today);
    const end = read ? tokens[read.next - 1]?.end : undefined;
    if (token && read && end !== undefined) {
      const typed = text.slice(token.start, end);
      const doubtful = DOUBTFUL_MONTHS.has(token.text);
      const reading = asReading(read, typed, doubtful);
      if (reading) {
        readings.push(reading);
        rest.push(text.slice(restStart, token.start));
        restStart = end;
        index = read.next;
        continue;
      }
    }
    index += 1;
  }
  rest.push(text.slice(restStart));
  const own = { readings, rest: rest.join(' ') };
  const coarse = readings.every((reading) => reading.kind === 'period' && reading.form === 'year');
  return (coarse ? byChrono(text, today) : null) ?? own;
};

/** The first period in a text, or null. */
export const readPeriod = (text: string, options: { readonly today: string }): PeriodReading | null =>
  readPeriods(text, options).readings[0] ?? null;
