import type { Dataset } from '../dataset/load.ts';
import { createKeysOf, type Entry, entryOf, namesOf, writtenNames } from './entry.ts';
import { type Fact, factsOf } from './facts.ts';
import { fold, foldWords } from './fold.ts';
import { coreKey, coreOf, joinedKey, nameToken, tellingTokens } from './name-tokens.ts';
import { createOffers } from './offers.ts';
import { once } from './once.ts';
import {
  createFoldOnce,
  descriptionsOf,
  type Meaning,
  meaningsIn,
  phraseMap,
  placesByFirstWord,
  spelledRoughly,
  spellings,
  townsOf,
} from './phrases.ts';
import { ancestors, fitsOf } from './place-fits.ts';
import { properWordsOf } from './proper-words.ts';
import { letterMask, type Spelt } from './spelt.ts';
import {
  isCyrillic,
  meansAgreement,
  otherWars,
  STOP_WORDS,
  SUBJECT_WORDS,
  stem,
  worldNames,
} from './words.ts';

/** The index behind every search: made once for a dataset. */

/** A name of an agreement, as the tokens that a text must hold in a row. */
type Name = {
  readonly tokens: readonly string[];
  /** How many of them tell it from other names. */
  readonly telling: number;
  readonly entry: number;
};

/** The telling words of a name, in no order. */
type ScatteredName = { readonly tokens: ReadonlySet<string>; readonly entry: number };

/** A place or party with its folded names, for suggestions while somebody types. */
export type Nameable = { readonly id: string; readonly names: readonly string[]; readonly uses: number };

/** A dataset made ready for searching. Positions are those of `entries`; words and names are folded. */
export type SearchIndex = {
  readonly dataset: Dataset;
  readonly entries: readonly Entry[];
  /** The same by the ids of their agreements. */
  readonly byId: ReadonlyMap<string, Entry>;
  readonly phrases: ReadonlyMap<string, readonly Meaning[]>;
  /** Names in small letters, which describe rather than name: "rebels". */
  readonly descriptions: ReadonlySet<string>;
  /** Words that are written as names (with a capital) somewhere in the agreements' texts. */
  readonly properWords: () => ReadonlySet<string>;
  /** Those of them that are never written otherwise. */
  readonly capitalWords: () => ReadonlySet<string>;
  /** Russian phrases without their case endings. */
  readonly stemmedPhrases: ReadonlyMap<string, readonly Meaning[]>;
  readonly longestPhrase: number;
  /** Phrases without their spaces: `deirezzor`. */
  readonly joined: ReadonlyMap<string, string>;
  /** By length without spaces, for comparing spellings. */
  readonly byLength: ReadonlyMap<number, readonly Spelt[]>;
  /** The telling words of agreements' names, by length. */
  readonly nameWords: ReadonlyMap<number, readonly Spelt[]>;
  /** Whether a folded word stands in the name of an agreement. */
  readonly isNameWord: (word: string) => boolean;
  /** In alphabetical order. */
  readonly sortedPhrases: readonly string[];
  /** Whole names of agreements, folded, in alphabetical order. */
  readonly sortedNames: readonly (readonly [name: string, entry: number])[];
  readonly namesByCore: ReadonlyMap<string, readonly number[]>;
  /** Agreements that are called after a place or party and nothing more ("the Waer deal"), by its kind and id. */
  readonly calledAfter: ReadonlyMap<string, ReadonlySet<number>>;
  /** The one place whose Arabic or Russian names of several words begin with a word, or null for several. */
  readonly placeByFirstWord: ReadonlyMap<string, string | null>;
  readonly namesByFirst: ReadonlyMap<string, readonly Name[]>;
  /** Names of several telling words, by their rarest two: a text that has the name, or most of it, has one of them. */
  readonly namesByToken: () => ReadonlyMap<string, readonly ScatteredName[]>;
  /** Cities outside Syria that agreements speak of, but that none is called after. */
  readonly citiesAbroad: ReadonlySet<string>;
  /** Whether any agreement is of a place; of a governorate, or of a wider area. */
  readonly isCovered: (place: string) => boolean;
  /** By place: the positions of the agreements that are of it, with how well each fits (0 to 1). */
  readonly placeFits: ReadonlyMap<string, ReadonlyMap<number, number>>;
  /** By party: the same, by what it did in each. */
  readonly partyFits: ReadonlyMap<string, ReadonlyMap<number, number>>;
  /** By stemmed word: the same, by where each has it. */
  readonly wordFits: ReadonlyMap<string, ReadonlyMap<number, number>>;
  /** By party: the agreements that left it out by name. */
  readonly excludedFrom: ReadonlyMap<string, readonly number[]>;
  readonly placeNames: readonly Nameable[];
  readonly partyNames: readonly Nameable[];
  /** The places and parties whose names come near a text by any of its words: the last resort, only ever offered. */
  readonly offers: (text: string) => readonly Meaning[];
  /** The places and parties that folded words name. */
  readonly meaningsOf: (words: readonly string[]) => readonly Meaning[];
  /** The single facts, made when they are first asked for. */
  readonly facts: () => readonly Fact[];
  /** A place with all places inside it, by parents and by what an area covers. */
  readonly inside: ReadonlyMap<string, ReadonlySet<string>>;
  /** The town that a governorate is called after, where the dataset has it as a place of its own. */
  readonly townOf: ReadonlyMap<string, string>;
  /** A place with all places that it lies in. */
  readonly around: ReadonlyMap<string, ReadonlySet<string>>;
};

type Fits = Map<string, Map<number, number>>;

const push = <K, V>(map: Map<K, V[]>, key: K, value: V): void => {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
};

const note = (fits: Fits, key: string, position: number, fit: number): void => {
  const known = fits.get(key);
  if (known) known.set(position, fit);
  else fits.set(key, new Map([[position, fit]]));
};

/** Names of at least two telling words, by each of their two rarest. */
const byRarest = (entries: readonly Entry[]): ReadonlyMap<string, readonly ScatteredName[]> => {
  const uses = new Map<string, number>();
  const all = entries.flatMap(({ names, position }) =>
    names.flatMap((tokens) => (tokens.size < 2 ? [] : [{ tokens, entry: position }])),
  );
  for (const { tokens } of all) for (const token of tokens) uses.set(token, (uses.get(token) ?? 0) + 1);
  const found = new Map<string, ScatteredName[]>();
  for (const name of all) {
    const rarest = [...name.tokens].toSorted((a, b) => (uses.get(a) ?? 0) - (uses.get(b) ?? 0));
    for (const token of rarest.slice(0, 2)) push(found, token, name);
  }
  return found;
};

/** Makes the index of a dataset. Costs some milliseconds; make it once. */
export const buildIndex = (dataset: Dataset): SearchIndex => {
  const keysOf = createKeysOf();
  const entries = dataset.agreements.map((agreement, position) =>
    entryOf(agreement, position, dataset, keysOf),
  );
  const foldOnce = createFoldOnce();
  const folded = (name: string): string => foldOnce(name).join(' ');
  const phrases = phraseMap(dataset, foldOnce);
  const namesByCore = new Map<string, number[]>();
  const namesByFirst = new Map<string, Name[]>();
  const placeFits: Fits = new Map();
  const partyFits: Fits = new Map();
  const wordFits: Fits = new Map();
  const excludedFrom = new Map<string, number[]>();
  const sortedNames: [string, number][] = [];
  const nameWordSet = new Set<string>();
  const bareNames = new Set<string>();
  const calledAfter = new Map<string, Set<number>>();
  const around = ancestors(dataset);
  const inside = new Map<string, Set<string>>();
  for (const id of dataset.places.keys()) inside.set(id, new Set([id]));
  for (const [id, set] of around) for (const wider of set) inside.get(wider)?.add(id);
  // A month, or a month of a year, is a date. A day without a year ("10 March agreement") is a name.
  const isDate = (core: readonly string[]): boolean =>
    core.every((word) => /^(?:\d+|month\d+)$/.test(nameToken(word))) &&
    (core.length < 2 || core.some((word) => /^\d{4}$/.test(word)));
  const isPlain = (core: readonly string[]): boolean => phrases.has(core.join(' ')) || isDate(core);

  const ownNames = new Map<string, Set<number>>();
  for (const { agreement, position } of entries) {
    for (const name of writtenNames(agreement)) {
      const whole = foldWords(name).join(' ');
      ownNames.set(whole, (ownNames.get(whole) ?? new Set()).add(position));
    }
  }

  for (const entry of entries) {
    const { agreement, position } = entry;
    for (const [place, fit] of fitsOf(entry, around)) note(placeFits, place, position, fit);
    for (const [party, fit] of entry.parties) note(partyFits, party, position, fit);
    for (const id of new Set(agreement.excluded.flatMap(({ parties }) => parties)))
      push(excludedFrom, id, position);
    for (const [word, fit] of entry.words) note(wordFits, word, position, fit);
    for (const name of namesOf(agreement)) {
      const words = foldWords(name);
      const whole = words.join(' ');
      const core = coreOf(words);
      sortedNames.push([whole, position]);
      if (core.length === 0) continue;
      const plain = isPlain(core);
      // A name cut short is not another agreement's full name.
      const isOwn = ownNames.get(whole)?.has(position) ?? true;
      for (const key of new Set([
        ...(isOwn ? [whole] : []),
        ...(plain ? [] : [coreKey(core), joinedKey(words)]),
      ])) {
        const list = namesByCore.get(key);
        if (!list) namesByCore.set(key, [position]);
        else if (!list.includes(position)) list.push(position);
      }
      // In any language: "перемирие в Алеппо" is the Aleppo ceasefire for those who write English too.
      const bare = words.filter((word) => !STOP_WORDS.has(word) && !meansAgreement(word)).join(' ');
      for (const { kind, id } of phrases.get(bare) ?? []) {
        // A protocol of Moscow is not what "Russia" is about.
        const own = kind === 'party' ? dataset.parties.get(id) : undefined;
        if (own && bare !== fold(own.name) && bare !== fold(own.short)) continue;
        const called = calledAfter.get(`${kind}:${id}`) ?? new Set();
        calledAfter.set(`${kind}:${id}`, called.add(position));
      }
      const sequences = new Map<string, readonly string[]>();
      const telling = tellingTokens(words);
      if (telling.length > 1) sequences.set(telling.join(' '), telling);
      if (!plain) sequences.set(core.map(nameToken).join(' '), core.map(nameToken));
      for (const tokens of sequences.values()) {
        const [first] = tokens;
        if (first !== undefined) push(namesByFirst, first, { tokens, telling: core.length, entry: position });
      }
      for (const word of core) nameWordSet.add(word);
      const [bareName, more] = core.filter((word) => !/^(?:month)?\d+$/.test(nameToken(word)));
      if (bareName !== undefined && more === undefined) bareNames.add(bareName);
    }
  }
  const citiesAbroad = new Set<string>();
  const wars = otherWars();
  for (const name of [...wars, ...worldNames()]) {
    if (phrases.has(name) || STOP_WORDS.has(name) || SUBJECT_WORDS.has(name)) continue;
    // Cities of talks (Geneva, Cairo) are words of the dataset's own names.
    const words = name.split(' ');
    if (!wars.has(name) && words.length === 1 && wordFits.has(stem(name))) {
      if (!bareNames.has(name)) citiesAbroad.add(name);
      continue;
    }
    phrases.set(name, [{ kind: 'elsewhere', id: name }]);
  }
  // A governorate has at least the agreements for all of Syria.
  const isCovered = (id: string): boolean =>
    placeFits.has(id) || dataset.places.get(id)?.kind === 'governorate' || id === 'syria';
  const rough = spelledRoughly(dataset, isCovered, foldOnce);
  const joined = new Map<string, string>();
  const stemmedPhrases = new Map<string, readonly Meaning[]>();
  const byLength = new Map<number, Spelt[]>();
  for (const [phrase, meanings] of phrases) {
    if (meanings[0]?.kind === 'elsewhere') continue;
    const key = phrase.replaceAll(' ', '');
    if (rough(phrase)) {
      if (!joined.has(key)) joined.set(key, phrase);
      push(byLength, key.length, { phrase, letters: key, mask: letterMask(key) });
    }
    const words = phrase.split(' ');
    if (!words.some(isCyrillic)) continue;
    const stemmed = words.map(stem).join(' ');
    if (!stemmedPhrases.has(stemmed)) stemmedPhrases.set(stemmed, meanings);
  }
  const longestByFirst = new Map<string, number>();
  for (const phrase of phrases.keys()) {
    const words = phrase.split(' ');
    const first = words[0] ?? '';
    longestByFirst.set(first, Math.max(words.length, longestByFirst.get(first) ?? 0));
  }
  const meaningsOf = (words: readonly string[]): readonly Meaning[] =>
    meaningsIn(phrases, longestByFirst, words);
  const longestPhrase = Math.max(...longestByFirst.values());
  const properWords = once(() => properWordsOf(dataset));
  const nameTokens = new Set([...nameWordSet].map(nameToken));
  const nameWords = new Map<number, Spelt[]>();
  for (const word of nameWordSet) {
    if (word.length >= 4)
      push(nameWords, word.length, { phrase: word, letters: word, mask: letterMask(word) });
  }
  return {
    dataset,
    entries,
    byId: new Map(entries.map((entry) => [entry.agreement.id, entry])),
    phrases,
    longestPhrase,
    offers: createOffers(dataset, isCovered),
    meaningsOf,
    facts: once(() => factsOf(dataset.agreements, meaningsOf)),
    joined,
    stemmedPhrases,
    descriptions: descriptionsOf(dataset),
    properWords: () => properWords().all,
    capitalWords: () => properWords().capital,
    nameWords,
    isNameWord: (word) => nameTokens.has(nameToken(word)),
    byLength,
    sortedPhrases: [...joined.values()].sort(),
    sortedNames: sortedNames.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
    namesByCore,
    calledAfter,
    placeByFirstWord: placesByFirstWord(phrases),
    townOf: townsOf(dataset),
    namesByFirst,
    namesByToken: once(() => byRarest(entries)),
    citiesAbroad,
    placeNames: [...dataset.places.values()]
      .filter(({ id, kind }) => kind !== 'country' && isCovered(id))
      .map((place) => ({
        id: place.id,
        names: spellings(place).map(folded),
        uses: placeFits.get(place.id)?.size ?? 0,
      })),
    partyNames: [...dataset.parties.values()].map((party) => ({
      id: party.id,
      names: spellings(party).map(folded),
      uses: partyFits.get(party.id)?.size ?? 0,
    })),
    isCovered,
    placeFits,
    partyFits,
    wordFits,
    excludedFrom,
    inside,
    around,
  };
};
