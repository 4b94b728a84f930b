import type { Dataset } from '../dataset/load.ts';
import type { Agreement, AgreementClass, Place, Role } from '../dataset/schema.ts';
import { announcedDays, type Days, effectiveDays, endDays, startDay } from '../dataset/time.ts';
import { fold, foldWords } from './fold.ts';
import { monthKey, monthNames } from './months.ts';
import { classPhrases, otherWars, STOP_WORDS, SUBJECT_WORDS, stem, worldNames } from './words.ts';

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
  /** Days of announcement, signing and taking effect. */
  readonly days: readonly Days[];
  /** From its start to the last day of its end; null where no end is known. */
  readonly held: Days | null;
  /** Weight by stemmed word: 1 in its names, less in its texts. */
  readonly words: ReadonlyMap<string, number>;
};

/** A name of an agreement without the words that say nothing. */
export type Name = { readonly core: readonly string[]; readonly entries: readonly number[] };

/** A phrase without spaces, and which letters it has. */
export type Spelt = { readonly phrase: string; readonly letters: string; readonly mask: number };

/** One bit for each letter of a text (letters may share a bit). */
export const letterMask = (text: string): number => {
  let mask = 0;
  for (let at = 0; at < text.length; at += 1) mask |= 1 << (text.charCodeAt(at) % 31);
  return mask;
};

export type SearchIndex = {
  readonly dataset: Dataset;
  readonly entries: readonly Entry[];
  readonly phrases: ReadonlyMap<string, readonly Meaning[]>;
  readonly longestPhrase: number;
  /** Phrases without their spaces: `deirezzor`. */
  readonly joined: ReadonlyMap<string, string>;
  /** By length without spaces, for comparing spellings. */
  readonly byLength: ReadonlyMap<number, readonly Spelt[]>;
  /** In alphabetical order. */
  readonly sortedPhrases: readonly string[];
  /** Whole names of agreements, folded, in alphabetical order. */
  readonly sortedNames: readonly (readonly [name: string, entry: number])[];
  readonly namesByCore: ReadonlyMap<string, readonly number[]>;
  readonly namesByFirst: ReadonlyMap<string, readonly Name[]>;
  readonly entriesByPlace: ReadonlyMap<string, readonly number[]>;
  readonly entriesByParty: ReadonlyMap<string, readonly number[]>;
  readonly entriesByWord: ReadonlyMap<string, readonly number[]>;
  /** A place with all places inside it, by parents and by what an area covers. */
  readonly inside: ReadonlyMap<string, ReadonlySet<string>>;
  /** A place with all places that it lies in. */
  readonly around: ReadonlyMap<string, ReadonlySet<string>>;
};

const listOf = (aliases: Place['aliases']): readonly string[] =>
  Object.values(aliases).flatMap((list) => list ?? []);

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

const wordWeights = (agreement: Agreement, dataset: Dataset): ReadonlyMap<string, number> => {
  const words = new Map<string, number>();
  const add = (weight: number, ...texts: readonly (string | undefined)[]): void => {
    for (const text of texts) {
      if (text === undefined) continue;
      for (const word of foldWords(text)) {
        if (STOP_WORDS.has(word)) continue;
        const key = stem(word);
        words.set(key, Math.max(words.get(key) ?? 0, weight));
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

const entryOf = (agreement: Agreement, position: number, dataset: Dataset): Entry => {
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
  return {
    agreement,
    position,
    places: covered,
    parties,
    days: [...announcedDays(agreement), ...(agreement.effective ? [effectiveDays(agreement.effective)] : [])],
    held: end && { from: startDay(agreement), to: end.to },
    words: wordWeights(agreement, dataset),
  };
};

const phraseMap = (dataset: Dataset): Map<string, Meaning[]> => {
  const phrases = new Map<string, Meaning[]>();
  const add = (phrase: string, meaning: Meaning): void => {
    if (phrase.length < 2) return;
    const list = phrases.get(phrase) ?? [];
    if (!list.some(({ kind, id }) => kind === meaning.kind && id === meaning.id)) list.push(meaning);
    phrases.set(phrase, list);
  };
  for (const place of dataset.places.values()) {
    for (const name of spellings(place)) add(fold(name), { kind: 'place', id: place.id });
  }
  for (const party of dataset.parties.values()) {
    for (const name of spellings(party)) add(fold(name), { kind: 'party', id: party.id });
  }
  for (const [phrase, id] of classPhrases) if (!phrases.has(phrase)) add(phrase, { kind: 'class', id });
  return phrases;
};

/** Makes the index of a dataset. Costs some milliseconds; make it once. */
export const buildIndex = (dataset: Dataset): SearchIndex => {
  const entries = dataset.agreements.map((agreement, position) => entryOf(agreement, position, dataset));
  const phrases = phraseMap(dataset);
  const namesByCore = new Map<string, number[]>();
  const namesByFirst = new Map<string, Name[]>();
  const entriesByPlace = new Map<string, number[]>();
  const entriesByParty = new Map<string, number[]>();
  const entriesByWord = new Map<string, number[]>();
  const sortedNames: [string, number][] = [];
  const around = ancestors(dataset);
  const inside = new Map<string, Set<string>>();
  for (const id of dataset.places.keys()) inside.set(id, new Set([id]));
  for (const [id, set] of around) for (const wider of set) inside.get(wider)?.add(id);
  const isPlain = (core: readonly string[]): boolean =>
    phrases.has(core.join(' ')) || core.every((word) => /^(?:\d+|month\d+)$/.test(nameToken(word)));

  for (const entry of entries) {
    const { agreement, position } = entry;
    for (const id of entry.places.keys()) push(entriesByPlace, id, position);
    for (const id of entry.parties.keys()) push(entriesByParty, id, position);
    for (const word of entry.words.keys()) push(entriesByWord, word, position);
    for (const name of [agreement.name, ...listOf(agreement.aliases)]) {
      const core = coreOf(foldWords(name));
      if (core.length === 0) continue;
      const whole = fold(name);
      sortedNames.push([whole, position]);
      for (const key of new Set([whole, ...(isPlain(core) ? [] : [coreKey(core)])])) {
        const list = namesByCore.get(key);
        if (!list) namesByCore.set(key, [position]);
        else if (!list.includes(position)) list.push(position);
      }
      const first = core[0];
      if (first !== undefined && !isPlain(core)) {
        push(namesByFirst, nameToken(first), { core: core.map(nameToken), entries: [position] });
      }
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
  const byLength = new Map<number, Spelt[]>();
  for (const [phrase, meanings] of phrases) {
    if (meanings[0]?.kind === 'elsewhere') continue;
    const key = phrase.replaceAll(' ', '');
    if (!joined.has(key)) joined.set(key, phrase);
    push(byLength, key.length, { phrase, letters: key, mask: letterMask(key) });
  }
  return {
    dataset,
    entries,
    phrases,
    longestPhrase: Math.max(...[...phrases.keys()].map((phrase) => phrase.split(' ').length)),
    joined,
    byLength,
    sortedPhrases: [...joined.values()].sort(),
    sortedNames: sortedNames.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
    namesByCore,
    namesByFirst,
    entriesByPlace,
    entriesByParty,
    entriesByWord,
    inside,
    around,
  };
};
