import { scaleUtc } from 'd3-scale';
import type { Ending } from '../dataset/schema.ts';
import { DAY, domainOf, ticksOf } from './axis.ts';
import type { Bar } from './bars.ts';
import { type Axis, type Mark, markDefs, markOf, SIGN, sign } from './marks.ts';
import type { TimelineScene } from './scenes.ts';
import { type Drawing, type Drawn, type Sheet, sheet } from './sheet.ts';
import { type Box, el, picture } from './svg.ts';
import { colours, endingOrder, MARGIN, sizes, WIDTH } from './theme.ts';

/** Draws a timeline: a row for each agreement, its name above its bar, and the dates in words beside it. */

export type DrawnTimeline = Drawn & {
  /** The bars from top to bottom, each with the box of its whole mark. */
  readonly bars: readonly { readonly id: string; readonly box: Box }[];
};

const LEFT = MARGIN;
const RIGHT = WIDTH - MARGIN;
const ROW = 72;
const NAME_BASE = 28;
const BAR_TOP = 39;
const WORDS_BASE = BAR_TOP + 18;
const GAP = 10;
// Tick labels may reach into the margin.
const EDGE = 8;
const SWATCH = 34;
const LEGEND_ROW = 32;
// On an axis this short the hour of a start is told.
const HOURS_TOLD = 21 * DAY;

/**
 * The words beside a bar: right of it, else left of it, else in it, else behind its name; shorter, then cut,
 * where there is too little room.
 */
const writeWords = (
  on: Sheet,
  bar: Bar,
  mark: Mark,
  row: { readonly top: number; readonly nameEnd: number; readonly exact: boolean; readonly band: string },
  { fonts }: Drawing,
): void => {
  const right = mark.box.x + mark.box.width + GAP;
  const left = (mark.announcedAt === null ? mark.box.x : mark.announcedAt - 6) - GAP;
  const onBar = row.top + WORDS_BASE;
  const rooms = [
    { x: right, room: RIGHT - right, y: onBar, side: 'right' },
    { x: left, room: left - LEFT, y: onBar, side: 'left' },
    { x: mark.plain.from + GAP, room: mark.plain.to - mark.plain.from - 2 * GAP, y: onBar, side: 'in' },
    { x: row.nameEnd + 18, room: RIGHT - row.nameEnd - 18, y: row.top + NAME_BASE, side: 'name' },
  ] as const;
  const widest = rooms.reduce((best, each) => (each.room > best.room ? each : best));
  const needed = (text: string): number => fonts.width(text, sizes.small) + SIGN;
  const labels = row.exact ? bar.labels.exact : bar.labels.plain;
  const text =
    labels.find((label) => needed(label) <= widest.room) ??
    fonts.fit(labels.at(-1) ?? '', widest.room - SIGN, sizes.small);
  const { side, x, y } = rooms.find(({ room }) => room >= needed(text)) ?? widest;
  const signX = side === 'left' ? x - needed(text) : x;
  const inBar = side === 'in';
  on.draw(sign(bar.how, signX, y - 17, inBar));
  on.write(text, {
    x: signX + SIGN,
    y,
    size: sizes.small,
    fill: inBar ? colours.onBar : colours.quiet,
    ...(inBar ? {} : { halo: row.band }),
  });
};

const endingsShown = (bars: readonly Bar[]): readonly Ending[] => {
  const shown = new Set(bars.map(({ how }) => how));
  return endingOrder.filter((how) => shown.has(how));
};

const writeLegend = (
  on: Sheet,
  { bars, labels }: TimelineScene,
  marks: readonly Mark[],
  top: number,
  { fonts }: Drawing,
): number => {
  const { quiet } = colours;
  const outline = { fill: 'none', stroke: quiet, 'stroke-width': 2.5 };
  const items: { readonly text: string; readonly swatch: (x: number, y: number) => string }[] = endingsShown(
    bars,
  ).map((how) => ({ text: labels.endings[how], swatch: (x, y) => sign(how, x + 7, y - 16) }));
  if (marks.some(({ striped }) => striped)) {
    items.push({
      text: labels.uncertain,
      swatch: (x, y) =>
        el('rect', { x, y: y - 15, width: SWATCH - 6, height: 17, rx: 3, fill: 'url(#stripes-legend)' }),
    });
  }
  if (bars.some(({ onlyAnnounced }) => onlyAnnounced)) {
    items.push({
      text: labels.startUnknown,
      swatch: (x, y) =>
        el('rect', {
          x: x + 1,
          y: y - 14,
          width: SWATCH - 9,
          height: 15,
          rx: 3,
          'stroke-dasharray': '5 4',
          ...outline,
        }),
    });
  }
  if (marks.some(({ announcedAt }) => announcedAt !== null)) {
    items.push({
      text: labels.announcement,
      swatch: (x, y) => el('circle', { cx: x + 17, cy: y - 6, r: 6, ...outline }),
    });
  }
  let x = LEFT;
  let y = top;
  for (const { text, swatch } of items) {
    const width = SWATCH + fonts.width(text, sizes.small);
    if (x > LEFT && x + width > RIGHT) {
      x = LEFT;
      y += LEGEND_ROW;
    }
    on.draw(swatch(x, y));
    on.write(text, { x: x + SWATCH, y, size: sizes.small, fill: quiet });
    x += width + 26;
  }
  return y;
};

const writeAxis = (
  on: Sheet,
  axis: Axis,
  language: string,
  top: number,
  bottom: number,
  { fonts }: Drawing,
): void => {
  const pixels = (duration: number): number =>
    (duration / (axis.domain.to - axis.domain.from)) * (axis.right - axis.left);
  const fits = (text: string, duration: number): boolean =>
    fonts.width(text, sizes.text) + 18 <= pixels(duration);
  for (const { time, text } of ticksOf(axis.domain, language, fits)) {
    const x = axis.x(time);
    const half = fonts.width(text, sizes.text) / 2;
    on.draw(
      el('path', {
        d: `M${Math.round(x) + 0.5} ${top + 10} V${bottom}`,
        stroke: colours.rule,
        'stroke-width': 1.5,
      }),
    );
    on.write(text, {
      x: Math.min(Math.max(x, EDGE + half), WIDTH - EDGE - half),
      y: top,
      size: sizes.text,
      fill: colours.quiet,
      anchor: 'middle',
    });
  }
};

/** The SVG of a timeline. */
export const drawTimeline = (scene: TimelineScene, drawing: Drawing): DrawnTimeline => {
  const { fonts } = drawing;
  const { bars } = scene;
  const on = sheet(fonts);
  const titleLine = { x: LEFT, y: 64, size: sizes.title, weight: 'bold', fill: colours.text } as const;
  let y = on.writeLines(scene.title, titleLine, { width: RIGHT - LEFT, most: 2, leading: 46 });
  y += 36;
  if (bars.length === 0) {
    on.write(scene.subtitle, { x: LEFT, y: y + 8, size: sizes.name, fill: colours.quiet });
    y += 32;
  }

  const drawn: { id: string; box: Box }[] = [];
  if (bars.length > 0) {
    const domain = domainOf(bars, scene.days);
    const scale = scaleUtc().domain([domain.from, domain.to]).range([LEFT, RIGHT]);
    const axis: Axis = { x: (time) => scale(time), domain, left: LEFT, right: RIGHT };
    const short = domain.to - domain.from <= HOURS_TOLD;
    const subtitle = short ? `${scene.subtitle} · ${scene.labels.clock}` : scene.subtitle;
    on.write(subtitle, { x: LEFT, y, size: sizes.text, fill: colours.quiet });
    y += 46;
    const top = y + 18;
    bars.forEach((_, i) => {
      if (i % 2 === 0)
        on.draw(el('rect', { x: 0, y: top + i * ROW, width: WIDTH, height: ROW, fill: colours.band }));
    });
    writeAxis(on, axis, scene.language, y, top + bars.length * ROW, drawing);
    const marks = bars.map((bar, i) => markOf(bar, top + i * ROW + BAR_TOP, axis));
    bars.forEach((bar, i) => {
      const mark = marks[i];
      if (!mark) return;
      const rowTop = top + i * ROW;
      const name = fonts.fit(bar.name, RIGHT - LEFT, sizes.name, 'bold');
      const nameWidth = fonts.width(name, sizes.name, 'bold');
      const nameX = Math.max(LEFT, Math.min(mark.box.x, RIGHT - nameWidth));
      const band = i % 2 === 0 ? colours.band : colours.ground;
      on.draw(mark.svg);
      on.write(name, {
        x: nameX,
        y: rowTop + NAME_BASE,
        size: sizes.name,
        weight: 'bold',
        fill: colours.text,
        halo: band,
      });
      writeWords(on, bar, mark, { top: rowTop, nameEnd: nameX + nameWidth, exact: short, band }, drawing);
      drawn.push({ id: bar.id, box: mark.box });
    });
    y = writeLegend(on, scene, marks, top + bars.length * ROW + 38, drawing);
  }
  y += 36;
  on.write(scene.edition, { x: LEFT, y, size: sizes.small, fill: colours.quiet });
  const height = y + 24;

  return {
    svg: picture(WIDTH, height, scene.title, markDefs() + on.svg()),
    width: WIDTH,
    height,
    texts: on.texts,
    bars: drawn,
  };
};
