import { monthKey, monthNames } from './months.ts';
import { STOP_WORDS, SUBJECT_WORDS, stem } from './words.ts';

/** The words of names, as names are compared. */

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
