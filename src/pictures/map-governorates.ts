import type { Point } from './base-map.ts';
import { isFree } from './labels.ts';
import { FILLS, type Fill } from './map-legend.ts';
import { type Named, nameSize, writeName } from './map-names.ts';
import type { Drawing, Sheet } from './sheet.ts';
import { type Box, el } from './svg.ts';
import { colours, mapColours } from './theme.ts';

/** The names of the governorates. */

// Where governorates are named, in degrees, the best place first; "end" names stand left of the point, abroad
// or at sea, some with a line into the governorate.
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

const haloOf = (fill: Fill, anchor: 'end' | undefined): string => {
  if (anchor === 'end') return mapColours.land;
  return fill === 'possible' ? mapColours.governorate : FILLS[fill];
};

/**
 * Writes the name of a governorate at the first of its places that is free; leaves it out where none is.
 * Gives its box.
 */
export const writeGovernorate = (
  on: Sheet,
  place: Named & { readonly id: string },
  fill: Fill,
  room: {
    readonly frame: Box;
    readonly taken: readonly Box[];
    readonly onMap: (lon: number, lat: number) => Point;
  },
  drawing: Drawing,
): Box | null => {
  const bold = fill === 'covered' || fill === 'nationwide';
  const size = nameSize(place, bold, true, drawing);
  for (const { at, anchor, line } of ANCHORS[place.id] ?? []) {
    const [x, middle] = room.onMap(...at);
    const left = anchor === 'end' ? x - size.width : x - size.width / 2;
    const box = { x: left, y: middle - size.height / 2, ...size };
    if (!isFree(box, room.frame, room.taken)) continue;
    if (line) {
      const to = room.onMap(...line).join(' ');
      const d = `M${x + 4} ${middle} L${to}`;
      on.draw(el('path', { d, stroke: mapColours.outline, 'stroke-width': 1.5 }));
    }
    writeName(on, place, box, {
      bold,
      fill: bold && anchor !== 'end' ? mapColours.onCovered : colours.text,
      halo: haloOf(fill, anchor),
    });
    return box;
  }
  return null;
};
