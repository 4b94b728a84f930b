import { hasArabic, type Weight } from './fonts.ts';
import { colours } from './theme.ts';

/** SVG as text, built from small pure functions. Coordinates in pixels, from the top left. */

/** A rectangle that holds something drawn. */
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

export const collide = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

export const within = (inner: Box, outer: Box): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

// XML 1.0 has no way to write these.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed.
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

export const escapeXml = (text: string): string =>
  text.replace(UNWRITABLE, '').replace(/[&<>"]/g, (char) => ENTITIES[char] ?? char);

type Attributes = Readonly<Record<string, string | number | undefined>>;

const number = (value: number): string => String(Math.round(value * 100) / 100);

/** An element; attributes that are undefined are left out. */
export const el = (name: string, attributes: Attributes, content?: string): string => {
  const written = Object.entries(attributes)
    .flatMap(([key, value]) =>
      value === undefined
        ? []
        : [` ${key}="${typeof value === 'number' ? number(value) : escapeXml(value)}"`],
    )
    .join('');
  return content === undefined ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
};

/** A line of text by its baseline. */
export type Line = {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly weight?: Weight;
  readonly fill: string;
  /** `x` is the left end unless told otherwise; Arabic too is placed by where it is on the page. */
  readonly anchor?: 'start' | 'middle' | 'end';
  /** A rim in this colour, which keeps lines behind the letters from running into them. */
  readonly halo?: string;
};

export const line = (text: string, { x, y, size, weight, fill, anchor, halo }: Line): string =>
  el(
    'text',
    {
      x,
      y,
      'font-size': size,
      'font-weight': weight === 'bold' ? 600 : 400,
      'font-family': hasArabic(text) ? 'Noto Sans Arabic, Inter' : 'Inter, Noto Sans Arabic',
      fill,
      'text-anchor': anchor === 'start' ? undefined : anchor,
      stroke: halo,
      'stroke-width': halo && 5,
      'stroke-linejoin': halo && 'round',
      'paint-order': halo && 'stroke',
    },
    escapeXml(text),
  );

/** The box of a line of text: from the top of its letters to the foot of its descenders. */
export const lineBox = (
  width: number,
  { x, y, size, anchor }: Pick<Line, 'x' | 'y' | 'size' | 'anchor'>,
): Box => ({
  x: anchor === 'middle' ? x - width / 2 : anchor === 'end' ? x - width : x,
  y: y - size * 0.95,
  width,
  height: size * 1.25,
});

/** A pattern of slanted stripes, for what is uncertain; `share` is how much they take. Fill with `url(#id)`. */
export const stripes = (id: string, colour: string, ground: string, share = 0.5): string =>
  el(
    'pattern',
    { id, width: 9, height: 9, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
    el('rect', { width: 9, height: 9, fill: ground }) +
      el('rect', { width: 9 * share, height: 9, fill: colour }),
  );

/** The whole picture. */
export const picture = (width: number, height: number, title: string, content: string): string =>
  el(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}` },
    el('title', {}, escapeXml(title)) + el('rect', { width, height, fill: colours.ground }) + content,
  );
