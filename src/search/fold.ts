/**
 * Folding: the same name in whatever spelling becomes the same text. Both the dataset's names and what
 * people type go through it, so a rule may be crude as long as it treats both alike.
 */

const LETTERS: Readonly<Record<string, string>> = {
  ة: 'ه',
  ى: 'ي',
  ی: 'ي',
  ئ: 'ي',
  ؤ: 'و',
  ک: 'ك',
  ٱ: 'ا',
  ڤ: 'ف',
  ı: 'i',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  '٫': '.',
  '،': ',',
  '؟': '?',
  '؛': ';',
};
const LETTER = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g');

// Apostrophes, primes and the signs for ʿayn and hamza; zero-width signs, text directions, tatweel.
const DROPPED = /['’‘ʿʾʼ`´ʹ′ʻء\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeffـ]/g;

const digit = (char: string): string => {
  const code = char.charCodeAt(0);
  return String(code >= 0x06f0 ? code - 0x06f0 : code - 0x0660);
};

/**
 * Lower case without marks, with one form of each Arabic letter, Western digits and no apostrophes.
 * Punctuation and spaces stay.
 */
export const foldLetters = (text: string): string =>
  // Most of what is folded is plain English.
  PLAIN.test(text) ? text.toLowerCase() : foldMarked(text);

/** Letters and numbers folded, all else as single spaces; articles stay. For patterns over whole questions. */
export const foldedLine = (text: string): string =>
  foldLetters(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

// ASCII without the signs that folding drops.
const PLAIN = /^[\n -&(-_a-~]*$/;

const foldMarked = (text: string): string =>
  text
    .replace(/[ئؤ]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(DROPPED, '')
    .replace(/[٠-٩۰-۹]/g, digit)
    .replace(LETTER, (letter) => LETTERS[letter] ?? letter)
    .replace(/[–—−‐‑‒]/g, '-');

// The Arabic article as Latin and Cyrillic letters write it before sun and moon letters.
const ARTICLES = new Set(
  'al ar as at ash az ad an el er es et esh ez ed en аль ар ас ат аш аз ад ан эль эр эс эт эш эз эд эн ель'.split(
    ' ',
  ),
);

// "d'Alep", "l'accord": two words. Names with an inner apostrophe ("Dar'a") are one.
const FRENCH_ELISION = /(?<!\p{L})([dl]|qu)['’](?=\p{L}{2})/giu;

// Turkish and Kurdish case endings after a name: "Halep'te", "Şam'da", "Heleb'ê".
const CASE_ENDING = /(?<=\p{L}{3})['’](?:[dt][ae](?:n|ki)?|n?[ıiuü]n|y[aeıiuü])(?!\p{L})/giu;

/** The Arabic article that is written together with its word: taken off where enough of a word stays. */
const withoutArticle = (word: string): string =>
  word.startsWith('ال') && word.length >= 5 ? word.slice(2) : word;

/** The words of a text, folded, without articles. `Ar-Raqqah` gives `raqqah`, `الرقة` gives `رقه`. */
export const foldWords = (text: string): readonly string[] => {
  const apart = /['’]/.test(text) ? text.replace(FRENCH_ELISION, '$1 ').replace(CASE_ENDING, '') : text;
  const words = foldLetters(apart)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const kept = words.filter((word) => !ARTICLES.has(word));
  return (kept.length > 0 ? kept : words).map(withoutArticle);
};

/** The words of `foldWords` joined by single spaces: the key under which a name is looked up. */
export const fold = (text: string): string => foldWords(text).join(' ');

/**
 * The number of single edits between two texts: a letter put in, left out, replaced, or two neighbours
 * swapped. Gives `limit + 1` as soon as it must be more than `limit`.
 */
export const editDistance = (a: string, b: string, limit: number): number => {
  const over = limit + 1;
  if (Math.abs(a.length - b.length) > limit) return over;
  const width = b.length + 1;
  let beforeLast = new Uint8Array(width);
  let last = new Uint8Array(width);
  let row = new Uint8Array(width);
  for (let j = 0; j < width; j += 1) last[j] = j;
  for (let i = 1; i <= a.length; i += 1) {
    // Cells further from the diagonal than the limit cannot matter.
    const from = Math.max(1, i - limit);
    const to = Math.min(b.length, i + limit);
    row[from - 1] = from === 1 ? i : over;
    let least = from === 1 ? i : over;
    const letter = a.charCodeAt(i - 1);
    const before = i > 1 ? a.charCodeAt(i - 2) : -1;
    for (let j = from; j <= to; j += 1) {
      const other = b.charCodeAt(j - 1);
      const above = j < i + limit ? (last[j] ?? over) : over;
      let cost = Math.min(
        above + 1,
        (row[j - 1] ?? over) + 1,
        (last[j - 1] ?? over) + (letter === other ? 0 : 1),
      );
      if (j > 1 && letter === b.charCodeAt(j - 2) && before === other) {
        cost = Math.min(cost, (beforeLast[j - 2] ?? over) + 1);
      }
      row[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > limit) return over;
    const spare = beforeLast;
    beforeLast = last;
    last = row;
    row = spare;
  }
  return Math.min(last[b.length] ?? over, over);
};
