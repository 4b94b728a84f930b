import type { Ending } from '../dataset/schema.ts';
import type { Bar, Span } from './bars.ts';
import { type Box, el, stripes } from './svg.ts';
import { colours, endingColours, endingOrder, endingSigns } from './theme.ts';

/** How a bar is drawn: solid where it is certain, striped where not, fading where no end is known. */

export const BAR_HEIGHT = 22;
/** The width of a sign, and of the gap behind it. */
export const SIGN = 26;

// A truce of an hour on an axis of years is still seen.
const LEAST_WIDTH = 8;
// Stripes narrower than this cannot be seen as such.
const LEAST_STRIPES = 7;
// How far an unknown end fades. A length on the page: it stands for no time.
const FADE = 72;
const ARROW = 10;

/** Where the axis lies: a time to a place on the page, between `left` and `right`. */
export type Axis = {
  readonly x: (time: number) => number;
  readonly domain: Span;
  readonly left: number;
  readonly right: number;
};

export type Mark = {
  readonly svg: string;
  readonly box: Box;
  readonly striped: boolean;
  /** The part filled with the plain colour, which dark letters can stand on; may be empty. */
  readonly plain: Stretch;
  /** Where the announcement is marked, to the left of the bar. */
  readonly announcedAt: number | null;
};

const idOf = (how: Ending): string => how.replace(/\W/g, '-');

/** The patterns and gradients that the marks fill with. */
export const markDefs = (): string =>
  el(
    'defs',
    {},
    endingOrder
      .map(
        (how) =>
          stripes(`stripes-${idOf(how)}`, endingColours[how], colours.rule) +
          el(
            'linearGradient',
            { id: `fade-${idOf(how)}` },
            el('stop', { offset: 0, 'stop-color': endingColours[how], 'stop-opacity': 0.9 }) +
              el('stop', { offset: 1, 'stop-color': endingColours[how], 'stop-opacity': 0 }),
          ),
      )
      .join('') + stripes('stripes-legend', colours.quiet, colours.rule),
  );

/** The round sign of an ending, 20 wide; in reverse it stands on a bar of its own colour. */
export const sign = (how: Ending, x: number, y: number, reverse = false): string =>
  el(
    'g',
    { transform: `translate(${Math.round(x)} ${Math.round(y)})` },
    el('circle', { cx: 10, cy: 10, r: 10, fill: reverse ? colours.onBar : endingColours[how] }) +
      el('path', {
        d: endingSigns[how],
        fill: 'none',
        stroke: reverse ? endingColours[how] : colours.onBar,
        'stroke-width': 2.2,
        'stroke-linecap': 'round',
        'stroke-linejoin': 'round',
      }),
  );

/** A part of the page from left to right. */
export type Stretch = { readonly from: number; readonly to: number };

const widthOf = ({ from, to }: Stretch): number => to - from;

/** The whole mark on the page, and its certain part, which may be empty. */
const stretches = (bar: Bar, axis: Axis): { whole: Stretch; certain: Stretch } => {
  const x = (time: number): number => axis.x(Math.min(Math.max(time, axis.domain.from), axis.domain.to));
  const from = Math.min(x(bar.start.from), axis.right - LEAST_WIDTH);
  const last = bar.end ? x(bar.end.to) : bar.how === 'in force' ? axis.right : from + FADE;
  const to = Math.min(axis.right, Math.max(last, from + LEAST_WIDTH));
  const certainFrom = x(bar.start.to);
  const certainTo = bar.end ? x(bar.end.from) : to;
  return {
    whole: { from, to },
    certain: {
      from: certainFrom - from < LEAST_STRIPES ? from : certainFrom,
      to: to - certainTo < LEAST_STRIPES ? to : certainTo,
    },
  };
};

/** A bar with its corners rounded; with a jagged right end where it is torn off. */
const shape = ({ from, to }: Stretch, y: number, torn = false): string => {
  const r = Math.min(4, (to - from) / 2);
  const foot = y + BAR_HEIGHT;
  const left = `H${from + r} q${-r} 0 ${-r} ${-r} V${y + r} q0 ${-r} ${r} ${-r}`;
  const tooth = BAR_HEIGHT / 4;
  return torn
    ? `M${to} ${foot} ${left} H${to} l-5 ${tooth} l5 ${tooth} l-5 ${tooth} Z`
    : `M${to - r} ${foot} ${left} H${to - r} q${r} 0 ${r} ${r} V${foot - r} q0 ${r} ${-r} ${r} Z`;
};

const arrow = (x: number, middle: number, direction: -1 | 1, fill: string): string =>
  el('path', {
    d: `M${x} ${middle - 7} l${direction * ARROW} 7 l${-direction * ARROW} 7 z`,
    fill,
  });

/** The mark of a bar whose upper edge is at `y`. */
export const markOf = (bar: Bar, y: number, axis: Axis): Mark => {
  const { whole, certain } = stretches(bar, axis);
  const colour = endingColours[bar.how];
  const fades = bar.end === null && bar.how !== 'in force';
  const first = { from: whole.from, to: whole.from + LEAST_WIDTH };
  // Of a truce that began at a known time and ended within the day the start at least is certain.
  const sure = widthOf(certain) > 0 ? certain : bar.start.from === bar.start.to ? first : null;
  const doubtful = (
    sure
      ? [
          { from: whole.from, to: sure.from },
          { from: sure.to, to: whole.to },
        ]
      : [whole]
  ).filter((stretch) => widthOf(stretch) > 0);
  const striped = !fades && doubtful.length > 0;
  const jagged = bar.how === 'collapsed' && !striped && widthOf(whole) > LEAST_WIDTH;
  // Without a known start the bar is an outline: it stands where it was announced.
  const solid = bar.onlyAnnounced
    ? { fill: colour, 'fill-opacity': 0.25, stroke: colour, 'stroke-width': 2, 'stroke-dasharray': '5 4' }
    : { fill: colour };
  const goesOnLeft = bar.start.from < axis.domain.from;
  const parts: string[] = [];
  if (fades) {
    const opacity = bar.onlyAnnounced ? 0.45 : undefined;
    parts.push(
      el('path', { d: shape(whole, y), fill: `url(#fade-${idOf(bar.how)})`, 'fill-opacity': opacity }),
    );
    if (!goesOnLeft) parts.push(el('path', { d: shape(first, y), ...solid }));
  } else {
    for (const stretch of doubtful) {
      parts.push(el('path', { d: shape(stretch, y), fill: `url(#stripes-${idOf(bar.how)})` }));
    }
    if (sure) parts.push(el('path', { d: shape(sure, y, jagged), ...solid }));
  }
  const middle = y + BAR_HEIGHT / 2;
  const arrowColour = bar.onlyAnnounced || fades ? colours.text : colours.onBar;
  if (goesOnLeft) parts.push(arrow(whole.from + ARROW + 4, middle, -1, arrowColour));
  if (bar.how === 'in force' || (bar.end && bar.end.to > axis.domain.to)) {
    parts.push(arrow(whole.to - ARROW - 4, middle, 1, arrowColour));
  }
  const announcedAt = announcementOf(bar, whole.from, axis);
  if (announcedAt !== null) {
    parts.push(
      el('path', {
        d: `M${announcedAt + 6} ${middle} H${whole.from}`,
        stroke: colour,
        'stroke-width': 2,
        'stroke-dasharray': '2 4',
      }) +
        el('circle', {
          cx: announcedAt,
          cy: middle,
          r: 6,
          fill: colours.ground,
          stroke: colour,
          'stroke-width': 2.5,
        }),
    );
  }
  return {
    svg: el('g', { 'data-bar': bar.id }, parts.join('')),
    box: { x: whole.from, y, width: widthOf(whole), height: BAR_HEIGHT },
    striped,
    plain: fades || bar.onlyAnnounced ? { from: whole.from, to: whole.from } : certain,
    announcedAt,
  };
};

/** Where the announcement lies, if visibly before the bar. */
const announcementOf = (bar: Bar, barFrom: number, { x, domain, left }: Axis): number | null => {
  if (bar.onlyAnnounced || bar.announced.from < domain.from) return null;
  const at = x((bar.announced.from + bar.announced.to) / 2);
  return at >= left + 7 && at <= barFrom - 12 ? at : null;
};
