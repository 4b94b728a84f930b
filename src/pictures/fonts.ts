import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Widths of texts, read from the TTF files that the renderer draws with. Arabic is measured in its joined
 * forms. Kerning is left out: it makes Latin texts narrower in these fonts, and Arabic ones at most a little wider, for which
 * room is left, so that what is drawn fits what is measured to a pixel.
 */

const FOLDER = new URL('../../assets/fonts/', import.meta.url);
const FILES = {
  latin: { regular: 'Inter-Regular.ttf', bold: 'Inter-SemiBold.ttf' },
  arabic: { regular: 'NotoSansArabic-Regular.ttf', bold: 'NotoSansArabic-SemiBold.ttf' },
} as const;

export type Weight = 'regular' | 'bold';
export type Script = keyof typeof FILES;

/** The font files, for the renderer. */
export const fontPaths: readonly string[] = Object.values(FILES)
  .flatMap((files) => Object.values(files))
  .map((name) => fileURLToPath(new URL(name, FOLDER)));

/** Measures and shortens texts. Sizes and widths in pixels. */
export type Fonts = {
  readonly width: (text: string, size: number, weight?: Weight) => number;
  /** The text, cut with "…" where it is wider than `max`. */
  readonly fit: (text: string, max: number, size: number, weight?: Weight) => string;
  /** The text in lines of at most `max`; words that are too long for a line are cut with "…". */
  readonly wrap: (text: string, max: number, size: number, weight?: Weight) => readonly string[];
};

type Face = { readonly advance: (codePoint: number) => number | undefined };

// Arabic and its supplements, presentation forms included.
const ARABIC = /[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]/u;

/** Whether a text holds Arabic letters. */
export const hasArabic = (text: string): boolean => ARABIC.test(text);

// Unicode's presentation forms of the letters, in the order isolated, final, initial, medial; letters that do
// not join to the left have the first two only.
const FORMS: ReadonlyMap<string, readonly string[]> = (() => {
  const forms = new Map<string, string[]>();
  for (let code = 0xfe80; code <= 0xfefc; code += 1) {
    const form = String.fromCodePoint(code);
    const letter = form.normalize('NFKC');
    forms.set(letter, [...(forms.get(letter) ?? []), form]);
  }
  return forms;
})();

const MARK = /\p{Mn}/u;

/** Arabic letters replaced by the forms in which they are drawn; other characters as they are. */
const joined = (text: string): readonly string[] => {
  const letters: string[] = [];
  for (const char of text) {
    if (MARK.test(char)) continue;
    // Lam and alef are drawn as one.
    if (FORMS.has(`${letters.at(-1)}${char}`)) letters[letters.length - 1] += char;
    else letters.push(char);
  }
  return letters.map((letter, i) => {
    const forms = FORMS.get(letter);
    if (!forms) return letter;
    const afterJoin = (FORMS.get(letters[i - 1] ?? '')?.length ?? 0) === 4;
    const beforeJoin = forms.length === 4 && FORMS.has(letters[i + 1] ?? '');
    return forms[(afterJoin ? 1 : 0) + (beforeJoin ? 2 : 0)] ?? letter;
  });
};

const readFace = (bytes: Buffer): Face => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tables = new Map<string, number>();
  for (let i = 0; i < view.getUint16(4); i += 1) {
    const entry = 12 + 16 * i;
    tables.set(bytes.toString('latin1', entry, entry + 4), view.getUint32(entry + 8));
  }
  const table = (tag: string): number => {
    const offset = tables.get(tag);
    if (offset === undefined) throw new Error(`The font has no table "${tag}".`);
    return offset;
  };
  const unitsPerEm = view.getUint16(table('head') + 18);
  const metrics = view.getUint16(table('hhea') + 34);
  const hmtx = table('hmtx');
  const glyphs = new Map<number, number>();
  const cmap = table('cmap');
  for (let i = 0; i < view.getUint16(cmap + 2); i += 1) {
    const sub = cmap + view.getUint32(cmap + 4 + 8 * i + 4);
    if (view.getUint16(sub) !== 12) continue;
    for (let group = 0; group < view.getUint32(sub + 12); group += 1) {
      const at = sub + 16 + 12 * group;
      const first = view.getUint32(at);
      for (let code = first; code <= view.getUint32(at + 4); code += 1) {
        glyphs.set(code, view.getUint32(at + 8) + code - first);
      }
    }
  }
  return {
    advance: (codePoint) => {
      const glyph = glyphs.get(codePoint);
      if (glyph === undefined) return undefined;
      return view.getUint16(hmtx + 4 * Math.min(glyph, metrics - 1)) / unitsPerEm;
    },
  };
};

// Of the names of the dataset "تل تمر" is widened most, by 3 % of its width.
const ARABIC_KERNING = 1.02;

// A glyph that no font has is drawn as a box; nothing drawn is wider than this.
const MISSING = 1;

const load = (script: Script, weight: Weight): Face =>
  readFace(readFileSync(new URL(FILES[script][weight], FOLDER)));

/** Reads the shipped fonts (about 1 MB, once). */
export const loadFonts = (): Fonts => {
  const faces = {
    regular: [load('latin', 'regular'), load('arabic', 'regular')],
    bold: [load('latin', 'bold'), load('arabic', 'bold')],
  } as const;
  const known = { regular: new Map<string, number>(), bold: new Map<string, number>() };

  const advance = (char: string, weight: Weight): number => {
    const seen = known[weight].get(char);
    if (seen !== undefined) return seen;
    const code = char.codePointAt(0) ?? 0;
    const [latin, arabic] = faces[weight];
    const found = hasArabic(char) ? arabic.advance(code) : (latin.advance(code) ?? arabic.advance(code));
    const width = found ?? MISSING;
    known[weight].set(char, width);
    return width;
  };

  const width: Fonts['width'] = (text, size, weight = 'regular') => {
    let sum = 0;
    const arabic = hasArabic(text);
    for (const char of arabic ? joined(text) : text) sum += advance(char, weight);
    return sum * size * (arabic ? ARABIC_KERNING : 1);
  };

  const fit: Fonts['fit'] = (text, max, size, weight = 'regular') => {
    if (width(text, size, weight) <= max) return text;
    const chars = [...text];
    while (chars.length > 0 && width(`${chars.join('').trimEnd()}…`, size, weight) > max) chars.pop();
    return `${chars.join('').trimEnd()}…`;
  };

  const wrap: Fonts['wrap'] = (text, max, size, weight = 'regular') => {
    const lines: string[] = [];
    for (const word of text.split(/\s+/)) {
      const line = lines.at(-1);
      const longer = line === undefined ? word : `${line} ${word}`;
      if (line !== undefined && width(longer, size, weight) <= max) lines[lines.length - 1] = longer;
      else lines.push(fit(word, max, size, weight));
    }
    return lines;
  };

  return { width, fit, wrap };
};
