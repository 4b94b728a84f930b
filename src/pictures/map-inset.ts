import { type Point, type Region, regionMap } from './base-map.ts';
import type { Borders } from './geometry.ts';
import { clusters } from './labels.ts';
import { type Dot, writeDots } from './map-dots.ts';
import type { Drawing, Sheet } from './sheet.ts';
import { type Box, el } from './svg.ts';
import { colours } from './theme.ts';

/** A closer view of the places that lie too near to one another on the map, such as those around Damascus. */

// Dots closer than this cannot be told apart, let alone named.
const CLUSTER = 30;
const LEAST_CLUSTER = 3;
// The least height of a view, in degrees: positions are approximate.
const LEAST_VIEW = 0.1;
const EDGE = { fill: 'none', stroke: colours.text, 'stroke-width': 2 };

export type Inset = {
  /** Where it stands in the picture. */
  readonly box: Box;
  /** What it shows, on the map. */
  readonly window: Box;
  readonly region: Region;
  /** Ids of the places that it shows. */
  readonly places: ReadonlySet<string>;
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
  const height = Math.max(LEAST_VIEW, (north - south) * 1.7, ((east - west) * 2.2) / aspect);
  const [lon, lat] = [(west + east) / 2, (south + north) / 2];
  return {
    west: lon - (height * aspect) / 2,
    east: lon + (height * aspect) / 2,
    south: lat - height / 2,
    north: lat + height / 2,
  };
};

/** The inset for the largest cluster of dots, or null where every dot has room. */
export const insetFor = (
  dots: readonly Dot[],
  box: Box,
  onMap: (lon: number, lat: number) => Point,
): Inset | null => {
  const cluster = clusters(dots, CLUSTER)
    .filter((group) => group.length >= LEAST_CLUSTER)
    .toSorted((a, b) => b.length - a.length)[0];
  if (!cluster) return null;
  const region = regionAround(cluster, box);
  const [left, top] = onMap(region.west, region.north);
  const [right, bottom] = onMap(region.east, region.south);
  return {
    box,
    window: { x: left, y: top, width: right - left, height: bottom - top },
    region,
    places: new Set(cluster.map(({ place }) => place.id)),
  };
};

/** The window on the map, and the lines from it to the inset. */
export const drawWindow = (on: Sheet, { box, window }: Inset): void => {
  const right = window.x + window.width;
  const bottom = window.y + window.height;
  on.draw(
    el('path', {
      d: `M${right} ${window.y} L${box.x} ${box.y} M${right} ${bottom} L${box.x} ${box.y + box.height}`,
      stroke: colours.text,
      'stroke-width': 1,
      'stroke-opacity': 0.5,
    }) + el('rect', { ...window, ...EDGE }),
  );
};

/** The inset itself, with its dots and their names. */
export const drawInset = (
  on: Sheet,
  { box, region, places }: Inset,
  borders: Borders,
  fillOf: (governorate: string) => string,
  dotsOn: (point: (lon: number, lat: number) => Point) => readonly Dot[],
  drawing: Drawing,
): void => {
  const map = regionMap(borders, box, region);
  on.draw(
    el('clipPath', { id: 'inset' }, el('rect', box)) +
      el('g', { 'clip-path': 'url(#inset)' }, map.draw(fillOf)) +
      el('rect', { ...box, ...EDGE }),
  );
  const inside: Box = { x: box.x + 4, y: box.y + 4, width: box.width - 8, height: box.height - 8 };
  const dots = dotsOn(map.point).filter(({ place }) => places.has(place.id));
  writeDots(on, dots, inside, [], drawing);
};
