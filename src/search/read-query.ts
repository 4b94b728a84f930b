import type { AgreementClass } from '../dataset/schema.ts';
import type { SearchIndex } from './build-index.ts';
import { foldLetters, foldWords } from './fold.ts';
import { type NamesFound, namesIn } from './names.ts';
import { type PeriodReading, readPeriods } from './period.ts';
import type { Meaning } from './phrases.ts';
import { correctMonth, correctName, correctSubject, correctWord } from './spelling.ts';
import {
  CITY_WORDS,
  DESCRIBING_WORDS,
  FEATURE_WORDS,
  IDLE_WORDS,
  isCyrillic,
  isLoneSubject,
  LEAVING_WORDS,
  meansAgreement,
  meansOnlyAgreement,
  ORDER_WORDS,
  PROVINCE_WORDS,
  SCOPE_WORDS,
  STOP_WORDS,
  SUBJECT_WORDS,
  showsSubject,
  stem,
  surnames,
} from './words.ts';

/** A word taken for a name that is spelt otherwise. */
type Correction = { readonly typed: string; readonly as: string };

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
  readonly scope: 'nationwide' | 'local' | null;
  /** Whether the newest or the oldest was asked for. */
  readonly order: 'newest' | 'oldest' | null;
  /** Words that are looked for in the agreements' texts. */
  readonly words: readonly string[];
  /** Words that ask about a feature ("guarantor", "violations"). */
  readonly features: readonly string[];
  /** Words that mean nothing here. */
  readonly leftover: readonly string[];
  /** Names of other countries and wars. */
  readonly elsewhere: readonly string[];
  /** Places that no agreement here is of. */
  readonly uncovered: readonly string[];
  readonly corrected: readonly Correction[];
};

/** A reading with what only the search itself needs. */
export type Query = Reading & {
  readonly named: readonly Named[];
  /** Whether a word such as "truce" says that the subject is right. */
  readonly subject: boolean;
  /** Whether agreements as such are asked for: by a word that means nothing else, or by one alone. */
  readonly general: boolean;
  /** Whether it is about people who left a place. */
  readonly leaving: boolean;
  /** Whether everyday words show a message about something else. */
  readonly idle: boolean;
  readonly found: NamesFound;
};

// A longer text is a message, not a query; Discord allows 6,000 characters in an option.
const MAX_WORDS = 80;
// Words that are looked up by their spelling: more unknown ones mean another subject.
const MAX_CORRECTIONS = 4;

const isKnown = (index: SearchIndex, word: string): boolean =>
  STOP_WORDS.has(word) ||
  SUBJECT_WORDS.has(word) ||
  FEATURE_WORDS.has(word) ||
  SCOPE_WORDS.has(word) ||
  ORDER_WORDS.has(word) ||
  index.wordFits.has(stem(word)) ||
  [...word].length < 2;

/** An Arabic word without the prefixes ("in", "to", "and", "the") that are written together with it. */
const withoutPrefix = (word: string): string | null =>
  /^(?:و|ف)?(?:بال|لل|كال|ب|ل|و|ال)(.{3,})$/u.exec(word)?.[1] ?? null;

/** A place with an ending of another language ("Afrine", "Idlibe"). */
const withoutEnding = (index: SearchIndex, word: string): readonly Meaning[] | undefined => {
  const meanings =
    word.length > 5 && /[aeiou]$/.test(word) ? index.phrases.get(word.slice(0, -1)) : undefined;
  return meanings?.every(({ kind }) => kind === 'place') ? meanings : undefined;
};

const lookUp = (index: SearchIndex, words: readonly string[]): readonly Meaning[] | undefined => {
  const exact = index.phrases.get(words.join(' '));
  const [first] = words;
  if (exact || first === undefined) return exact;
  if (words.some(isCyrillic)) return index.stemmedPhrases.get(words.map(stem).join(' '));
  const bare = SUBJECT_WORDS.has(first) ? null : withoutPrefix(first);
  if (bare !== null) return index.phrases.get([bare, ...words.slice(1)].join(' '));
  return words.length === 1 ? withoutEnding(index, first) : undefined;
};

type Segment = { readonly typed: string; readonly meanings: readonly Meaning[] | null };

/** Words typed in capitals, in a text that is not all capitals. */
const capitalsIn = (text: string): ReadonlySet<string> =>
  /\p{Ll}/u.test(text) || text.length <= 3
    ? new Set([...text.matchAll(/(?<!\p{L})\p{Lu}{2,}(?!\p{L})/gu)].map(([word]) => foldLetters(word)))
    : new Set();

const BEFORE_US = new Set(['tell', 'give', 'show', 'let', 'help', 'for', 'to', 'of', 'with']);
/** "is", "us" and "un" are words as well as "IS", "US" and "UN". */
const isLittleWord = (words: readonly string[], at: number, capitals: ReadonlySet<string>): boolean => {
  const word = words[at] ?? '';
  if (!STOP_WORDS.has(word) || capitals.has(word)) return false;
  if (word === 'us') return BEFORE_US.has(words[at - 1] ?? '');
  if (word === 'un')
    return words.some((other) => /^(?:le|la|du|des|et|avec|qui|quel|quelle|ou)$/.test(other));
  return words.length > 1 || word !== 'un';
};

/** The longest names first, from the left; every other word by itself. */
const segmentsOf = (
  index: SearchIndex,
  words: readonly string[],
  capitals: ReadonlySet<string>,
): readonly Segment[] => {
  const segments: Segment[] = [];
  let at = 0;
  while (at < words.length) {
    let length = Math.min(index.longestPhrase, words.length - at);
    let meanings: readonly Meaning[] | undefined;
    for (; length > 1; length -= 1) {
      meanings = lookUp(index, words.slice(at, at + length));
      if (meanings) break;
    }
    const typed = words.slice(at, at + length);
    const first = length === 1 && typed[0] !== undefined ? index.placeByFirstWord.get(typed[0]) : undefined;
    segments.push({
      typed: typed.join(' '),
      meanings:
        typed.length === 1 && isLittleWord(words, at, capitals)
          ? null
          : (meanings ?? lookUp(index, typed) ?? (first ? [{ kind: 'place', id: first }] : null)),
    });
    at += length;
  }
  return segments;
};

type Parts = {
  readonly named: Named[];
  readonly corrected: Correction[];
  readonly content: string[];
  readonly features: string[];
  readonly leftover: string[];
  readonly uncovered: string[];
  subject: boolean;
  scope: Reading['scope'];
  order: Reading['order'];
};

/** Sorts a run of words without names into what they are, correcting spellings where one is unknown. */
const readRun = (index: SearchIndex, run: readonly string[], alone: boolean, parts: Parts): void => {
  if (run.length === 0) return;
  const subjects = run.map((word) => (isKnown(index, word) ? null : correctSubject(word)));
  const unknown = run.map((word, at) => !isKnown(index, word) && subjects[at] === null);
  const mayCorrect = parts.corrected.length + parts.leftover.length < MAX_CORRECTIONS;
  const found = mayCorrect && unknown.includes(true) ? correctName(index, run, unknown, alone) : null;
  const meanings = found && index.phrases.get(found.phrase);
  if (found && meanings) {
    readRun(index, run.slice(0, found.start), false, parts);
    const typed = run.slice(found.start, found.start + found.length).join(' ');
    parts.corrected.push({ typed, as: found.phrase });
    parts.named.push({ typed, meanings });
    readRun(index, run.slice(found.start + found.length), false, parts);
    return;
  }
  run.forEach((word, at) => {
    if (!unknown[at] && isKnown(index, word)) {
      const scope = SCOPE_WORDS.get(word);
      const order = ORDER_WORDS.get(word);
      if (scope) parts.scope = scope;
      else if (order) parts.order = order;
      else if (FEATURE_WORDS.has(word)) parts.features.push(word);
      else if ([...word].length > 1) parts.content.push(word);
    } else if (!unknown[at]) {
      if (showsSubject(subjects[at] ?? '')) parts.subject = true;
    } else {
      const near = surnames.get(word) ?? (mayCorrect ? correctWord(index, word) : null);
      // A word that stands there as well is another word: "hamburg hamburger".
      if (near === null || run.includes(near)) parts.leftover.push(word);
      else {
        parts.corrected.push({ typed: word, as: near });
        parts.content.push(near);
      }
    }
  });
};

const isSyria = ({ meanings }: Segment): boolean =>
  meanings?.some(({ kind, id }) => kind === 'place' && id === 'syria') === true;

/** An alias in small letters ("rebels") describes many groups: beside other names it is a word like others. */
const isDescription = (index: SearchIndex, typed: string): boolean => index.descriptions.has(typed);

const isLink = (word: string | undefined): boolean => /^(?:of|de|du|d|von|la|del|the)$/.test(word ?? '');

/** Whether a word of a set stands beside a segment: "Daraa city", "the city of Daraa". */
const isBeside = (segments: readonly Segment[], at: number, set: ReadonlySet<string>): boolean => {
  if (set.has(segments[at + 1]?.typed ?? '')) return true;
  let before = at - 1;
  while (isLink(segments[before]?.typed)) before -= 1;
  return set.has(segments[before]?.typed ?? '');
};

/** The town where "city" stands beside a name, the governorate where "province" does. */
const settled = (index: SearchIndex, segments: readonly Segment[]): readonly Segment[] =>
  segments.map((segment, at) => {
    const { meanings } = segment;
    if (!meanings?.some(({ kind }) => kind === 'place')) return segment;
    const governorates = meanings.filter(({ id }) => index.dataset.places.get(id)?.kind === 'governorate');
    const towns = governorates.flatMap(({ id }): readonly Meaning[] => {
      const town = index.townOf.get(id);
      return town === undefined ? [] : [{ kind: 'place', id: town }];
    });
    if (towns.length > 0 && isBeside(segments, at, CITY_WORDS)) return { ...segment, meanings: towns };
    return governorates.length > 0 &&
      governorates.length < meanings.length &&
      isBeside(segments, at, PROVINCE_WORDS)
      ? { ...segment, meanings: governorates }
      : segment;
  });

const partsOf = (index: SearchIndex, words: readonly string[], capitals: ReadonlySet<string>): Parts => {
  const parts: Parts = {
    named: [],
    corrected: [],
    content: [],
    features: [],
    leftover: [],
    uncovered: [],
    subject: false,
    scope: null,
    order: null,
  };
  const segments = settled(index, segmentsOf(index, words, capitals));
  const others = segments.filter((segment) => segment.meanings && !isSyria(segment)).length;
  let run: string[] = [];
  const flush = (): void => {
    readRun(index, run, run.length === words.length, parts);
    run = [];
  };
  for (const [at, segment] of segments.entries()) {
    const { typed, meanings } = segment;
    if (meanings === null) {
      // "The first ceasefire", but not "the first day".
      if (typed === 'first' && meansAgreement(segments[at + 1]?.typed ?? '')) {
        parts.order = 'oldest';
        continue;
      }
      if (others > 1 && segments[at - 1]?.meanings && DESCRIBING_WORDS.has(typed)) continue;
      // Words that say nothing end a run: names do not reach across them.
      if (STOP_WORDS.has(typed) || SUBJECT_WORDS.has(typed)) {
        flush();
        if (showsSubject(typed)) parts.subject = true;
      } else run.push(typed);
      continue;
    }
    flush();
    // "US-backed SDF" is about the SDF.
    if (others > 1 && DESCRIBING_WORDS.has(segments[at + 1]?.typed ?? '')) continue;
    if (isSyria(segment) && SUBJECT_WORDS.has(typed)) parts.subject = true;
    else if (others > 1 && isDescription(index, typed)) parts.content.push(...typed.split(' '));
    else if (meanings.every(({ kind, id }) => kind === 'place' && !index.isCovered(id))) {
      parts.uncovered.push(...meanings.map(({ id }) => id));
      parts.content.push(...typed.split(' ').filter((word) => index.wordFits.has(stem(word))));
    } else parts.named.push({ typed, meanings });
  }
  flush();
  return parts;
};

const idsOf = (named: readonly Named[], kind: 'place' | 'party' | 'elsewhere'): readonly string[] => [
  ...new Set(named.flatMap(({ meanings }) => meanings.flatMap((one) => (one.kind === kind ? [one.id] : [])))),
];
const classesOf = (named: readonly Named[]): readonly AgreementClass[] => [
  ...new Set(
    named.flatMap(({ meanings }) => meanings.flatMap((one) => (one.kind === 'class' ? [one.id] : []))),
  ),
];

/** An Arabic "and" that is written together with a word is taken off where only the rest is known. */
const withoutAnd = (index: SearchIndex, word: string): string => {
  if (!word.startsWith('و') || word.length < 5 || isKnown(index, word) || lookUp(index, [word])) return word;
  const rest = word.slice(1);
  const bare = rest.startsWith('ال') && rest.length >= 5 ? rest.slice(2) : rest;
  return isKnown(index, bare) || surnames.has(bare) ? bare : word;
};

/** "The southern ceasefire" is that of southern Syria. */
export const withCountry = (index: SearchIndex, words: readonly string[]): readonly string[] =>
  words.flatMap((typed, at) => {
    const word = withoutAnd(index, typed);
    if (!meansAgreement(words[at + 1] ?? '')) return [word];
    // A peace deal is a deal.
    if (word === 'peace') return [];
    return index.phrases.has(`${word} syria`) && !index.phrases.has(word) ? [word, 'syria'] : [word];
  });

/** Reads a query: names, periods, classes, and what is left over. `today` is the day in Damascus. */
export const readQuery = (
  index: SearchIndex,
  text: string,
  options: { readonly today: string; readonly holidays?: boolean },
): Query => {
  const { readings, rest } = readPeriods(text, options);
  const words = withCountry(index, foldWords(rest).slice(0, MAX_WORDS));
  const capitals = capitalsIn(text);
  const parts = partsOf(index, words, capitals);
  const wrong = /\p{N}/u.test(text) ? parts.leftover.find((word) => correctMonth(word) !== null) : undefined;
  if (wrong !== undefined) {
    const again = foldWords(text).map((word) => (word === wrong ? (correctMonth(word) ?? word) : word));
    const query = readQuery(index, again.join(' '), options);
    return { ...query, corrected: [...query.corrected, { typed: wrong, as: correctMonth(wrong) ?? wrong }] };
  }
  const fixes = new Map(parts.corrected.map(({ typed, as }) => [typed, as]));
  const found = namesIn(
    index,
    withCountry(index, foldWords(text).slice(0, MAX_WORDS)).map((word) => fixes.get(word) ?? word),
  );
  const { named } = parts;
  const nothing =
    named.length + parts.content.length + parts.features.length + parts.leftover.length + readings.length ===
    0;
  // "Syria" by itself means the agreements for the whole country.
  const syria = nothing && words.length > 0 ? segmentsOf(index, words, capitals).find(isSyria) : undefined;
  if (syria?.meanings) named.push({ typed: syria.typed, meanings: syria.meanings });
  return {
    places: idsOf(named, 'place'),
    parties: idsOf(named, 'party'),
    classes: classesOf(named),
    period: readings[0] ?? null,
    otherPeriods: readings.slice(1),
    names: [...found.exact, ...found.begun, ...found.contained].flatMap(
      (position) => index.entries[position]?.agreement.id ?? [],
    ),
    scope: parts.scope,
    order: parts.order,
    words: parts.content,
    features: parts.features,
    leftover: parts.leftover,
    elsewhere: idsOf(named, 'elsewhere'),
    uncovered: parts.uncovered,
    corrected: parts.corrected,
    named: named.filter(({ meanings }) => meanings.some(({ kind }) => kind === 'place' || kind === 'party')),
    subject: parts.subject && !isLoneSubject(words),
    general: words.some(meansOnlyAgreement) || (parts.subject && words.every(meansAgreement)),
    leaving: words.some((word) => LEAVING_WORDS.has(word)),
    idle: words.some((word) => IDLE_WORDS.has(word)),
    found,
  };
};
