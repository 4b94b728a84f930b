import { Resvg } from '@resvg/resvg-js';
import { describe, expect, it } from 'vitest';
import { fontPaths, hasArabic } from '../../src/pictures/fonts.ts';
import { line } from '../../src/pictures/svg.ts';
import { dataset, drawing } from './fixtures.ts';

const { fonts } = drawing;

/** How wide the renderer draws a text. */
const drawnWidth = (text: string, weight: 'regular' | 'bold'): number => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="4000" height="60">${line(text, { x: 10, y: 40, size: 20, weight, fill: 'red' })}</svg>`;
  return (
    new Resvg(svg, { font: { loadSystemFonts: false, fontFiles: [...fontPaths] } }).getBBox()?.width ?? 0
  );
};

const names = [
  ...dataset.agreements.map(({ name }) => name),
  ...[...dataset.places.values()].flatMap(({ name, aliases }) => [name, ...aliases.ar]),
];

describe('measured widths', () => {
  it('hold what is drawn, to a pixel, and little more, for every name of the dataset', () => {
    for (const text of names) {
      for (const weight of ['regular', 'bold'] as const) {
        const drawn = drawnWidth(text, weight);
        const measured = fonts.width(text, 20, weight);
        expect(measured, text).toBeGreaterThanOrEqual(drawn - 1);
        // Side bearings and kerning; a loose bound for short words.
        expect(measured, text).toBeLessThanOrEqual(drawn * 1.05 + 5);
      }
    }
  });

  it('know joined Arabic from single letters', () => {
    expect(hasArabic('حلب')).toBe(true);
    expect(fonts.width('حلب', 20)).toBeLessThan(
      fonts.width('ح', 20) + fonts.width('ل', 20) + fonts.width('ب', 20),
    );
  });
});

describe('texts that are too long', () => {
  it('are cut to the room, with a sign that something is missing', () => {
    const cut = fonts.fit('W'.repeat(100), 200, 20);
    expect(cut.endsWith('…')).toBe(true);
    expect(fonts.width(cut, 20)).toBeLessThanOrEqual(200);
    expect(fonts.fit('short', 200, 20)).toBe('short');
  });

  it('break between words, and a single long word is cut', () => {
    const lines = fonts.wrap(`a truce of ${'W'.repeat(80)} kept`, 220, 20);
    expect(lines.length).toBeGreaterThan(2);
    for (const each of lines) expect(fonts.width(each, 20)).toBeLessThanOrEqual(220);
  });
});
