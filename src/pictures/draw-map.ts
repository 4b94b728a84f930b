import type { Place } from '../dataset/schema.ts';
import type { MapPlace } from './areas.ts';
import { type BaseMap, countryMap, type Point, type Region, regionMap } from './base-map.ts';
import type { Borders } from './geometry.ts';
import { clusters, isFree, nearest, placeNear } from './labels.ts';
import type { MapScene } from './scenes.ts';
import { type Drawing, type Drawn, type Sheet, sheet } from './sheet.ts';
import { type Box, el, picture, stripes } from './svg.ts';
import { colours, MARGIN, mapColours, sizes, WIDTH } from './theme.ts';

/** Draws Syria with areas filled, places as dots, names, a legend, and lists below. */

export type MapDrawing = Drawing & {
  readonly borders: Borders;
  /** From `projectCountry`: the same for every map, so made once. */
  readonly country: BaseMap;
};

export type DrawnMap = Drawn & {
  /** Ids of the governorates by how they are filled. */
  readonly filled: {
    readonly covered: readonly string[];
    readonly within: readonly string[];
    readonly possible: readonly string[];
  };
  /** Ids of the places drawn as dots. */
  readonly dots: readonly string[];
};

const MAP_HEIGHT = 744;
const LEFT = MARGIN;
const RIGHT = WIDTH - MARGIN;
const ARABIC = { regular: 19, bold: 21 } as const;
const LABEL = 20;
// Dots closer than this cannot be told apart, let alone named.
const CLUSTER = 30;
const LEAST_CLUSTER = 3;
const INSET: Box = { x: 694, y: 0, width: RIGHT - 694, height: 270 };
const DOT = 7;

/** Where governorates are named, in degrees; "end" labels stand left of the point, abroad or at sea. */
const ANCHORS: Readonly<
  Record<string, readonly { readonly at: Point; readonly anchor?: 'end'; readonly line?: Point }[]>
> = {
  aleppo: [{ at: [37.75, 36.2] }, { at: [37.8, 35.8] }, { at: [38.0, 36.62] }, { at: [37.2, 36.65] }],
  damascus: [{ at: [35.72, 33.66], anchor: 'end', line: [36.24, 33.52] }],
  daraa: [{ at: [36.1, 32.82] }, { at: [36.1, 32.6] }],
  'deir-ez-zor': [{ at: [40.25, 35.15] }, { at: [40.0, 35.6] }],
  hama: [{ at: [37.55, 35.2] }, { at: [36.85, 35.12] }, { at: [38.0, 35.35] }],
  hasakah: [{ at: [40.75, 36.45] }, { at: [40.9, 36.8] }],
  homs: [{ at: [38.35, 34.5] }, { at: [37.6, 34.3] }],
  idlib: [{ at: [36.62, 35.83] }, { at: [36.65, 35.55] }, { at: [36.5, 36.05] }],
  latakia: [{ at: [35.66, 35.58], anchor: 'end' }],
  quneitra: [{ at: [35.58, 33.12], anchor: 'end', line: [35.86, 33.1] }],
  raqqa: [{ at: [38.95, 35.95] }, { at: [39.0, 36.3] }],
  'rif-dimashq': [{ at: [37.25, 33.72] }, { at: [37.6, 33.45] }],
  suwayda: [{ at: [36.86, 32.72] }, { at: [36.8, 32.95] }],
  tartus: [{ at: [35.8, 34.93], anchor: 'end' }],
};

type Named = Pick<Place, 'name' | 'aliases'>;

type Dot = { readonly place: MapPlace; readonly at: Point; readonly certain: boolean };

const arabicName = ({ aliases }: Named): string => aliases.ar[0] ?? '';

const dotBox = ([x, y]: Point): Box => ({ x: x - DOT, y: y - DOT, width: 2 * DOT, height: 2 * DOT });

const markDot = (area: boolean, certain: boolean, [cx, cy]: Point, place?: string): string => {
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

/** Two lines, English above Arabic, in the middle of a box. */
const nameSize = (place: Named, bold: boolean, bilingual: boolean, { fonts }: Drawing) => {
  const weight = bold ? 'bold' : 'regular';
  const english = fonts.width(place.name, LABEL, weight);
  const arabic = bilingual ? fonts.width(arabicName(place), ARABIC[weight], weight) : 0;
  return { width: Math.max(english, arabic), height: bilingual && arabic > 0 ? 53 : 25 };
};

const writeName = (on: Sheet, place: Named, box: Box, bold: boolean, fill: string, halo: string): void => {
  const weight = bold ? 'bold' : 'regular';
  const x = box.x + box.width / 2;
  const shared = { x, weight, fill, anchor: 'middle', halo } as const;
  on.write(place.name, { ...shared, y: box.y + 19, size: LABEL });
  if (box.height > 25) on.write(arabicName(place), { ...shared, y: box.y + 46, size: ARABIC[weight] });
};

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
    const full = bilingual ? placeNear(dot.at, nameSize(dot.place, true, true, drawing), frame, boxes) : null;
    const placed = full ?? placeNear(dot.at, nameSize(dot.place, true, false, drawing), frame, boxes);
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
const writeDots = (
  on: Sheet,
  dots: readonly Dot[],
  frame: Box,
  taken: readonly Box[],
  drawing: Drawing,
): readonly Box[] => {
  const blocked = [...taken, ...dots.map(({ at }) => dotBox(at))];
  const orders = [
    dots,
    dots.toSorted((a, b) => a.at[0] - b.at[0]),
    dots.toSorted((a, b) => b.at[0] - a.at[0]),
    dots.toSorted((a, b) => a.at[1] - b.at[1]),
    dots.toSorted((a, b) => b.at[1] - a.at[1]),
  ];
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
  for (const { dot, box } of named)
    writeName(on, dot.place, box, true, colours.text, mapColours.governorateEdge);
  return boxes;
};

/** The window that holds a cluster, in degrees, in the shape of the inset and no smaller than a town. */
const regionAround = (dots: readonly Dot[], shape: Box): Region => {
  const lons = dots.map(({ place }) => place.lon);
  const lats = dots.map(({ place }) => place.lat);
  const [west, east, south, north] = [
    Math.min(...lons),
    Math.max(...lons),
    Math.min(...lats),
    Math.max(...lats),
  ];
  // A degree of longitude is shorter than one of latitude by the cosine of the latitude.
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const aspect = shape.width / shape.height / squeeze;
  const height = Math.max(0.16, (north - south) * 1.7, ((east - west) * 1.9) / aspect);
  const [lon, lat] = [(west + east) / 2, (south + north) / 2];
  return {
    west: lon - (height * aspect) / 2,
    east: lon + (height * aspect) / 2,
    south: lat - height / 2,
    north: lat + height / 2,
  };
};

type Fill = 'covered' | 'nationwide' | 'within' | 'possible' | 'plain';

const FILLS: Readonly<Record<Fill, string>> = {
  covered: mapColours.covered,
  nationwide: mapColours.nationwide,
  within: mapColours.within,
  possible: 'url(#possible)',
  plain: mapColours.governorate,
};

const haloOf = (fill: Fill, anchor: 'end' | undefined): string => {
  if (anchor === 'end') return mapColours.land;
  return fill === 'possible' ? mapColours.governorate : FILLS[fill];
};

const writeLegend = (
  on: Sheet,
  top: number,
  fills: ReadonlySet<Fill>,
  dots: readonly Dot[],
  { fonts, texts }: Drawing,
): number => {
  const { legend } = texts.map;
  const swatch = (fill: string) => (x: number, y: number) =>
    el('rect', { x, y: y - 15, width: 26, height: 18, rx: 3, fill });
  const mark = (kind: 'area' | 'town', certain: boolean) => (x: number, y: number) =>
    markDot(kind === 'area', certain, [x + 13, y - 6]);
  const items = [
    { shown: fills.has('covered'), text: legend.covered, draw: swatch(FILLS.covered) },
    { shown: fills.has('nationwide'), text: legend.nationwide, draw: swatch(FILLS.nationwide) },
    { shown: fills.has('within'), text: legend.within, draw: swatch(FILLS.within) },
    { shown: fills.has('possible'), text: legend.possible, draw: swatch(FILLS.possible) },
    {
      shown: dots.some((dot) => dot.certain && dot.place.kind !== 'area'),
      text: legend.place,
      draw: mark('town', true),
    },
    {
      shown: dots.some((dot) => dot.certain && dot.place.kind === 'area'),
      text: legend.area,
      draw: mark('area', true),
    },
    { shown: dots.some(({ certain }) => !certain), text: legend.possiblePlace, draw: mark('town', false) },
  ].filter(({ shown }) => shown);
  let x = LEFT;
  let y = top;
  for (const { text, draw } of items) {
    const width = 36 + fonts.width(text, sizes.small);
    if (x > LEFT && x + width > RIGHT) {
      x = LEFT;
      y += 32;
    }
    on.draw(draw(x, y));
    on.write(text, { x: x + 36, y, size: sizes.small, fill: colours.quiet });
    x += width + 26;
  }
  return items.length > 0 ? y : top - 32;
};

/** The country as every map shows it, its upper left corner at 0, 0. */
export const projectCountry = (borders: Borders): BaseMap =>
  countryMap(
    borders,
    { x: 0, y: 0, width: WIDTH, height: MAP_HEIGHT },
    { x: 150, y: 18, width: 880, height: MAP_HEIGHT - 36 },
  );

/** Draws the map. `certain` areas are filled and dotted; `possible` ones striped, with hollow dots. */
export const drawMap = (scene: MapScene, drawing: MapDrawing): DrawnMap => {
  const { fonts, texts, borders } = drawing;
  const { certain, possible } = scene;
  const on = sheet(fonts);
  const width = RIGHT - LEFT;

  const titleLine = { x: LEFT, y: 60, size: sizes.title, weight: 'bold', fill: colours.text } as const;
  let y = on.writeLines(scene.title, titleLine, { width, most: 2, leading: 46 });
  const subtitleLine = { x: LEFT, y: y + 34, size: sizes.text, fill: colours.quiet };
  y = on.writeLines(scene.subtitle, subtitleLine, { width, most: 2, leading: 28 });

  const frame: Box = { x: 0, y: y + 24, width: WIDTH, height: MAP_HEIGHT };
  const { country } = drawing;
  const onPage = (lon: number, lat: number): Point => {
    const [x, fromTop] = country.point(lon, lat);
    return [x, frame.y + fromTop];
  };
  const fillOf = (id: string): Fill => {
    if (certain.governorates.includes(id)) return 'covered';
    if (certain.nationwide) return 'nationwide';
    if (certain.within.includes(id)) return 'within';
    // A place in doubt is a dot in doubt: it stripes no governorate.
    return possible.governorates.includes(id) || possible.nationwide ? 'possible' : 'plain';
  };
  on.draw(
    el('clipPath', { id: 'map' }, el('rect', frame)) +
      el(
        'g',
        { 'clip-path': 'url(#map)' },
        el(
          'g',
          { transform: `translate(0 ${frame.y})` },
          country.draw((id) => FILLS[fillOf(id)]),
        ),
      ),
  );

  const known = new Set(certain.places.map(({ id }) => id));
  const dotsOn = (point: BaseMap['point']): readonly Dot[] => [
    ...certain.places.map((place) => ({ place, at: point(place.lon, place.lat), certain: true })),
    ...possible.places
      .filter(({ id }) => !known.has(id))
      .map((place) => ({ place, at: point(place.lon, place.lat), certain: false })),
  ];
  const dots = dotsOn(onPage);
  const cluster = clusters(dots, CLUSTER)
    .filter((group) => group.length >= LEAST_CLUSTER)
    .toSorted((a, b) => b.length - a.length)[0];
  const clustered = new Set(cluster?.map(({ place }) => place.id));

  const inset: Box = { ...INSET, y: frame.y + frame.height - INSET.height - 24 };
  const labelFrame: Box = { x: 12, y: frame.y + 8, width: WIDTH - 24, height: frame.height - 16 };
  let taken: readonly Box[] = cluster ? [inset] : [];

  const { governorates } = scene;
  const writeGovernorate = (place: (typeof governorates)[number]): void => {
    const fill = fillOf(place.id);
    const bold = fill === 'covered' || fill === 'nationwide';
    const size = nameSize(place, bold, true, drawing);
    for (const { at, anchor, line: target } of ANCHORS[place.id] ?? []) {
      const [x, middle] = onPage(...at);
      const left = anchor === 'end' ? x - size.width : x - size.width / 2;
      const box = { x: left, y: middle - size.height / 2, ...size };
      if (!isFree(box, labelFrame, [...taken, ...dots.map((dot) => dotBox(dot.at))])) continue;
      if (target) {
        const [tx, ty] = onPage(...target);
        on.draw(
          el('path', {
            d: `M${x + 4} ${middle} L${tx} ${ty}`,
            stroke: mapColours.outline,
            'stroke-width': 1.5,
          }),
        );
      }
      const onFill = bold && anchor !== 'end';
      writeName(on, place, box, bold, onFill ? mapColours.onCovered : colours.text, haloOf(fill, anchor));
      taken = [...taken, box];
      return;
    }
  };
  taken = writeDots(
    on,
    dots.filter(({ place }) => !clustered.has(place.id)),
    labelFrame,
    [...taken, ...dots.filter(({ place }) => clustered.has(place.id)).map(({ at }) => dotBox(at))],
    drawing,
  );
  // What is filled is named first.
  const plainLast = governorates.toSorted(
    (a, b) => Number(fillOf(a.id) === 'plain') - Number(fillOf(b.id) === 'plain'),
  );
  for (const place of plainLast) writeGovernorate(place);

  if (cluster) {
    const region = regionAround(cluster, inset);
    const detail = regionMap(borders, inset, region);
    const [left, top] = onPage(region.west, region.north);
    const [right, bottom] = onPage(region.east, region.south);
    const window = { x: left, y: top, width: right - left, height: bottom - top };
    const edge = { fill: 'none', stroke: colours.text, 'stroke-width': 2 };
    on.draw(
      el('path', {
        d: `M${right} ${top} L${inset.x} ${inset.y} M${right} ${bottom} L${inset.x} ${inset.y + inset.height}`,
        stroke: colours.text,
        'stroke-width': 1,
        'stroke-opacity': 0.5,
      }) +
        el('rect', { ...window, ...edge }) +
        el('clipPath', { id: 'inset' }, el('rect', inset)) +
        el(
          'g',
          { 'clip-path': 'url(#inset)' },
          detail.draw((id) => FILLS[fillOf(id)]),
        ) +
        el('rect', { ...inset, ...edge }),
    );
    const inside: Box = { x: inset.x + 4, y: inset.y + 4, width: inset.width - 8, height: inset.height - 8 };
    writeDots(
      on,
      dotsOn(detail.point).filter(({ place }) => clustered.has(place.id)),
      inside,
      [],
      drawing,
    );
  }

  const fills = new Set([...borders.governorates.keys()].map(fillOf));
  y = writeLegend(on, frame.y + frame.height + 38, fills, dots, drawing);
  for (const { heading, lines } of scene.lists) {
    y += 42;
    on.write(heading, { x: LEFT, y, size: sizes.text, weight: 'bold', fill: colours.text });
    for (const each of lines) {
      y += 29;
      on.write(fonts.fit(each, width, sizes.small), { x: LEFT, y, size: sizes.small, fill: colours.quiet });
    }
  }
  y += 40;
  on.write(texts.map.boundaries, { x: LEFT, y, size: sizes.small, fill: colours.quiet });
  y += 28;
  on.write(scene.edition, { x: LEFT, y, size: sizes.small, fill: colours.quiet });
  const height = y + 24;

  const ids = [...borders.governorates.keys()];
  return {
    svg: picture(
      WIDTH,
      height,
      scene.title,
      el('defs', {}, stripes('possible', mapColours.possible, mapColours.governorate, 0.3)) + on.svg(),
    ),
    width: WIDTH,
    height,
    texts: on.texts,
    filled: {
      covered: ids.filter((id) => fillOf(id) === 'covered' || fillOf(id) === 'nationwide'),
      within: ids.filter((id) => fillOf(id) === 'within'),
      possible: ids.filter((id) => fillOf(id) === 'possible'),
    },
    dots: dots.map(({ place }) => place.id),
  };
};
