import { scaleUtc } from 'd3-scale';
import type { Days } from '../dataset/time.ts';
import type { Bar, Span } from './bars.ts';

/** The time axis: what it spans and where its ticks stand. */

const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
// The least that an axis spans, so that a truce of hours has its day around it ...
const LEAST = 2 * DAY;
// ... and an unknown end some time to fade into.
const LEAST_WITH_OPEN_END = 60 * DAY;
// Days asked for but empty of bars are shown up to this far.
const MOST_EMPTY = 366 * DAY;

const ms = (iso: string): number => Date.parse(`${iso}T00:00:00Z`);

/** The bars that are not older than the war, or all where there is no other. */
export const inWar = (bars: readonly Bar[]): readonly Bar[] => {
  const rest = bars.filter(({ background }) => !background);
  return rest.length > 0 ? rest : bars;
};

/**
 * The time that the axis spans: the days asked for, else what the bars need. Bars older than the war do not
 * stretch it as long as there are others. At least one bar is needed.
 */
export const domainOf = (bars: readonly Bar[], days?: Days): Span => {
  const shown = inWar(bars);
  const spans = shown.flatMap(({ start, end }) => (end ? [start, end] : [start]));
  const from = Math.min(...spans.map((span) => span.from));
  const to = Math.max(...spans.map((span) => span.to));
  // Announcements come in where they cost little room.
  const near = shown.map(({ announced }) => announced.from).filter((time) => time > from - (to - from) / 4);
  const own = { from: Math.min(from, ...near), to };
  if (days) {
    const from = Math.max(ms(days.from), own.from - MOST_EMPTY);
    const to = Math.min(ms(days.to), own.to + MOST_EMPTY);
    if (from < to) return { from, to };
  }
  const least = shown.some(({ end }) => end === null) ? LEAST_WITH_OPEN_END : LEAST;
  const missing = Math.max(0, least - (own.to - own.from));
  const pad = (own.to - own.from + missing) * 0.02;
  return { from: own.from - missing * 0.3 - pad, to: own.to + missing * 0.7 + pad };
};

export type Tick = { readonly time: number; readonly text: string };

/**
 * Ticks for years, months, days or hours, as many as have room: `room` tells whether a text fits into a
 * stretch of time. `language` is a BCP 47 tag.
 */
export const ticksOf = (
  domain: Span,
  language: string,
  room: (text: string, duration: number) => boolean,
): readonly Tick[] => {
  const scale = scaleUtc().domain([domain.from, domain.to]);
  const format = (options: Intl.DateTimeFormatOptions): ((time: number) => string) => {
    const formatter = new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
    return (time) => formatter.format(time);
  };
  const year = format({ year: 'numeric' });
  const month = format({ month: 'short' });
  const monthOfYear = format({ month: 'short', year: 'numeric' });
  const day = format({ day: 'numeric', month: 'short' });
  const clock = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  for (const count of [9, 7, 5, 3]) {
    const times = scale.ticks(count).map((date) => date.getTime());
    const step = (times[1] ?? Number.POSITIVE_INFINITY) - (times[0] ?? 0);
    const text = (time: number, i: number): string => {
      const iso = new Date(time).toISOString();
      if (step >= 360 * DAY) return year(time);
      if (step >= 27 * DAY) return i === 0 || iso.slice(5, 7) === '01' ? monthOfYear(time) : month(time);
      if (step >= DAY) return day(time);
      return i === 0 || iso.slice(11, 16) === '00:00' ? `${day(time)}, ${clock(time)}` : clock(time);
    };
    const ticks = times.map((time, i) => ({ time, text: text(time, i) }));
    if (ticks.every((tick) => room(tick.text, step))) return ticks;
  }
  return [];
};
