import { type BaseMap, countryMap, type Point } from './base-map.ts';
import type { Borders } from './geometry.ts';
import { type Dot, writeDots } from './map-dots.ts';
import { writeGovernorate } from './map-governorates.ts';
import { drawInset, drawWindow, insetFor } from './map-inset.ts';
import { FILLS, type Fill, writeLegend } from './map-legend.ts';
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
  /** Ids of the governorates by how they are filled; `covered` has those of a nationwide one too. */
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
const TEXT_WIDTH = WIDTH - 2 * MARGIN;
// The inset stands in the empty corner south-east of the border.
const INSET = { x: 716, width: WIDTH - MARGIN - 716, height: 262, fromBottom: 24 } as const;

/** The country as every map shows it, its upper left corner at 0, 0. */
export const projectCountry = (borders: Borders): BaseMap =>
  countryMap(
    borders,
    { x: 0, y: 0, width: WIDTH, height: MAP_HEIGHT },
    { x: 150, y: 18, width: 880, height: MAP_HEIGHT - 36 },
  );

/** Title and subtitle; gives the last baseline. */
const writeHeading = (on: Sheet, { title, subtitle }: MapScene): number => {
  const first = { x: LEFT, y: 60, size: sizes.title, weight: 'bold', fill: colours.text } as const;
  const y = on.writeLines(title, first, { width: TEXT_WIDTH, most: 2, leading: 46 });
  const second = { x: LEFT, y: y + 34, size: sizes.text, fill: colours.quiet };
  return on.writeLines(subtitle, second, { width: TEXT_WIDTH, most: 2, leading: 28 });
};

/** The lists and the notes at the foot; gives the last baseline. */
const writeFoot = (
  on: Sheet,
  { lists, boundaries, edition }: MapScene,
  top: number,
  { fonts }: Drawing,
): number => {
  let y = top;
  for (const { heading, lines } of lists) {
    y += 42;
    on.write(heading, { x: LEFT, y, size: sizes.text, weight: 'bold', fill: colours.text });
    for (const each of lines) {
      y += 29;
      on.write(fonts.fit(each, TEXT_WIDTH, sizes.small), {
        x: LEFT,
        y,
        size: sizes.small,
        fill: colours.quiet,
      });
    }
  }
  on.write(boundaries, { x: LEFT, y: y + 40, size: sizes.small, fill: colours.quiet });
  on.write(edition, { x: LEFT, y: y + 68, size: sizes.small, fill: colours.quiet });
  return y + 68;
};

const fillsOf =
  ({ certain, possible }: MapScene) =>
  (id: string): Fill => {
    if (certain.governorates.includes(id)) return 'covered';
    if (certain.nationwide) return 'nationwide';
    if (certain.within.includes(id)) return 'within';
    // A place in doubt is a dot in doubt: it stripes no governorate.
    return possible.governorates.includes(id) || possible.nationwide ? 'possible' : 'plain';
  };

const dotsOf =
  ({ certain, possible }: MapScene) =>
  (point: (lon: number, lat: number) => Point): readonly Dot[] => {
    const known = new Set(certain.places.map(({ id }) => id));
    const doubtful = possible.places.filter(({ id }) => !known.has(id));
    return [
      ...certain.places.map((place) => ({ place, at: point(place.lon, place.lat), certain: true })),
      ...doubtful.map((place) => ({ place, at: point(place.lon, place.lat), certain: false })),
    ];
  };

/** The SVG of a map. `certain` areas are filled and dotted; `possible` ones striped, with hollow dots. */
export const drawMap = (scene: MapScene, drawing: MapDrawing): DrawnMap => {
  const { fonts, borders, country } = drawing;
  const on = sheet(fonts);
  const top = writeHeading(on, scene) + 24;
  const bottom = top + MAP_HEIGHT;
  const frame: Box = { x: 0, y: top, width: WIDTH, height: MAP_HEIGHT };
  const onMap = (lon: number, lat: number): Point => {
    const [x, fromTop] = country.point(lon, lat);
    return [x, top + fromTop];
  };

  const fillOf = fillsOf(scene);
  const colourOf = (id: string): string => FILLS[fillOf(id)];
  const ground = el('g', { transform: `translate(0 ${top})` }, country.draw(colourOf));
  on.draw(el('clipPath', { id: 'map' }, el('rect', frame)) + el('g', { 'clip-path': 'url(#map)' }, ground));

  const dotsOn = dotsOf(scene);
  const dots = dotsOn(onMap);
  const { fromBottom, ...size } = INSET;
  const inset = insetFor(dots, { ...size, y: bottom - size.height - fromBottom }, onMap);
  if (inset) drawWindow(on, inset);

  const labels: Box = { x: 12, y: top + 8, width: WIDTH - 24, height: MAP_HEIGHT - 16 };
  const outside = dots.filter(({ place }) => !inset?.places.has(place.id));
  let taken = writeDots(on, outside, labels, inset ? [inset.box, inset.window] : [], drawing);
  // What is filled is named first.
  const order = scene.governorates.toSorted(
    (a, b) => Number(fillOf(a.id) === 'plain') - Number(fillOf(b.id) === 'plain'),
  );
  for (const place of order) {
    const room = { frame: labels, taken, onMap };
    const box = writeGovernorate(on, place, fillOf(place.id), room, drawing);
    if (box) taken = [...taken, box];
  }
  if (inset) drawInset(on, inset, borders, colourOf, dotsOn, drawing);

  const ids = [...borders.governorates.keys()];
  const legendEnd = writeLegend(on, bottom + 38, new Set(ids.map(fillOf)), dots, scene.legend, drawing);
  const height = writeFoot(on, scene, legendEnd, drawing) + 24;
  const defs = el('defs', {}, stripes('possible', mapColours.possible, mapColours.governorate, 0.3));
  const filled = (...fills: readonly Fill[]): readonly string[] =>
    ids.filter((id) => fills.includes(fillOf(id)));
  return {
    svg: picture(WIDTH, height, scene.title, defs + on.svg()),
    width: WIDTH,
    height,
    texts: on.texts,
    filled: {
      covered: filled('covered', 'nationwide'),
      within: filled('within'),
      possible: filled('possible'),
    },
    dots: dots.map(({ place }) => place.id),
  };
};
