import type { AgreementClass } from '../dataset/schema.ts';
import { coreKey, coreOf, letterMask, type Meaning, nameToken, type SearchIndex } from './build-index.ts';
import { editDistance, foldWords } from './fold.ts';
import { type PeriodReading, readPeriods } from './period.ts';
import { FEATURE_WORDS, STOP_WORDS, SUBJECT_WORDS, stem } from './words.ts';

/** A word taken for a name that is spelt otherwise. */
export type Correction = { readonly typed: string; readonly as: string };

/** A phrase of the query that stands for a place or party; a name may be both ("Lebanon"). */
export type Named = { readonly typed: string; readonly meanings: readonly Meaning[] };

/** What a search understood. Ids refer to the dataset. */
export type Reading = {
  readonly places: readonly string[];
  readonly parties: readonly string[];
  readonly classes: readonly AgreementClass[];
  readonly period: PeriodReading | null;
  /** Further periods of the same text. */
  readonly otherPeriods: readonly PeriodReading[];
  /** Agreements whose own name or alias is in the text. */
  readonly names: readonly string[];
  /** Words that are looked for in the agreements' texts. */
  readonly words: readonly string[];
  /** Words that ask about a feature ("guarantor", "violations"). */
  readonly features: readonly string[];
  /** Words that mean nothing here. */
  readonly leftover: readonly string[];
  /** Names of other countries and wars. */
  readonly elsewhere: readonly string[];
  readonly corrected: readonly Correction[];
};

/** A reading with what only the search itself needs. */
export type Query = Reading & {
  readonly named: readonly Named[];
  /** Whether a word such as "truce" says that the subject is right. */
  readonly subject: boolean;
  readonly exactNames: readonly number[];
  readonly containedNames: readonly number[];
  /** Agreements with a name that begins with the whole query. */
  readonly begunNames: readonly number[];
  /** The share of the query's words that the longest contained name takes in. */
  readonly nameShare: number;
};

/** More edits than this part of a name's length make it another name. */
export const EDIT_SHARE = 0.34;

const MAX_WORDS = 80;

type Spelling = { readonly phrase: string; readonly share: number };

const bits = (mask: number): number => {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count += 1;
  return count;
};

/** The name that is spelt most like some letters, within `limit` edits per letter. */
export const nearestPhrase = (index: SearchIndex, letters: string, limit: number): Spelling | null => {
  let best: Spelling | null = null;
  const mask = letterMask(letters);
  const reach = Math.floor(letters.length * limit);
  for (let length = letters.length - reach; length <= letters.length + reach; length += 1) {
    const longer = Math.max(letters.length, length);
    for (const spelt of index.byLength.get(length) ?? []) {
      const most = Math.floor(longer * Math.min(limit, best?.share ?? limit));
      // Every letter that only one of them has costs an edit.
      if (bits(mask & ~spelt.mask) > most || bits(spelt.mask & ~mask) > most) continue;
      const share = editDistance(letters, spelt.letters, most) / longer;
      if (share <= limit && (best === null || share < best.share)) best = { phrase: spelt.phrase, share };
    }
  }
  return best;
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

/** The shortest name that begins with some letters. */
const beginningWith = (index: SearchIndex, letters: string): string | null => {
  let best: string | null = null;
  const list = index.sortedPhrases;
  for (let at = firstFrom(list, letters, (phrase) => phrase); list[at]?.startsWith(letters); at += 1) {
    const phrase = list[at];
    if (phrase !== undefined && (best === null || phrase.length < best.length)) best = phrase;
  }
  return best;
};

/** Agreements with a name that begins with a text: "Ankara ceasefire agreement" for "… 2016". */
const namesBeginningWith = (index: SearchIndex, text: string): readonly number[] => {
  const found: number[] = [];
  const list = index.sortedNames;
  for (let at = firstFrom(list, text, ([name]) => name); list[at]?.[0].startsWith(text); at += 1) {
    const entry = list[at]?.[1];
    if (entry !== undefined && !found.includes(entry)) found.push(entry);
  }
  return found;
};

const isKnown = (index: SearchIndex, word: string): boolean =>
  STOP_WORDS.has(word) || SUBJECT_WORDS.has(word) || index.entriesByWord.has(stem(word));

/** Arabic prefixes ("in", "to", "and") that are written together with a name. */
const withoutPrefix = (word: string): string | null => {
  const match = /^(?:و|ف)?(?:بال|لل|كال|ب|ل|و|ال)(.{3,})$/u.exec(word);
  return match?.[1] ?? null;
};

const lookUp = (index: SearchIndex, words: readonly string[]): readonly Meaning[] | undefined => {
  const exact = index.phrases.get(words.join(' '));
  if (exact || words[0] === undefined) return exact;
  const bare = withoutPrefix(words[0]);
  if (bare === null || SUBJECT_WORDS.has(words[0])) return undefined;
  return index.phrases.get([bare, ...words.slice(1)].join(' '));
};

type Segment =
  | { readonly kind: 'named'; readonly typed: string; readonly meanings: readonly Meaning[] }
  | { readonly kind: 'word'; readonly word: string };

/** The longest names first, from the left. */
const segmentsOf = (index: SearchIndex, words: readonly string[]): readonly Segment[] => {
  const segments: Segment[] = [];
  let at = 0;
  while (at < words.length) {
    let length = Math.min(index.longestPhrase, words.length - at);
    let meanings: readonly Meaning[] | undefined;
    for (; length > 0; length -= 1) {
      meanings = lookUp(index, words.slice(at, at + length));
      if (meanings) break;
    }
    if (meanings && length > 0) {
      segments.push({ kind: 'named', typed: words.slice(at, at + length).join(' '), meanings });
      at += length;
    } else {
      segments.push({ kind: 'word', word: words[at] ?? '' });
      at += 1;
    }
  }
  return segments;
};

/** Tries to read up to three unknown words in a row as one name: joined, begun, or misspelt. */
const correct = (
  index: SearchIndex,
  words: readonly string[],
  alone: boolean,
): { readonly length: number; readonly phrase: string } | null => {
  for (let length = Math.min(3, words.length); length > 0; length -= 1) {
    const part = words.slice(0, length);
    const letters = part.join('');
    const joined = index.joined.get(letters);
    if (joined !== undefined && letters.length >= 4) return { length, phrase: joined };
  }
  for (let length = Math.min(3, words.length); length > 0; length -= 1) {
    const letters = words.slice(0, length).join('');
    if (!/^\p{L}+$/u.test(letters)) continue;
    if (letters.length >= (alone ? 3 : 4)) {
      const begun = beginningWith(index, words.slice(0, length).join(' '));
      if (begun !== null && (alone || letters.length >= begun.length * 0.6)) return { length, phrase: begun };
    }
    if (letters.length >= 4) {
      const near = nearestPhrase(index, letters, EDIT_SHARE);
      // Of a few letters one wrong one must not be the first: "Gaza" is not "Azaz".
      if (near && (letters.length > 4 || near.phrase.startsWith(letters.slice(0, 1)))) {
        return { length, phrase: near.phrase };
      }
    }
  }
  return null;
};

const SUBJECT_STEMS = [...SUBJECT_WORDS].filter((word) => word.length >= 5);
/** "ceasefie", "agrement": a misspelt word for an agreement. */
const isSubjectLike = (word: string): boolean =>
  word.length >= 5 &&
  SUBJECT_STEMS.some(
    (subject) =>
      subject[0] === word[0] &&
      editDistance(word, subject, subject.length >= 8 ? 2 : 1) <= (subject.length >= 8 ? 2 : 1),
  );

// A single word that more agreements than these have in their texts names none of them.
const COMMON = 8;

const namesIn = (
  index: SearchIndex,
  words: readonly string[],
): { readonly exact: readonly number[]; readonly contained: readonly number[]; readonly share: number } => {
  const core = coreOf(words);
  const exact =
    index.namesByCore.get(words.join(' ')) ??
    (core.length > 0 ? index.namesByCore.get(coreKey(core)) : undefined);
  if (exact) return { exact, contained: [], share: 1 };
  const tokens = core.map(nameToken);
  let longest = 0;
  let contained: number[] = [];
  tokens.forEach((token, start) => {
    for (const name of index.namesByFirst.get(token) ?? []) {
      if (name.core.length < longest) continue;
      if (name.core.length === 1 && (index.entriesByWord.get(token)?.length ?? 0) > COMMON) continue;
      if (!name.core.every((part, offset) => tokens[start + offset] === part)) continue;
      if (name.core.length > longest) contained = [];
      longest = name.core.length;
      for (const entry of name.entries) if (!contained.includes(entry)) contained.push(entry);
    }
  });
  return { exact: [], contained, share: tokens.length === 0 ? 0 : longest / tokens.length };
};

/** Reads a query: names, periods, classes, and what is left over. `today` is the day in Damascus. */
export const readQuery = (index: SearchIndex, text: string, { today }: { readonly today: string }): Query => {
  const { readings, rest } = readPeriods(text, { today });
  const allWords = foldWords(text).slice(0, MAX_WORDS);
  const words = foldWords(rest).slice(0, MAX_WORDS);
  const names = namesIn(index, allWords);
  const named: Named[] = [];
  const corrected: Correction[] = [];
  const content: string[] = [];
  const features: string[] = [];
  const leftover: string[] = [];
  let subject = false;
  let whole: Named | null = null;

  const segments = segmentsOf(index, words);
  const isPlainWord = (segment: Segment | undefined): segment is Segment & { kind: 'word' } =>
    segment?.kind === 'word';
  let at = 0;
  while (at < segments.length) {
    const segment = segments[at];
    if (!segment) break;
    if (segment.kind === 'named') {
      const isCountry = segment.meanings.some(
        ({ kind, id }) => kind === 'place' && index.dataset.places.get(id)?.parent === null && id === 'syria',
      );
      if (isCountry && SUBJECT_WORDS.has(segment.typed)) {
        whole = { typed: segment.typed, meanings: segment.meanings };
        subject = true;
      } else named.push({ typed: segment.typed, meanings: segment.meanings });
      at += 1;
      continue;
    }
    const { word } = segment;
    if (SUBJECT_WORDS.has(word)) subject = true;
    else if (STOP_WORDS.has(word) || [...word].length < 2) {
      // Says nothing.
    } else if (FEATURE_WORDS.has(word)) features.push(word);
    else if (isKnown(index, word)) content.push(word);
    else {
      const run: string[] = [];
      for (let next = at; next < segments.length && run.length < 3; next += 1) {
        const other = segments[next];
        if (!isPlainWord(other) || (next > at && SUBJECT_WORDS.has(other.word))) break;
        run.push(other.word);
      }
      if (isSubjectLike(word)) subject = true;
      else {
        const found = correct(index, run, words.length === run.length);
        const meanings = found ? index.phrases.get(found.phrase) : undefined;
        if (found && meanings) {
          const typed = run.slice(0, found.length).join(' ');
          corrected.push({ typed, as: found.phrase });
          named.push({ typed, meanings });
          at += found.length;
          continue;
        }
        leftover.push(word);
      }
    }
    at += 1;
  }
  if (
    named.length === 0 &&
    content.length === 0 &&
    features.length === 0 &&
    readings.length === 0 &&
    leftover.length === 0 &&
    whole
  )
    named.push(whole);
  const ids = (kind: Meaning['kind']): readonly string[] =>
    named.flatMap(({ meanings }) =>
      meanings.flatMap((meaning) => (meaning.kind === kind ? [meaning.id] : [])),
    );
  return {
    places: [...new Set(ids('place'))],
    parties: [...new Set(ids('party'))],
    classes: [
      ...new Set(
        named.flatMap(({ meanings }) => meanings.flatMap((m) => (m.kind === 'class' ? [m.id] : []))),
      ),
    ],
    period: readings[0] ?? null,
    otherPeriods: readings.slice(1),
    names: [...names.exact, ...names.contained].flatMap(
      (position) => index.entries[position]?.agreement.id ?? [],
    ),
    words: content,
    features,
    leftover,
    elsewhere: ids('elsewhere'),
    corrected,
    named: named.filter(({ meanings }) => meanings.some(({ kind }) => kind === 'place' || kind === 'party')),
    subject,
    exactNames: names.exact,
    containedNames: names.contained,
    begunNames:
      allWords.length > 1 && names.exact.length === 0 ? namesBeginningWith(index, allWords.join(' ')) : [],
    nameShare: names.share,
  };
};
