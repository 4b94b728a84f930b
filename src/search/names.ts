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
