import { type Branch, el } from './tree.ts';

/** Discord's timestamps (`<t:1499590800:F>`): an instant in the viewer's zone and language. */

export type Viewer = {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly locale: string;
  /** An IANA zone. */
  readonly timeZone: string;
};

type Style = 't' | 'T' | 'd' | 'D' | 'f' | 'F' | 's' | 'S';

const formats: Readonly<Record<Style, Intl.DateTimeFormatOptions>> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
  s: { dateStyle: 'short', timeStyle: 'short' },
  S: { dateStyle: 'short', timeStyle: 'medium' },
};

const isStyle = (style: string): style is Style => style in formats;

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONTH = 30.44 * DAY;
const YEAR = 365.25 * DAY;

/** `9 years ago`, `in 3 hours`. */
export const relativeText = (seconds: number, { now, locale }: Pick<Viewer, 'now' | 'locale'>): string => {
  const away = seconds - now / 1000;
  const size = Math.abs(away);
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const say = (unit: Intl.RelativeTimeFormatUnit, length: number) =>
    format.format(Math.round(away / length), unit);
  if (size < 45) return say('second', 1);
  if (size < 45 * MINUTE) return say('minute', MINUTE);
  if (size < 22 * HOUR) return say('hour', HOUR);
  if (size < 26 * DAY) return say('day', DAY);
  if (size < 320 * DAY) return say('month', MONTH);
  return say('year', YEAR);
};

/** A timestamp with its full date as a tooltip; undefined for an instant or a style that Discord does not show. */
export const renderTimestamp = (seconds: number, style: string, viewer: Viewer): Branch | undefined => {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return undefined;
  const format = (chosen: Style): string =>
    new Intl.DateTimeFormat(viewer.locale, { ...formats[chosen], timeZone: viewer.timeZone }).format(date);
  const title = `${format('F')} (${viewer.timeZone})`;
  const shared = { class: 'timestamp', datetime: date.toISOString(), title };
  if (style === 'R')
    return el('time', { ...shared, 'data-relative': seconds }, relativeText(seconds, viewer));
  return isStyle(style) ? el('time', shared, format(style)) : undefined;
};
