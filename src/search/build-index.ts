import Fuse from 'fuse.js';
import type { Dataset } from '../dataset/load.ts';
import { type Agreement, type AgreementClass, idSchema, type Place, type Role } from '../dataset/schema.ts';
import { announcedDays, type Days, effectiveDays, endDays, startDay } from '../dataset/time.ts';
import { type Fact, factsOf } from './facts.ts';
import { fold, foldWords } from './fold.ts';
import { monthKey, monthNames } from './months.ts';
import {
  classPhrases,
  countryNames,
  isCyrillic,
  meansAgreement,
  otherWars,
  STOP_WORDS,
  SUBJECT_WORDS,
  stem,
  worldNames,
} from './words.ts';

/** What a phrase of a query can stand for. */
export type Meaning =
  | { readonly kind: 'place'; readonly id: string }
  | { readonly kind: 'party'; readonly id: string }
  | { readonly kind: 'class'; readonly id: AgreementClass }
  | { readonly kind: 'elsewhere'; readonly id: string };

/** One agreement, made ready to be compared. */
export type Entry = {
  readonly agreement: Agreement;
  /** Its place in the dataset's order, which is by start. */
  readonly position: number;
  /** Places it covers, or that it is to be found by, with its share (1 = it is about nothing else). */
  readonly places: ReadonlyMap<string, number>;
  /** Parties with the weight of what they did: below 0.5 they took no part. */
  readonly parties: ReadonlyMap<string, number>;
  /** The telling words of each of its names. */
  readonly names: readonly ReadonlySet<string>[];
  /** Days of announcement, signing and taking effect. */
  readonly days: readonly Days[];
  /** Its first day. */
  readonly start: string;
  /** The first and the last of its days, as numbers (20170709), to pass over most agreements quickly. */
  readonly reach: readonly [from: number, to: number];
  /** From its start to the last day of its end; null where no end is known. */
  readonly held: Days | null;
  /** Weight by stemmed word: 1 in its names, less in its texts. */
  readonly words: ReadonlyMap<string, number>;
};

/** A name of an agreement, as the tokens that a text must hold in a row. */
export type Name = {
  readonly tokens: readonly string[];
  /** How many of them tell it from other names. */
  readonly telling: number;
  readonly entry: number;
};

/** A phrase without spaces, and which letters it has. */
export type Spelt = { readonly phrase: string; readonly letters: string; readonly mask: number };

/** One bit for each letter of a text (letters may share a bit). */
export const letterMask = (text: string): number => {
  let mask = 0;
  for (let at = 0; at < text.length; at += 1) mask |= 1 << (text.charCodeAt(at) % 31);
  return mask;
};

/** A place or party with its folded names, for suggestions while somebody types. */
export type Nameable = { readonly id: string; readonly names: readonly string[]; readonly uses: number };

export type SearchIndex = {
  readonly dataset: Dataset;
  readonly entries: readonly Entry[];
  readonly phrases: ReadonlyMap<string, readonly Meaning[]>;
  /** Names in small letters, which describe rather than name: "rebels". */
  readonly descriptions: ReadonlySet<string>;
  /** Words that are written as names (with a capital) somewhere in the agreements' texts. */
  readonly properWords: () => ReadonlySet<string>;
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
  /** By place: the positions of the agreements that are of it, with how well each fits (0 to 1). */
  readonly placeFits: ReadonlyMap<string, ReadonlyMap<number, number>>;
  readonly entriesByParty: ReadonlyMap<string, readonly number[]>;
  readonly entriesByWord: ReadonlyMap<string, readonly number[]>;
  readonly placeNames: readonly Nameable[];
  readonly partyNames: readonly Nameable[];
  /** The places and parties whose names come near a text by any of its words: the last resort, only ever offered. */
  readonly offers: (text: string) => readonly Meaning[];
  /** The single facts, made when they are first asked for. */
  readonly facts: () => readonly Fact[];
  /** A place with all places inside it, by parents and by what an area covers. */
  readonly inside: ReadonlyMap<string, ReadonlySet<string>>;
  /** A place with all places that it lies in. */
  readonly around: ReadonlyMap<string, ReadonlySet<string>>;
};

const listOf = (aliases: Place['aliases']): readonly string[] =>
  Object.values(aliases).flatMap((list) => list ?? []);

/** Every name of an agreement; one with a remark in brackets also without it. */
const namesOf = (agreement: Agreement): readonly string[] => {
  const names = [agreement.name, ...listOf(agreement.aliases)];
  return [...new Set([...names, ...names.map((name) => name.replace(/\s*\([^)]*\)/g, ''))])];
};

/** Every spelling of a place's or party's name. */
const spellings = (entry: {
  readonly name: string;
  readonly short?: string;
  readonly aliases: Place['aliases'];
  readonly misspellings?: readonly string[];
}): readonly string[] => [
  entry.name,
  entry.name.replace(/\s*\([^)]*\)/g, ''),
  ...(entry.short ? [entry.short] : []),
  ...listOf(entry.aliases),
  ...(entry.misspellings ?? []),
];

/** A token as names compare it: months become one form in every language. */
export const nameToken = (word: string): string => {
  const month = monthNames.get(monthKey(word));
  return month === undefined ? stem(word) : `month${month}`;
};

/** The words of a name that tell it from others. */
export const coreOf = (words: readonly string[]): readonly string[] =>
  words.filter((word) => !STOP_WORDS.has(word) && !SUBJECT_WORDS.has(word));

/** The tokens of a text that say something, words such as "truce" included. */
export const tellingTokens = (words: readonly string[]): readonly string[] =>
  words.filter((word) => !STOP_WORDS.has(word)).map(nameToken);

/** One key for a name however its parts are joined: `de-escalation zones`, `deescalation zones`. */
export const joinedKey = (words: readonly string[]): string =>
  `=${words.filter((word) => !SUBJECT_WORDS.has(word)).join('')}`;

/** One key for the same words in any order and form. */
export const coreKey = (core: readonly string[]): string => core.map(nameToken).toSorted().join(' ');

const push = <K, V>(map: Map<K, V[]>, key: K, value: V): void => {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
};

/** How far a role makes a party one of an agreement's own: below 0.5 it took no part. */
const ROLE_WEIGHT: Readonly<Record<Role, number>> = {
  signatory: 1,
  agreed: 1,
  declared: 1,
  accepted: 0.95,
  guarantor: 0.95,
  broker: 0.95,
  mediator: 0.9,
  sponsor: 0.9,
  host: 0.8,
  supporter: 0.8,
  endorser: 0.8,
  observer: 0.75,
  'third party': 0.75,
  'conflict party': 0.85,
  reported: 0.4,
  objected: 0.3,
  refused: 0.3,
  excluded: 0.3,
};

const ancestors = (dataset: Dataset): Map<string, Set<string>> => {
  const around = new Map<string, Set<string>>();
  for (const place of dataset.places.values()) {
    const set = new Set<string>();
    for (let at = place.parent; at !== null && !set.has(at); at = dataset.places.get(at)?.parent ?? null)
      set.add(at);
    around.set(place.id, set);
  }
  for (const place of dataset.places.values()) {
    for (const covered of place.covers ?? []) {
      for (const [id, set] of around) if (id === covered || set.has(covered)) set.add(place.id);
    }
  }
  return around;
};

/** The keys of a piece of text without spaces, remembered: words come again and again, and folding is the costly part. */
const createKeysOf = (): ((piece: string) => readonly string[]) => {
  const known = new Map<string, readonly string[]>();
  return (piece) => {
    const before = known.get(piece);
    if (before) return before;
    const keys = foldWords(piece)
      .filter((word) => !STOP_WORDS.has(word))
      .map(stem);
    known.set(piece, keys);
    return keys;
  };
};

const wordWeights = (
  agreement: Agreement,
  dataset: Dataset,
  keysOf: (piece: string) => readonly string[],
): ReadonlyMap<string, number> => {
  const words = new Map<string, number>();
  const add = (weight: number, ...texts: readonly (string | undefined)[]): void => {
    for (const text of texts) {
      if (text === undefined) continue;
      for (const piece of text.split(/\s+/)) {
        for (const key of keysOf(piece)) words.set(key, Math.max(words.get(key) ?? 0, weight));
      }
    }
  };
  add(1, agreement.name, agreement.class, agreement.kind, agreement.scope, ...listOf(agreement.aliases));
  for (const { text, note } of [
    ...agreement.terms,
    ...agreement.monitoring,
    ...agreement.humanitarian,
    ...(agreement.duration ? [agreement.duration] : []),
    ...(agreement.documents ?? []),
  ]) {
    add(0.8, text);
    add(0.5, note);
  }
  for (const person of agreement.people ?? []) add(0.8, person.name, person.office, person.did);
  for (const figure of agreement.figures ?? []) add(0.8, figure.what, figure.by, figure.value, figure.text);
  for (const { text, note } of agreement.events) add(0.6, text, note);
  for (const statement of agreement.statements ?? []) add(0.6, statement.by, statement.text);
  for (const { text } of agreement.excluded) add(0.7, text);
  add(0.5, agreement.announced.note, agreement.effective?.note, agreement.ended.note, agreement.areas.note);
  add(0.6, ...(agreement.effective?.asPublished ?? []));
  for (const { party, as, note } of agreement.parties) {
    const known = dataset.parties.get(party);
    add(0.6, known?.name, known?.short, as);
    add(0.5, note);
  }
  for (const place of agreement.areas.places) add(0.6, dataset.places.get(place)?.name);
  return words;
};

const entryOf = (
  agreement: Agreement,
  position: number,
  dataset: Dataset,
  keysOf: (piece: string) => readonly string[],
): Entry => {
  const { places, findOnly = [] } = agreement.areas;
  const covered = new Map<string, number>();
  for (const id of findOnly) covered.set(id, 0.5 / (places.length + findOnly.length));
  for (const id of places) covered.set(id, 1 / places.length);
  const parties = new Map<string, number>();
  for (const { party, role, alsoRoles = [] } of agreement.parties) {
    const weight = Math.max(...[role, ...alsoRoles].map((name) => ROLE_WEIGHT[name]));
    parties.set(party, Math.max(parties.get(party) ?? 0, weight));
  }
  const end = endDays(agreement);
  const days = [
    ...announcedDays(agreement),
    ...(agreement.effective ? [effectiveDays(agreement.effective)] : []),
  ];
  return {
    agreement,
    position,
    places: covered,
    parties,
    names: namesOf(agreement).map((name) => new Set(coreOf(foldWords(name)).map(nameToken))),
    days,
    reach: [
      Math.min(...days.map(({ from }) => dayNumber(from))),
      Math.max(...days.map(({ to }) => dayNumber(to))),
    ],
    start: startDay(agreement),
    held: end && { from: startDay(agreement), to: end.to },
    words: wordWeights(agreement, dataset, keysOf),
  };
};

const descriptionsOf = (dataset: Dataset): ReadonlySet<string> =>
  new Set(
    [...dataset.parties.values()]
      .flatMap(({ aliases }) => aliases.en)
      .filter((name) => !/\p{Lu}/u.test(name))
      .map(fold),
  );

/** The strings of a value, at any depth, without ids. */
const stringsIn = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? idSchema.safeParse(value).success
      ? []
      : [value]
    : Array.isArray(value)
      ? value.flatMap(stringsIn)
      : typeof value === 'object' && value !== null
        ? Object.values(value).flatMap(stringsIn)
        : [];

const properWordsOf = (dataset: Dataset): ReadonlySet<string> => {
  const capitals = new Map<string, number>();
  const small = new Set<string>();
  const proper = new Set<string>();
  // Words come again and again, and folding is the costly part.
  const keys = new Map<string, string>();
  const keyOf = (word: string): string => {
    const key = keys.get(word) ?? stem(foldWords(word)[0] ?? '');
    keys.set(word, key);
    return key;
  };
  for (const { name, aliases, people, statements, terms, events, figures, parties } of dataset.agreements) {
    for (const text of stringsIn([name, aliases, people, statements, terms, events, figures, parties])) {
      for (const [word] of text.matchAll(/[\p{L}\p{M}]{2,}/gu)) {
        const key = keyOf(word);
        if (/^\p{Lu}/u.test(word)) capitals.set(key, (capitals.get(key) ?? 0) + 1);
        else small.add(key);
      }
    }
    for (const text of [...listOf(aliases), ...(people ?? []).map((person) => person.name)]) {
      for (const word of foldWords(text)) proper.add(stem(word));
    }
  }
  // Once may be the beginning of a sentence.
  for (const [word, times] of capitals) if (times > 1 && !small.has(word)) proper.add(word);
  return proper;
};

/** The names of the states among the parties in further languages. */
const countryParties = (dataset: Dataset): readonly (readonly [string, string])[] =>
  [...dataset.parties.values()].flatMap((party) => {
    if (party.kind !== 'state' || party.country === null || party.country === 'SY') return [];
    const own = new Set(spellings(party).map(fold));
    const names = countryNames(party.country).map(fold);
    // An army or an office of a state is not the state.
    return names.some((name) => own.has(name)) ? names.map((name) => [name, party.id] as const) : [];
  });

const phraseMap = (dataset: Dataset): Map<string, Meaning[]> => {
  const phrases = new Map<string, Meaning[]>();
  const add = (phrase: string, meaning: Meaning): void => {
    if (phrase.length < 2) return;
    const list = phrases.get(phrase) ?? [];
    if (!list.some(({ kind, id }) => kind === meaning.kind && id === meaning.id)) list.push(meaning);
    phrases.set(phrase, list);
  };
  for (const place of dataset.places.values()) {
    for (const name of spellings(place)) {
      // "nationwide" is a scope, not a name of the country.
      if (place.kind === 'country' && name === name.toLowerCase() && /[a-z]/.test(name)) continue;
      add(fold(name), { kind: 'place', id: place.id });
    }
  }
  for (const party of dataset.parties.values()) {
    for (const name of spellings(party)) add(fold(name), { kind: 'party', id: party.id });
  }
  for (const [name, party] of countryParties(dataset)) add(name, { kind: 'party', id: party });
  // "Ghouta Eastern": two words in the other order, where that is no other name.
  for (const place of dataset.places.values()) {
    for (const name of spellings(place)) {
      const [first, second, third] = foldWords(name);
      const turned = `${second} ${first}`;
      if (second !== undefined && third === undefined && !phrases.has(turned)) {
        add(turned, { kind: 'place', id: place.id });
      }
    }
  }
  for (const [phrase, id] of classPhrases) if (!phrases.has(phrase)) add(phrase, { kind: 'class', id });
  return phrases;
};

/** Works a value out when it is first asked for, and keeps it. */
const once = <T>(make: () => T): (() => T) => {
  let kept: { readonly value: T } | undefined;
  return () => {
    kept ??= { value: make() };
    return kept.value;
  };
};

// Of Fuse's scores (0 is the same): above this the offers have nothing to do with the text.
const FUSE_SCORE = 0.25;
const MOST_OFFERS = 5;

/** Fuse's token search over the names of places and parties, made when it is first needed. */
const createOffers = (dataset: Dataset): ((text: string) => readonly Meaning[]) => {
  const fuse = once(() => {
    const named = [
      ...[...dataset.places.values()].map(({ id, name }) => ({
        kind: 'place' as const,
        id,
        name: fold(name),
      })),
      ...[...dataset.parties.values()].map(({ id, short }) => ({
        kind: 'party' as const,
        id,
        name: fold(short),
      })),
    ];
    return new Fuse(named, { keys: ['name'], includeScore: true, ignoreLocation: true, threshold: 0.4 });
  });
  return (text) =>
    fuse()
      .search(fold(text), { limit: MOST_OFFERS })
      .filter(({ score = 1 }) => score <= FUSE_SCORE)
      .map(({ item: { kind, id } }) => ({ kind, id }));
};

/** The places and parties that words name, the longest names first. */
const meaningsIn = (
  phrases: ReadonlyMap<string, readonly Meaning[]>,
  longestByFirst: ReadonlyMap<string, number>,
  words: readonly string[],
): readonly Meaning[] => {
  const found: Meaning[] = [];
  let at = 0;
  while (at < words.length) {
    let length = Math.min(longestByFirst.get(words[at] ?? '') ?? 0, words.length - at);
    let meanings: readonly Meaning[] | undefined;
    for (; length > 0 && !meanings; length -= 1) {
      const phrase = words.slice(at, at + length).join(' ');
      if (!STOP_WORDS.has(phrase)) meanings = phrases.get(phrase);
      if (meanings) break;
    }
    if (meanings) found.push(...meanings);
    at += Math.max(1, length);
  }
  return found;
};

const placesByFirstWord = (
  phrases: ReadonlyMap<string, readonly Meaning[]>,
): ReadonlyMap<string, string | null> => {
  const found = new Map<string, string | null>();
  for (const [phrase, meanings] of phrases) {
    const [first, second] = phrase.split(' ');
    // Latin names have their short forms among the aliases.
    if (first === undefined || second === undefined || first.length < 4 || /[a-z]/.test(first)) continue;
    for (const { kind, id } of meanings) {
      const known = found.get(first);
      if (kind === 'place' && (known === undefined || known === id)) found.set(first, id);
      else if (kind !== 'elsewhere') found.set(first, null);
    }
  }
  return found;
};

/** How well an agreement fits each place that it names or that lies around: best where it names it and nothing else. */
const fitsOf = (
  entry: Entry,
  around: ReadonlyMap<string, ReadonlySet<string>>,
): readonly (readonly [place: string, fit: number])[] => {
  const shares = new Map<string, number>();
  for (const [id, share] of entry.places) {
    for (const place of [id, ...(around.get(id) ?? [])]) {
      shares.set(place, (shares.get(place) ?? 0) + share);
    }
  }
  return [...shares].map(([place, share]) => [
    place,
    (entry.places.has(place) ? 0.75 : 0.7) + 0.25 * Math.min(1, share),
  ]);
};

/** An ISO day as a number: 20170709. */
export const dayNumber = (iso: string): number => Number(iso.replaceAll('-', ''));

/** Makes the index of a dataset. Costs some milliseconds; make it once. */
export const buildIndex = (dataset: Dataset): SearchIndex => {
  const keysOf = createKeysOf();
  const entries = dataset.agreements.map((agreement, position) =>
    entryOf(agreement, position, dataset, keysOf),
  );
  const phrases = phraseMap(dataset);
  const namesByCore = new Map<string, number[]>();
  const namesByFirst = new Map<string, Name[]>();
  const placeFits = new Map<string, Map<number, number>>();
  const entriesByParty = new Map<string, number[]>();
  const entriesByWord = new Map<string, number[]>();
  const sortedNames: [string, number][] = [];
  const nameWordSet = new Set<string>();
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

  for (const entry of entries) {
    const { agreement, position } = entry;
    for (const [place, fit] of fitsOf(entry, around)) {
      const fits = placeFits.get(place) ?? new Map<number, number>();
      placeFits.set(place, fits.set(position, fit));
    }
    for (const id of entry.parties.keys()) push(entriesByParty, id, position);
    for (const word of entry.words.keys()) push(entriesByWord, word, position);
    for (const name of namesOf(agreement)) {
      const words = foldWords(name);
      const whole = words.join(' ');
      const core = coreOf(words);
      sortedNames.push([whole, position]);
      if (core.length === 0) continue;
      const plain = isPlain(core);
      for (const key of new Set([whole, ...(plain ? [] : [coreKey(core), joinedKey(words)])])) {
        const list = namesByCore.get(key);
        if (!list) namesByCore.set(key, [position]);
        else if (!list.includes(position)) list.push(position);
      }
      // In any language: "перемирие в Алеппо" is the Aleppo ceasefire for those who write English too.
      const bare = words.filter((word) => !STOP_WORDS.has(word) && !meansAgreement(word)).join(' ');
      for (const { kind, id } of phrases.get(bare) ?? []) {
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
    }
  }
  const wars = otherWars();
  for (const name of [...wars, ...worldNames()]) {
    if (phrases.has(name) || STOP_WORDS.has(name) || SUBJECT_WORDS.has(name)) continue;
    // Cities of talks (Geneva, Cairo) are words of the dataset's own names.
    const words = name.split(' ');
    if (!wars.has(name) && words.length === 1 && entriesByWord.has(stem(name))) continue;
    phrases.set(name, [{ kind: 'elsewhere', id: name }]);
  }
  const joined = new Map<string, string>();
  const stemmedPhrases = new Map<string, readonly Meaning[]>();
  const byLength = new Map<number, Spelt[]>();
  for (const [phrase, meanings] of phrases) {
    if (meanings[0]?.kind === 'elsewhere') continue;
    const key = phrase.replaceAll(' ', '');
    if (!joined.has(key)) joined.set(key, phrase);
    push(byLength, key.length, { phrase, letters: key, mask: letterMask(key) });
    const stemmed = phrase.split(' ').map(stem).join(' ');
    if (phrase.split(' ').some(isCyrillic) && !stemmedPhrases.has(stemmed))
      stemmedPhrases.set(stemmed, meanings);
  }
  const longestByFirst = new Map<string, number>();
  for (const phrase of phrases.keys()) {
    const words = phrase.split(' ');
    const first = words[0] ?? '';
    longestByFirst.set(first, Math.max(words.length, longestByFirst.get(first) ?? 0));
  }
  const longestPhrase = Math.max(...longestByFirst.values());
  const nameTokens = new Set([...nameWordSet].map(nameToken));
  const nameWords = new Map<number, Spelt[]>();
  for (const word of nameWordSet) {
    if (word.length >= 4)
      push(nameWords, word.length, { phrase: word, letters: word, mask: letterMask(word) });
  }
  return {
    dataset,
    entries,
    phrases,
    longestPhrase,
    offers: createOffers(dataset),
    facts: once(() => factsOf(dataset.agreements, (words) => meaningsIn(phrases, longestByFirst, words))),
    joined,
    stemmedPhrases,
    descriptions: descriptionsOf(dataset),
    properWords: once(() => properWordsOf(dataset)),
    nameWords,
    isNameWord: (word) => nameTokens.has(nameToken(word)),
    byLength,
    sortedPhrases: [...joined.values()].sort(),
    sortedNames: sortedNames.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
    namesByCore,
    calledAfter,
    placeByFirstWord: placesByFirstWord(phrases),
    namesByFirst,
    placeNames: [...dataset.places.values()]
      .filter(({ kind }) => kind !== 'country')
      .map((place) => ({
        id: place.id,
        names: spellings(place).map(fold),
        uses: placeFits.get(place.id)?.size ?? 0,
      })),
    partyNames: [...dataset.parties.values()].map((party) => ({
      id: party.id,
      names: spellings(party).map(fold),
      uses: entriesByParty.get(party.id)?.length ?? 0,
    })),
    placeFits,
    entriesByParty,
    entriesByWord,
    inside,
    around,
  };
};
