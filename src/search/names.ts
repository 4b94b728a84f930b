import type { SearchIndex } from './build-index.ts';
import { coreKey, coreOf, joinedKey, nameToken, tellingTokens } from './name-tokens.ts';
import { namesBeginningWith } from './spelling.ts';
import { FEATURE_WORDS } from './words.ts';

/** The agreements that a text calls by their own names. Numbers are positions in the index. */
export type NamesFound = {
  /** The text is nothing but this name. */
  readonly exact: readonly number[];
  /** The text is the beginning of a longer name. */
  readonly begun: readonly number[];
  /** The text holds the name; only the longest such names. */
  readonly contained: readonly number[];
  /** The share of the text's telling words that the name takes in. */
  readonly share: number;
  /** How many telling words the name has. */
  readonly telling: number;
  /** The text's telling words, as names have them. */
  readonly core: readonly string[];
};

/**
 * Agreements whose names a text has in another order or among other words ("south Damascus" for "south Damascus
 * towns deal", "al-Sharaa and Mazloum Abdi" for "Sharaa Abdi deal"), by position, with the share of the longer
 * of the two that is the same. At least two words of the text must be in the name; numbers tell nothing.
 */
export const scatteredNames = (index: SearchIndex, core: readonly string[]): ReadonlyMap<number, number> => {
  const asked = new Set(core.filter((token) => !/^(?:month)?\d+$/.test(token)));
  const found = new Map<number, number>();
  if (asked.size < 2 || asked.size > MOST_SCATTERED) return found;
  const tried = new Set<ReadonlySet<string>>();
  for (const token of asked) {
    for (const { tokens, entry } of index.namesByToken().get(token) ?? []) {
      if (tried.has(tokens)) continue;
      tried.add(tokens);
      let same = 0;
      for (const own of tokens) if (asked.has(own)) same += 1;
      if (same < 2 || (same < asked.size && same < tokens.size)) continue;
      const share = same / Math.max(asked.size, tokens.size);
      if (share >= LEAST_SHARE) found.set(entry, Math.max(found.get(entry) ?? 0, share));
    }
  }
  return found;
};

// Longer texts are questions.
const MOST_SCATTERED = 8;
const LEAST_SHARE = 0.5;

// A single word that more agreements than these have in their texts names none of them.
const COMMON = 8;

/** Finds names in folded words. */
export const namesIn = (index: SearchIndex, words: readonly string[]): NamesFound => {
  const core = coreOf(words);
  const whole = words.join(' ');
  const exact =
    index.namesByCore.get(whole) ??
    (core.length > 0
      ? (index.namesByCore.get(coreKey(core)) ?? index.namesByCore.get(joinedKey(words)))
      : undefined);
  const tokens = core.filter((word) => !FEATURE_WORDS.has(word)).map(nameToken);
  if (exact) return { exact, begun: [], contained: [], share: 1, telling: tokens.length, core: tokens };
  let longest = 0;
  let telling = 0;
  let contained: number[] = [];
  for (const sequence of [core.map(nameToken), tellingTokens(words)]) {
    sequence.forEach((token, start) => {
      for (const name of index.namesByFirst.get(token) ?? []) {
        const { length } = name.tokens;
        if (length < longest) continue;
        if (length === 1 && (index.wordFits.get(token)?.size ?? 0) > COMMON) continue;
        if (!name.tokens.every((part, offset) => sequence[start + offset] === part)) continue;
        if (length > longest) contained = [];
        longest = length;
        telling = Math.max(telling, name.telling);
        if (!contained.includes(name.entry)) contained.push(name.entry);
      }
    });
  }
  const asked = tokens.length;
  return {
    exact: [],
    begun: words.length > 1 && core.length > 0 ? namesBeginningWith(index, whole) : [],
    contained,
    share: asked === 0 ? (telling > 0 ? 1 : 0) : Math.min(1, telling / asked),
    telling,
    core: tokens,
  };
};
