import type { Dataset } from '../dataset/load.ts';
import type { AgreementClass, Place } from '../dataset/schema.ts';
import { fold, foldWords } from './fold.ts';
import { classPhrases, countryNames, STOP_WORDS } from './words.ts';

/** The phrases of queries that stand for a place, a party or a class, from the dataset's names. */

/** What a phrase of a query can stand for. */
export type Meaning =
  | { readonly kind: 'place'; readonly id: string }
  | { readonly kind: 'party'; readonly id: string }
  | { readonly kind: 'class'; readonly id: AgreementClass }
  | { readonly kind: 'elsewhere'; readonly id: string };

/** Aliases of all languages in one list. */
export const listOf = (aliases: Place['aliases']): readonly string[] =>
  Object.values(aliases).flatMap((list) => list ?? []);

/** Every spelling of a place's or party's name. */
export const spellings = (entry: {
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

/** Folded words, remembered: the names of places and parties are folded for several lists. */
export const createFoldOnce = (): ((name: string) => readonly string[]) => {
  const known = new Map<string, readonly string[]>();
  return (name) => {
    const before = known.get(name);
    if (before) return before;
    const words = foldWords(name);
    known.set(name, words);
    return words;
  };
};

type FoldOnce = ReturnType<typeof createFoldOnce>;

/** Names of parties in small letters, folded: they describe rather than name. */
export const descriptionsOf = (dataset: Dataset): ReadonlySet<string> =>
  new Set(
    [...dataset.parties.values()]
      .flatMap(({ aliases }) => aliases.en)
      .filter((name) => !/\p{Lu}/u.test(name))
      .map(fold),
  );

/** The names of the states among the parties in further languages. */
const countryParties = (dataset: Dataset): readonly (readonly [string, string])[] =>
  [...dataset.parties.values()].flatMap((party) => {
    if (party.kind !== 'state' || party.country === null || party.country === 'SY') return [];
    const own = new Set(spellings(party).map(fold));
    const names = countryNames(party.country).map(fold);
    // An army or an office of a state is not the state.
    return names.some((name) => own.has(name)) ? names.map((name) => [name, party.id] as const) : [];
  });

/** What each folded name of a place, a party or a class stands for. */
export const phraseMap = (dataset: Dataset, foldOnce: FoldOnce): Map<string, Meaning[]> => {
  const folded = (name: string): string => foldOnce(name).join(' ');
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
      add(folded(name), { kind: 'place', id: place.id });
    }
  }
  for (const party of dataset.parties.values()) {
    for (const name of spellings(party)) add(folded(name), { kind: 'party', id: party.id });
  }
  for (const [name, party] of countryParties(dataset)) add(name, { kind: 'party', id: party });
  // "Ghouta Eastern": two words in the other order, where that is no other name.
  for (const place of dataset.places.values()) {
    for (const name of spellings(place)) {
      const [first, second, third] = foldOnce(name);
      if (second === undefined || third !== undefined) continue;
      const turned = `${second} ${first}`;
      if (!phrases.has(turned)) add(turned, { kind: 'place', id: place.id });
    }
  }
  for (const [phrase, id] of classPhrases) if (!phrases.has(phrase)) add(phrase, { kind: 'class', id });
  return phrases;
};

// Names in these languages are many, and near to words of other languages.
const EXACT_LANGUAGES = ['ku', 'tr', 'fr', 'de', 'es'] as const;

/**
 * Whether a phrase may be meant by another spelling: one of places that have agreements, and not only of a
 * language whose names are too near to other words.
 */
export const spelledRoughly = (
  dataset: Dataset,
  isUsed: (place: string) => boolean,
  foldOnce: FoldOnce,
): ((phrase: string) => boolean) => {
  const exact = new Set<string>();
  const rough = new Set<string>();
  const add = (to: Set<string>, name: string): void => {
    const words = foldOnce(name);
    to.add(words.join(' '));
    if (words.length === 2) to.add(words.toReversed().join(' '));
  };
  for (const entry of [...dataset.places.values(), ...dataset.parties.values()]) {
    const foreign = EXACT_LANGUAGES.flatMap((language) => entry.aliases[language] ?? []);
    const used = !('parent' in entry) || isUsed(entry.id);
    const others = new Set(foreign);
    for (const name of foreign) add(exact, name);
    for (const name of spellings(entry)) if (!others.has(name)) add(used ? rough : exact, name);
  }
  return (phrase) => !exact.has(phrase) || rough.has(phrase);
};

/** By governorate: the town of its own that it is called after ("Daraa city"). */
export const townsOf = (dataset: Dataset): ReadonlyMap<string, string> =>
  new Map(
    [...dataset.places.values()].flatMap(({ id, name, parent }) =>
      parent !== null && name === `${dataset.places.get(parent)?.name} city` ? [[parent, id] as const] : [],
    ),
  );

/** The places and parties that words name, the longest names first. */
export const meaningsIn = (
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

/** The one place whose name of several words begins with a word, or null where several do. Not for Latin letters. */
export const placesByFirstWord = (
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
