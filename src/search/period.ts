import { createRequire } from 'node:module';
import { parseISO } from 'date-fns/parseISO';
import { type Days, nextDay } from '../dataset/time.ts';
import {
  afterOrdinal,
  DOUBTFUL_MONTHS,
  day,
  dayPoint,
  dayThenMonth,
  monthPoint,
  type Point,
  pointAt,
  type Read,
  type Wrong,
} from './date-points.ts';
import { foldLetters } from './fold.ts';
import { isNumber, isSign, isWord, type Token, tokensOf, words } from './period-tokens.ts';

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

/** What had to be assumed: the order of day and month, that `16` after a month is 2016, or when the moon was seen. */
export type Assumption = 'day first' | 'month first' | 'two-digit year' | 'Islamic calendar';

/** A half-open run of days in Damascus. `since` reaches to 9999-12-31, `before` starts at 0001-01-01. */
export type Period = {
  readonly kind: 'period';
  readonly days: Days;
  /** Further days that were meant as well: of both Eids of a year, of "2016 and 2018". */
  readonly also?: readonly Days[];
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

/** A period of a text, or what stands in its place. */
export type PeriodReading = Period | Yearless | Impossible;

/** Every period in a text, in its order, and the rest of the text without them. */
type PeriodsRead = { readonly readings: readonly PeriodReading[]; readonly rest: string };

const START_OF_TIME = '0001-01-01';

const END_OF_TIME = '9999-12-31';

const FROM = words('from between du entre с из между von zwischen من بين');

const TO = words('to until till through thru and au jusqu a et по до и bis und الي حتي و ile');

const EITHER = words('and or et ou und oder и или y e o ve veya و او an');

const SINCE = words('since after following depuis apres dès des с после начиная seit nach منذ بعد');

const BEFORE = words('before until till by avant jusqua до vor bis قبل حتي');

const EXCLUSIVE_SINCE = words('after following apres после nach بعد');

const INCLUSIVE_BEFORE = words('until till by jusqua bis حتي');

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
      // "13-9 May 2016" is no range: only its second day can be read.
      if (from.days && from.days.from < second.days.to) {
        return { next: second.next, days: { from: from.days.from, to: second.days.to }, form: 'range' };
      }
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
  // In "excluded from the July 2017 deal" the date belongs to the deal.
  const ofDeal = tokens[at]?.text === 'the' && !isNumber(tokens[at + 1]);
  if (opened && tokens[start]?.text === 'from' && one.days && !ofDeal) {
    const onwards = /^onwards?$/.test(tokens[one.next]?.text ?? '') ? 1 : 0;
    return { next: one.next + onwards, days: { from: one.days.from, to: END_OF_TIME }, form: 'since' };
  }
  return opened ? null : one;
};

/**
 * `June & July 2018`, `December 2016 or January 2017`: two months or years that meet are one period; of others the first
 * gets the year of the second, and stands by itself.
 */
const eitherAt = (tokens: readonly Token[], start: number, today: string): Read => {
  const one = pointAt(tokens, start, today);
  if (!one || 'problem' in one || one.day !== undefined) return null;
  const joint = tokens[one.next];
  // An Arabic "and" is written together with the month.
  const together = joint?.kind === 'word' && joint.text.length > 3 && joint.text.startsWith('و');
  if (!together && !isWord(joint, EITHER) && !isSign(joint, '&,+')) return null;
  const next = together ? one.next : one.next + 1;
  const at = isSign(joint, ',') && isWord(tokens[next], EITHER) ? next + 1 : next;
  const two = pointAt(tokens, at, today);
  if (!two || 'problem' in two || two.day !== undefined || !two.days) return null;
  const [from] = completeEnds(one, two);
  if (!from || 'problem' in from || !from.days) return null;
  if (from.days.to !== two.days.from) return one.days ? null : from;
  return { next: two.next, days: { from: from.days.from, to: two.days.to }, form: 'range' };
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
      ...(read.also && { also: read.also }),
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
 * that do not exist come back as `impossible`, never as another date. Without `holidays`, "Ramadan 2016" is a word and
 * a year.
 */
export const readPeriods = (
  text: string,
  { today, holidays = true }: { readonly today: string; readonly holidays?: boolean },
): PeriodsRead => {
  const tokens = tokensOf(text);
  const readings: PeriodReading[] = [];
  const rest: string[] = [];
  let restStart = 0;
  let index = 0;
  while (index < tokens.length) {
    const token = tokens[index];
    const read =
      openAt(tokens, index, today) ?? eitherAt(tokens, index, today) ?? rangeAt(tokens, index, today);
    const islamic = read && !('problem' in read) && read.assumed === 'Islamic calendar';
    const end = read && (holidays || !islamic) ? tokens[read.next - 1]?.end : undefined;
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
