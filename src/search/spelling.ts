import type { SearchIndex } from './build-index.ts';
import { editDistance } from './fold.ts';
import { monthNames } from './months.ts';
import { once } from './once.ts';
import { letterMask, type Spelt } from './spelt.ts';
import { SUBJECT_WORDS } from './words.ts';

/** Unknown words read as known ones: written together, begun, or misspelt. The costly step, so the last. */

/** More edits than this part of a name's length make it another name (0 of 30 unrelated words accepted, 13 at 0.5). */
const EDIT_SHARE = 0.34;

/** The number of bits of 32 that are set: counted side by side, in pairs, fours and bytes. */
const bits = (mask: number): number => {
  const pairs = mask - ((mask >>> 1) & 0x5555_5555);
  const fours = (pairs & 0x3333_3333) + ((pairs >>> 2) & 0x3333_3333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
};

/** Of a few letters, one wrong letter makes another name: "Gaza" is not "Azaz", "null" is not "Nubl". */
const mayDiffer = (typed: string, name: string): boolean =>
  typed.length > 4 || (name.length > typed.length && name[0] === typed[0]);

/** The spelling in a list, by length, that is nearest to some letters, within `limit` edits per letter. */
const nearest = (
  byLength: ReadonlyMap<number, readonly Spelt[]>,
  letters: string,
  limit: number,
): { readonly phrase: string; readonly share: number } | null => {
  let best: { phrase: string; share: number } | null = null;
  const mask = letterMask(letters);
  const reach = Math.floor((letters.length * limit) / (1 - limit));
  for (let length = letters.length - reach; length <= letters.length + reach; length += 1) {
    const longer = Math.max(letters.length, length);
    for (const spelt of byLength.get(length) ?? []) {
      const most = Math.floor(longer * Math.min(limit, best?.share ?? limit));
      // Every letter that only one of them has costs an edit.
      if (bits(mask & ~spelt.mask) > most || bits(spelt.mask & ~mask) > most) continue;
      const distance = editDistance(letters, spelt.letters, most);
      if (distance > most) continue;
      const share = distance / longer;
      if (best === null || share < best.share) best = { phrase: spelt.phrase, share };
    }
  }
  return best;
};

// Letters that one name is written with in different systems: Kobani and Qobani, Idlib and Edlib.
const ALIKE = [
  'kqcgh',
  'szx',
  'iea',
  'uow',
  'td',
  'bp',
  'yj',
  'fv',
  'хгк',
  'иэе',
  'اع',
  'هح',
  'سص',
  'تط',
  'دض',
];
const beginAlike = (a: string, b: string): boolean =>
  a[0] === b[0] || ALIKE.some((group) => group.includes(a[0] ?? '') && group.includes(b[0] ?? ''));

// A name with another beginning or another number of words must be nearer: "Jolani" is not "Kobani".
const OTHER_SHAPE = 0.2;

/** Whether each word of a name has its like, where both have as many words: "Khan Sheikhoun" is not "Khan Sheikh". */
const wordsAlike = (typed: string, name: string): boolean => {
  const own = typed.split(' ');
  const other = name.split(' ');
  if (own.length < 2 || own.length !== other.length) return true;
  return own.every((word, at) => {
    const that = other[at] ?? '';
    const most = Math.max(1, Math.floor(Math.max(word.length, that.length) * 0.3));
    return editDistance(word, that, most) <= most;
  });
};

/** The name of a place or party that is spelt most like a text, or null. */
export const nearestPhrase = (index: SearchIndex, text: string, limit: number): string | null => {
  const letters = text.replaceAll(' ', '');
  const found = nearest(index.byLength, letters, limit);
  if (!found || !mayDiffer(letters, found.phrase.replaceAll(' ', ''))) return null;
  const asMany = text.split(' ').length === found.phrase.split(' ').length;
  if (!(asMany && beginAlike(letters, found.phrase)) && found.share > OTHER_SHAPE) return null;
  return wordsAlike(text, found.phrase) ? found.phrase : null;
};

/** The index of the first text in a sorted list that is not before another. */
const firstFrom = <T>(list: readonly T[], text: string, of: (item: T) => string): number => {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = list[middle];
    if (item !== undefined && of(item) < text) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** The shortest name of a place or party that begins with a text. */
const beginningWith = (index: SearchIndex, text: string): string | null => {
  let best: string | null = null;
  const list = index.sortedPhrases;
  for (let at = firstFrom(list, text, (phrase) => phrase); list[at]?.startsWith(text); at += 1) {
    const phrase = list[at];
    if (phrase !== undefined && (best === null || phrase.length < best.length)) best = phrase;
  }
  return best;
};

/** Agreements with a name that begins with a text: "Ankara ceasefire agreement" for "… 2016". */
export const namesBeginningWith = (index: SearchIndex, text: string): readonly number[] => {
  const found: number[] = [];
  const list = index.sortedNames;
  for (let at = firstFrom(list, text, ([name]) => name); list[at]?.[0].startsWith(text); at += 1) {
    const entry = list[at]?.[1];
    if (entry !== undefined && !found.includes(entry)) found.push(entry);
  }
  return found;
};

type Window = { readonly start: number; readonly length: number; readonly phrase: string };

const windowsOf = (unknown: readonly boolean[]): readonly (readonly [number, number])[] =>
  [3, 2, 1].flatMap((length) =>
    unknown.flatMap((_, start): (readonly [number, number])[] =>
      start + length <= unknown.length && unknown.slice(start, start + length).includes(true)
        ? [[start, length]]
        : [],
    ),
  );

/**
 * Reads one to three words in a row, of which at least one is unknown, as a name: joined ("deirezzor"),
 * begun ("kob"), or misspelt ("mambij"). `alone`: the words are the whole query, so that a short
 * beginning is enough.
 */
export const correctName = (
  index: SearchIndex,
  words: readonly string[],
  unknown: readonly boolean[],
  alone: boolean,
): Window | null => {
  const windows = windowsOf(unknown).map(([start, length]) => {
    const part = words.slice(start, start + length);
    return { start, length, text: part.join(' '), letters: part.join('') };
  });
  for (const { start, length, letters } of windows) {
    const phrase = letters.length >= 4 ? index.joined.get(letters) : undefined;
    if (phrase !== undefined) return { start, length, phrase };
  }
  for (const { start, length, text, letters } of windows) {
    if (!/^\p{L}+$/u.test(letters)) continue;
    const whole = alone && length === words.length;
    if (letters.length >= (whole ? 3 : 4)) {
      const phrase = beginningWith(index, text);
      if (phrase !== null && (whole || text.length >= phrase.length * 0.6)) return { start, length, phrase };
    }
    const phrase = letters.length >= 4 ? nearestPhrase(index, text, EDIT_SHARE) : null;
    if (phrase !== null) return { start, length, phrase };
  }
  return null;
};

// Single words are shorter than names, so they must be nearer.
const WORD_SHARE = 0.25;

/** The word of an agreement's name that is spelt most like a word: "kery" gives "kerry". */
export const correctWord = (index: SearchIndex, word: string): string | null => {
  if (word.length < 4) return null;
  const found = nearest(index.nameWords, word, WORD_SHARE);
  return found && found.phrase[0] === word[0] && mayDiffer(word, found.phrase) ? found.phrase : null;
};

const monthWords = once(() =>
  [...monthNames.keys()].filter((name) => name.length >= 5 && !name.includes(' ')),
);
/** The month that a word is a misspelling of: "decmber" gives "december". */
export const correctMonth = (word: string): string | null => {
  if (word.length < 5) return null;
  const limit = word.length >= 7 ? 2 : 1;
  return (
    monthWords().find((month) => month[0] === word[0] && editDistance(word, month, limit) <= limit) ?? null
  );
};

const SUBJECTS = [...SUBJECT_WORDS]
  .filter((word) => word.length >= 5)
  .map((word) => ({ word, mask: letterMask(word), limit: word.length >= 8 ? 2 : 1 }));
/** The word for an agreement, the country or the war that a word is a misspelling of, or null: "ceasefie", "agrement". */
export const correctSubject = (word: string): string | null => {
  if (word.length < 5) return null;
  const own = letterMask(word);
  const found = SUBJECTS.find(
    ({ word: subject, mask, limit }) =>
      subject[0] === word[0] &&
      bits(mask & ~own) <= limit &&
      bits(own & ~mask) <= limit &&
      editDistance(word, subject, limit) <= limit,
  );
  return found?.word ?? null;
};
