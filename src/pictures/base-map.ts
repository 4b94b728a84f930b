import { type GeoProjection, geoMercator, geoPath } from 'd3-geo';
import type { MultiPolygon } from 'geojson';
import type { Borders } from './geometry.ts';
import { type Box, el } from './svg.ts';
import { mapColours } from './theme.ts';

/** The ground of a map: land, sea, governorates with their fills, and lines. */

export type Point = readonly [x: number, y: number];

export type BaseMap = {
  /** A place on the page, from degrees. */
  readonly point: (lon: number, lat: number) => Point;
  /** The ground as SVG; `fillOf` gives a governorate's colour. */
  readonly draw: (fillOf: (governorate: string) => string) => string;
};

/** A window in degrees. */
export type Region = {
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
};

const PAD = 40;

const baseMap = (borders: Borders, projection: GeoProjection, frame: Box, scale: number): BaseMap => {
  // Straight lines between the points of the file: at this size no bend would be seen.
  projection.precision(0).clipExtent([
    [frame.x - PAD, frame.y - PAD],
    [frame.x + frame.width + PAD, frame.y + frame.height + PAD],
  ]);
  const path = geoPath(projection).digits(1);
  const d = (shape: Parameters<typeof path>[0]): string => path(shape) ?? '';
  const governorates = [...borders.governorates].map(([id, shape]) => ({ id, d: d(shape) }));
  const stroke = (shape: string, colour: string, width: number, dash?: string): string =>
    el('path', {
      d: shape,
      fill: 'none',
      stroke: colour,
      'stroke-width': width * scale,
      'stroke-linejoin': 'round',
      'stroke-dasharray': dash,
    });
  const ground =
    el('rect', { ...frame, fill: mapColours.sea }) +
    el('path', {
      d: d(borders.land),
      fill: mapColours.land,
      stroke: mapColours.border,
      'stroke-width': 1.2,
    }) +
    stroke(d(borders.neighbours), mapColours.border, 1.5);
  const lines =
    stroke(d(borders.inner), mapColours.governorateEdge, 1.6) +
    stroke(d(borders.outline), mapColours.outline, 2.2) +
    stroke(d(borders.dashed), mapColours.outline, 2.2, '5 5');
  return {
    point: (lon, lat) => projection([lon, lat]) ?? [Number.NaN, Number.NaN],
    draw: (fillOf) =>
      ground +
      governorates
        .map((governorate) =>
          el('path', {
            d: governorate.d,
            fill: fillOf(governorate.id),
            'data-governorate': governorate.id,
          }),
        )
        .join('') +
      lines,
  };
};

const extent = ({ x, y, width, height }: Box): [[number, number], [number, number]] => [
  [x, y],
  [x + width, y + height],
];

/** A map of the country, fitted into `fit` and drawn over the whole of `frame`. */
export const countryMap = (borders: Borders, frame: Box, fit: Box): BaseMap => {
  const country: MultiPolygon = {
    type: 'MultiPolygon',
    coordinates: [...borders.governorates.values()].flatMap(({ coordinates }) => coordinates),
  };
  return baseMap(borders, geoMercator().fitExtent(extent(fit), country), frame, 1);
};

/** A map of a window, its middle in the middle of `frame`. */
export const regionMap = (borders: Borders, frame: Box, { west, east, south, north }: Region): BaseMap => {
  const corners = {
    type: 'MultiPoint' as const,
    coordinates: [
      [west, south],
      [east, north],
    ],
  };
  return baseMap(borders, geoMercator().fitExtent(extent(frame), corners), frame, 1.3);
};
