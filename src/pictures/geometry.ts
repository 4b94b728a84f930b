import { readFileSync } from 'node:fs';
import type { MultiLineString, MultiPolygon, Position } from 'geojson';
import { merge, mesh } from 'topojson-client';
import { z } from 'zod';

/** The borders under `data/map`; its README tells where they come from. */

/** HASC ids of the file to ids of `data/places.json`. The strip "SY" is the UNDOF zone: drawn as Quneitra. */
const GOVERNORATES: Readonly<Record<string, string>> = {
  'SY.LA': 'latakia',
  'SY.TA': 'tartus',
  'SY.RA': 'raqqa',
  'SY.HL': 'aleppo',
  'SY.HM': 'hama',
  'SY.HI': 'homs',
  'SY.ID': 'idlib',
  'SY.HA': 'hasakah',
  'SY.DY': 'deir-ez-zor',
  'SY.SU': 'suwayda',
  'SY.RD': 'rif-dimashq',
  'SY.QU': 'quneitra',
  SY: 'quneitra',
  'SY.DR': 'daraa',
  'SY.DI': 'damascus',
};

// The stretch of the outline along the Golan Heights, in degrees: drawn dashed.
const GOLAN_EDGE = { west: 35.7, east: 35.89, south: 32.744, north: 33.407 };

export type Borders = {
  /** By place id. */
  readonly governorates: ReadonlyMap<string, MultiPolygon>;
  /** Between governorates. */
  readonly inner: MultiLineString;
  readonly outline: MultiLineString;
  /** The part of the outline along the Golan Heights. */
  readonly dashed: MultiLineString;
  /** All land around, and the borders between the neighbours. */
  readonly land: MultiPolygon;
  readonly neighbours: MultiLineString;
};

const topologySchema = z.object({
  type: z.literal('Topology'),
  objects: z.object({
    syr: z.object({
      type: z.literal('GeometryCollection'),
      geometries: z.array(
        z.object({
          type: z.literal('Polygon'),
          id: z.string(),
          arcs: z.array(z.array(z.number())),
        }),
      ),
    }),
  }),
  arcs: z.array(z.array(z.array(z.number()))),
  transform: z.object({
    scale: z.tuple([z.number(), z.number()]),
    translate: z.tuple([z.number(), z.number()]),
  }),
});

const position = z.tuple([z.number(), z.number()]);

const neighboursSchema = z.object({
  features: z.tuple([
    z.object({
      id: z.literal('land'),
      geometry: z.object({
        type: z.literal('MultiPolygon'),
        coordinates: z.array(z.array(z.array(position))),
      }),
    }),
    z.object({
      id: z.literal('borders'),
      geometry: z.object({ type: z.literal('MultiLineString'), coordinates: z.array(z.array(position)) }),
    }),
  ]),
});

const atGolan = ([lon = 0, lat = 0]: Position): boolean =>
  lon > GOLAN_EDGE.west && lon < GOLAN_EDGE.east && lat > GOLAN_EDGE.south && lat < GOLAN_EDGE.north;

/** Cuts lines into the stretches whose steps pass the test and those whose steps do not. */
const split = (lines: readonly Position[][], test: (step: Position) => boolean) => {
  const passed: Position[][] = [];
  const failed: Position[][] = [];
  for (const points of lines) {
    let before: boolean | undefined;
    points.slice(1).forEach((to, i) => {
      const from = points[i] ?? to;
      const passes = test(from) && test(to);
      const target = passes ? passed : failed;
      const last = target.at(-1);
      if (passes === before && last) last.push(to);
      else target.push([from, to]);
      before = passes;
    });
  }
  return { passed, failed };
};

const json = (dir: string | URL, name: string): unknown =>
  JSON.parse(readFileSync(new URL(name, dir), 'utf8'));

/** Reads the borders from a folder URL that ends in a slash. */
export const loadBorders = (dir: string | URL = new URL('../../data/map/', import.meta.url)): Borders => {
  const topology = topologySchema.parse(json(dir, 'syria.topo.json'));
  const { geometries } = topology.objects.syr;
  const placeOf = (id: unknown): string | undefined => GOVERNORATES[String(id)];
  const ids = new Set(geometries.flatMap(({ id }) => placeOf(id) ?? []));
  const outline = split(mesh(topology, topology.objects.syr, (a, b) => a === b).coordinates, atGolan);
  const [land, neighbours] = neighboursSchema.parse(json(dir, 'neighbours.geo.json')).features;
  return {
    governorates: new Map(
      [...ids].map((place) => [
        place,
        merge(
          topology,
          geometries.filter(({ id }) => placeOf(id) === place),
        ),
      ]),
    ),
    inner: mesh(topology, topology.objects.syr, (a, b) => placeOf(a.id) !== placeOf(b.id)),
    outline: { type: 'MultiLineString', coordinates: outline.failed },
    dashed: { type: 'MultiLineString', coordinates: outline.passed },
    land: land.geometry,
    neighbours: neighbours.geometry,
  };
};
