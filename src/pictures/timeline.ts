import type { Dataset } from '../dataset/load.ts';
import type { Days } from '../dataset/time.ts';
import type { PictureTexts } from '../texts/en/pictures.ts';
import { textsFor } from '../texts/texts.ts';
import { altText } from './alt.ts';
import { inWar } from './axis.ts';
import { type Bar, barOf } from './bars.ts';
import type { TimelineScene } from './scenes.ts';

export type TimelineOptions = {
  /** Stands at the top. */
  readonly title?: string | undefined;
  /** From 1; beyond the last page the last page is shown. */
  readonly page?: number | undefined;
  /** The days that the axis shows; by default as many as the bars of the page need. */
  readonly days?: Days | undefined;
  /** A Discord locale. */
  readonly locale?: string | undefined;
};

/** Bars on a page: more would be too small to read where Discord shows a picture. */
export const BARS_A_PAGE = 10;

const isoDay = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** First and last day that the bars speak of, in words; bars older than the war aside. */
const reachOf = (bars: readonly Bar[], texts: PictureTexts): { from: string; to: string } => {
  const shown = inWar(bars);
  const from = Math.min(...shown.map(({ start }) => start.from));
  // Spans end where the next day begins.
  const to = Math.max(...shown.map(({ start, end }) => (end ?? start).to));
  return { from: texts.date(isoDay(from)), to: texts.date(isoDay(Math.max(from, to - 1))) };
};

/**
 * The timeline of some agreements in the order of their start, one page of it. Ids that the dataset does not
 * have are left out. Without any agreement the picture says so.
 */
export const timelineFor = (
  dataset: Dataset,
  agreementIds: readonly string[],
  { title, page = 1, days, locale }: TimelineOptions = {},
): TimelineScene => {
  const texts = textsFor(locale).pictures;
  const wanted = new Set(agreementIds);
  const all = dataset.agreements.filter(({ id }) => wanted.has(id));
  const pages = Math.max(1, Math.ceil(all.length / BARS_A_PAGE));
  const current = Math.min(Math.max(1, Math.trunc(page)), pages);
  // Pages of one length: 13 bars make 7 and 6, not 10 and 3.
  const size = Math.ceil(all.length / pages);
  const bars = all.slice((current - 1) * size, current * size).map((agreement) => barOf(agreement, texts));
  const place = pages > 1 ? [texts.page(current, pages)] : [];
  const reach = bars.length > 0 ? reachOf(bars, texts) : null;
  return {
    kind: 'timeline',
    title: title ?? texts.timeline.title,
    subtitle: reach
      ? [texts.agreements(all.length), ...place, texts.fromTo(reach.from, reach.to)].join(' · ')
      : texts.timeline.labels.empty,
    page: current,
    pages,
    bars,
    days,
    language: texts.language,
    labels: { ...texts.timeline.labels, endings: texts.endings },
    edition: texts.edition(dataset.info.date),
    alt: altText(
      reach
        ? texts.timeline.alt.opening([texts.agreements(bars.length), ...place], reach)
        : texts.timeline.alt.empty,
      bars.map(({ name, how, words }) => texts.timeline.alt.bar(name, words.start, words.end, how)),
      texts.more,
    ),
  };
};
