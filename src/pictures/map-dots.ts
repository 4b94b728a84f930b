import type { MapPlace } from './areas.ts';
import type { Point } from './base-map.ts';
import { nearest, placeNear } from './labels.ts';
import { nameSize, writeName } from './map-names.ts';
import type { Drawing, Sheet } from './sheet.ts';
import { type Box, el } from './svg.ts';
import { colours, mapColours } from './theme.ts';

/** Towns as dots and areas as diamonds, with their names. What is in doubt is hollow. */

export type Dot = { readonly place: MapPlace; readonly at: Point; readonly certain: boolean };

const DOT = 7;

export const dotBox = ([x, y]: Point): Box => ({ x: x - DOT, y: y - DOT, width: 2 * DOT, height: 2 * DOT });

/** The mark of a place, at its middle. */
export const markDot = (area: boolean, certain: boolean, [cx, cy]: Point, place?: string): string => {
  const style = {
    'data-place': place,
    fill: certain ? mapColours.dot : mapColours.governorate,
    stroke: certain ? mapColours.onCovered : mapColours.dot,
    'stroke-width': 2.5,
  };
  const square = { x: cx - DOT, y: cy - DOT, width: 2 * DOT, height: 2 * DOT };
  return area
    ? el('rect', { ...square, transform: `rotate(45 ${cx.toFixed(1)} ${cy.toFixed(1)})`, ...style })
    : el('circle', { cx, cy, r: DOT, ...style });
};

const drawDot = ({ place, at, certain }: Dot): string =>
  markDot(place.kind === 'area', certain, at, place.id);

/** Small boxes along a line, which keep labels and other lines off it. */
const alongLine = ([x, y]: Point, [toX, toY]: Point): readonly Box[] => {
  const steps = Math.ceil(Math.hypot(toX - x, toY - y) / 6);
  return Array.from({ length: steps }, (_, i) => ({
    x: x + ((toX - x) * i) / steps - 3,
    y: y + ((toY - y) * i) / steps - 3,
    width: 6,
    height: 6,
  }));
};

type NamedDot = { readonly dot: Dot; readonly box: Box; readonly apart: boolean };

// What a label costs that is left out, that stands apart from its dot, that lacks the Arabic name.
const COSTS = { missing: 10, apart: 2, english: 1 } as const;

/** Labels for dots in the order given. */
const arrange = (
  dots: readonly Dot[],
  frame: Box,
  taken: readonly Box[],
  bilingual: boolean,
  drawing: Drawing,
) => {
  const boxes = [...taken];
  const named: NamedDot[] = [];
  let cost = 0;
  for (const dot of dots) {
    const rivals = dots.filter((other) => other !== dot).map(({ at }) => at);
    const place = (both: boolean) =>
      placeNear(dot.at, nameSize(dot.place, true, both, drawing), frame, boxes, rivals);
    const full = bilingual ? place(true) : null;
    const placed = full ?? place(false);
    cost += placed ? (placed.apart ? COSTS.apart : 0) + (full ? 0 : COSTS.english) : COSTS.missing;
    if (!placed) continue;
    boxes.push(placed.box, ...(placed.apart ? alongLine(dot.at, nearest(dot.at, placed.box)) : []));
    named.push({ dot, ...placed });
  }
  return { named, boxes, cost };
};

// With more dots than this, English names alone.
const MOST_BILINGUAL = 8;

/** The dots of a map with their names, as many as find room; gives what is taken. */
export const writeDots = (
  on: Sheet,
  dots: readonly Dot[],
  frame: Box,
  taken: readonly Box[],
  drawing: Drawing,
): readonly Box[] => {
  const blocked = [...taken, ...dots.map(({ at }) => dotBox(at))];
  const gap = ({ at: [x, y] }: Dot): number =>
    Math.min(...dots.map(({ at }) => Math.hypot(at[0] - x, at[1] - y) || Number.POSITIVE_INFINITY));
  // What is placed first keeps its place, so that the order decides: several are tried.
  const sorts: readonly ((a: Dot, b: Dot) => number)[] = [
    () => 0,
    (a, b) => a.at[0] - b.at[0],
    (a, b) => b.at[0] - a.at[0],
    (a, b) => a.at[1] - b.at[1],
    (a, b) => b.at[1] - a.at[1],
    (a, b) => gap(a) - gap(b),
    (a, b) => gap(b) - gap(a),
    (a, b) => a.place.name.length - b.place.name.length,
    (a, b) => b.place.name.length - a.place.name.length,
  ];
  const orders = sorts.map((sort) => dots.toSorted(sort));
  const { named, boxes } = orders
    .map((order) => arrange(order, frame, blocked, dots.length <= MOST_BILINGUAL, drawing))
    .reduce((best, each) => (each.cost < best.cost ? each : best));
  for (const { dot, box } of named.filter(({ apart }) => apart)) {
    const to = nearest(dot.at, box);
    on.draw(
      el('path', { d: `M${dot.at.join(' ')} L${to.join(' ')}`, stroke: mapColours.dot, 'stroke-width': 1.5 }),
    );
  }
  for (const dot of dots) on.draw(drawDot(dot));
  const style = { bold: true, fill: colours.text, halo: mapColours.governorateEdge };
  for (const { dot, box } of named) writeName(on, dot.place, box, style);
  return boxes;
};
