import type { Days } from '../dataset/time.ts';
import { once } from './once.ts';
import { isNumber, isSign, isWord, isYear, type Token, words } from './period-tokens.ts';

/**
 * Ramadan and the two Eids, by the calendar of Umm al-Qura (Unicode's tables, part of Node). The moon was seen a day
 * earlier or later in some places, so each gets the day before and after, and readings say so.
 */

/** A holiday of the Islamic calendar; `eid` where it may be either Eid. */
type Holiday = 'ramadan' | 'eid al-fitr' | 'eid al-adha' | 'eid';

const RAMADAN = words(
  'ramadan ramadhan ramazan ramazanda рамадан рамадана рамадане рамазан رمضان remezan remezane',
);

const EID = words('eid aid bayram bayrami баирам баирама عيد العيد cejna');

const FITR = words('fitr fitri fitir fetr фитр فطر الفطر');

const ADHA = words('adha azha kebir kabir kabeer адха اضحي الاضحي');

const URAZA = words('ураза ramazan seker remezane');

const KURBAN = words('курбан kurban qurbane qurban');

const WHOLE: ReadonlyMap<string, Holiday> = new Map([
  ['zuckerfest', 'eid al-fitr'],
  ['ramadanfest', 'eid al-fitr'],
  ['opferfest', 'eid al-adha'],
]);

const ARTICLE = words('al el ul ال аль эль');

const skipArticle = (tokens: readonly Token[], index: number): number => {
  let at = index;
  while (isSign(tokens[at], '-') || isWord(tokens[at], ARTICLE)) at += 1;
  return at;
};

/** The holiday whose name begins at an index, with the index after it. */
export const holidayAt = (
  tokens: readonly Token[],
  index: number,
): { readonly holiday: Holiday; readonly next: number } | null => {
  const first = tokens[index];
  if (first?.kind !== 'word') return null;
  const whole = WHOLE.get(first.text);
  if (whole) return { holiday: whole, next: index + 1 };
  const second = skipArticle(tokens, index + 1);
  if (isWord(first, EID)) {
    if (isWord(tokens[second], FITR)) return { holiday: 'eid al-fitr', next: second + 1 };
    if (isWord(tokens[second], ADHA)) return { holiday: 'eid al-adha', next: second + 1 };
    if (isWord(tokens[second], URAZA)) return { holiday: 'eid al-fitr', next: second + 1 };
    if (isWord(tokens[second], KURBAN)) return { holiday: 'eid al-adha', next: second + 1 };
    return { holiday: 'eid', next: index + 1 };
  }
  if (isWord(tokens[second], EID)) {
    if (isWord(first, URAZA)) return { holiday: 'eid al-fitr', next: second + 1 };
    if (isWord(first, KURBAN)) return { holiday: 'eid al-adha', next: second + 1 };
  }
  return isWord(first, RAMADAN) ? { holiday: 'ramadan', next: index + 1 } : null;
};

const DAY_MS = 86_400_000;
const isoOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

const islamic = once(
  () =>
    new Intl.DateTimeFormat('en-u-ca-islamic-umalqura', {
      timeZone: 'UTC',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
    }),
);

// 1 Muharram of the year 1 in the tabular calendar, which is never more than a few days off.
const EPOCH = Date.UTC(622, 6, 19);

/** The first day of an Islamic month, in milliseconds. */
const monthStart = (year: number, month: number): number => {
  const days = (year - 1) * 354 + Math.floor((11 * year + 3) / 30) + Math.ceil(29.5 * (month - 1));
  const guess = EPOCH + days * DAY_MS;
  for (let off = -4; off <= 4; off += 1) {
    const ms = guess + off * DAY_MS;
    const parts = new Map(
      islamic()
        .formatToParts(ms)
        .map(({ type, value }) => [type, value]),
    );
    if (parts.get('day') === '1' && parts.get('month') === String(month)) return ms;
  }
  return guess;
};

/** The Islamic year whose given month begins in a year of ours. */
const startIn = (year: number, month: number): number => {
  const about = Math.floor((year - 622) * 1.0307);
  for (const candidate of [about, about + 1, about + 2]) {
    const start = monthStart(candidate, month);
    if (isoOf(start).startsWith(`${year}-`)) return start;
  }
  return monthStart(about + 1, month);
};

const span = (start: number, days: number): Days => ({
  from: isoOf(start - DAY_MS),
  to: isoOf(start + (days + 1) * DAY_MS),
});

/** The days of a holiday in a year of ours, with a day before and after; two runs of days for "Eid". */
export const holidayDays = (holiday: Holiday, year: number): readonly [Days, ...Days[]] => {
  const fitr = (): Days => span(startIn(year, 10), 3);
  const adha = (): Days => span(startIn(year, 12) + 9 * DAY_MS, 4);
  switch (holiday) {
    case 'ramadan': {
      const start = startIn(year, 9);
      const days = (monthStartAfter(start) - start) / DAY_MS;
      return [span(start, days)];
    }
    case 'eid al-fitr':
      return [fitr()];
    case 'eid al-adha':
      return [adha()];
    case 'eid':
      return [fitr(), adha()];
  }
};

/** The start of the month after the one that begins at an instant. */
const monthStartAfter = (start: number): number => {
  const after = start + 29 * DAY_MS;
  return new Map(
    islamic()
      .formatToParts(after)
      .map(({ type, value }) => [type, value]),
  ).get('day') === '1'
    ? after
    : after + DAY_MS;
};

/** The year beside a holiday: "Ramadan 2016", "Eid of 2016", "2016 Eid". */
export const yearBeside = (
  tokens: readonly Token[],
  next: number,
): { readonly year: number; readonly next: number } | null => {
  let at = next;
  while (isSign(tokens[at], ',') || isWord(tokens[at], OF)) at += 1;
  const year = tokens[at];
  return isYear(year) && isNumber(year) ? { year: Number(year.text), next: at + 1 } : null;
};

const OF = words('of de du del in im en в عام سنة سنه لعام');
