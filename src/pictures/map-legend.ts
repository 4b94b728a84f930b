import { type Dot, markDot } from './map-dots.ts';
import type { MapScene } from './scenes.ts';
import type { Drawing, Sheet } from './sheet.ts';
import { el } from './svg.ts';
import { colours, MARGIN, mapColours, sizes, WIDTH } from './theme.ts';

/** How governorates are filled, and the legend that says so. */

export type Fill = 'covered' | 'nationwide' | 'within' | 'possible' | 'plain';

export const FILLS: Readonly<Record<Fill, string>> = {
  covered: mapColours.covered,
  nationwide: mapColours.nationwide,
  within: mapColours.within,
  possible: 'url(#possible)',
  plain: mapColours.governorate,
};

/** The legend of what the map has, and nothing else; gives its last baseline. */
export const writeLegend = (
  on: Sheet,
  top: number,
  fills: ReadonlySet<Fill>,
  dots: readonly Dot[],
  legend: MapScene['legend'],
  { fonts }: Drawing,
): number => {
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
  let x = MARGIN;
  let y = top;
  for (const { text, draw } of items) {
    const width = 36 + fonts.width(text, sizes.small);
    if (x > MARGIN && x + width > WIDTH - MARGIN) {
      x = MARGIN;
      y += 32;
    }
    on.draw(draw(x, y));
    on.write(text, { x: x + 36, y, size: sizes.small, fill: colours.quiet });
    x += width + 26;
  }
  return items.length > 0 ? y : top - 32;
};
