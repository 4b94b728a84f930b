import type { Place } from '../dataset/schema.ts';
import type { Drawing, Sheet } from './sheet.ts';
import type { Box } from './svg.ts';

/** Names on the map: English, and Arabic below it where there is room. */

export type Named = Pick<Place, 'name' | 'aliases'>;

const ENGLISH = 20;
const ARABIC = { regular: 19, bold: 21 } as const;
const ENGLISH_HEIGHT = 25;
const BILINGUAL_HEIGHT = 53;

const arabicName = ({ aliases }: Named): string => aliases.ar[0] ?? '';

/** How large a name is; a bilingual one is as low as an English one where no Arabic name is known. */
export const nameSize = (
  place: Named,
  bold: boolean,
  bilingual: boolean,
  { fonts }: Drawing,
): { readonly width: number; readonly height: number } => {
  const weight = bold ? 'bold' : 'regular';
  const english = fonts.width(place.name, ENGLISH, weight);
  const arabic = bilingual ? fonts.width(arabicName(place), ARABIC[weight], weight) : 0;
  return { width: Math.max(english, arabic), height: arabic > 0 ? BILINGUAL_HEIGHT : ENGLISH_HEIGHT };
};

/** Writes a name into a box of the size that `nameSize` gave. */
export const writeName = (
  on: Sheet,
  place: Named,
  box: Box,
  style: { readonly bold: boolean; readonly fill: string; readonly halo: string },
): void => {
  const weight = style.bold ? 'bold' : 'regular';
  const x = box.x + box.width / 2;
  const shared = { x, weight, fill: style.fill, halo: style.halo, anchor: 'middle' } as const;
  on.write(place.name, { ...shared, y: box.y + 19, size: ENGLISH });
  if (box.height > ENGLISH_HEIGHT) {
    on.write(arabicName(place), { ...shared, y: box.y + 46, size: ARABIC[weight] });
  }
};
