import { scaleUtc } from 'd3-scale';
import type { Days } from '../dataset/time.ts';
import type { PictureTexts } from '../texts/en/pictures.ts';
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
const inWar = (bars: readonly Bar[]): readonly Bar[] => {
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
 * stretch of time.
 */
export const ticksOf = (
  domain: Span,
  texts: PictureTexts,
  room: (text: string, duration: number) => boolean,
): readonly Tick[] => {
  const scale = scaleUtc().domain([domain.from, domain.to]);
  const { year, month, monthOfYear, day, clock } = texts.timeline.ticks;
  for (const count of [9, 7, 5, 3]) {
    const times = scale.ticks(count).map((date) => date.getTime());
    const step = (times[1] ?? Number.POSITIVE_INFINITY) - (times[0] ?? 0);
    const text = (time: number, i: number): string => {
      const iso = new Date(time).toISOString();
      if (step >= 360 * DAY) return year(iso);
      if (step >= 27 * DAY) return i === 0 || iso.slice(5, 7) === '01' ? monthOfYear(iso) : month(iso);
      if (step >= DAY) return day(iso);
      return i === 0 || iso.slice(11, 16) === '00:00' ? `${day(iso)}, ${clock(iso)}` : clock(iso);
    };
    const ticks = times.map((time, i) => ({ time, text: text(time, i) }));
    if (ticks.every((tick) => room(tick.text, step))) return ticks;
  }
  return [];
};

const isoDay = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** First and last day that the bars speak of, in words; bars older than the war aside. */
export const reachOf = (bars: readonly Bar[], texts: PictureTexts): { from: string; to: string } => {
  const shown = inWar(bars);
  const from = Math.min(...shown.map(({ start }) => start.from));
  // Spans end where the next day begins.
  const to = Math.max(...shown.map(({ start, end }) => (end ?? start).to));
  return { from: texts.date(isoDay(from)), to: texts.date(isoDay(Math.max(from, to - 1))) };
};
