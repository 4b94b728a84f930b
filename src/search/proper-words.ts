import type { Dataset } from '../dataset/load.ts';
import { idSchema } from '../dataset/schema.ts';
import { foldWords } from './fold.ts';
import { monthNames } from './months.ts';
import { listOf } from './phrases.ts';
import { stem } from './words.ts';

/** The words that are written as names in the agreements' texts. */

const CALENDAR: ReadonlySet<string> = new Set(
  [
    ...monthNames.keys(),
    ...'spring summer autumn winter monday tuesday wednesday thursday friday saturday sunday'.split(' '),
  ].map(stem),
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

/** `capital` are those with a capital wherever they stand, `all` also the small words of agreements' names ("pause"). */
type ProperWords = { readonly all: ReadonlySet<string>; readonly capital: ReadonlySet<string> };

/** The proper words of a dataset, stemmed. */
export const properWordsOf = (dataset: Dataset): ProperWords => {
  const capitals = new Map<string, number>();
  const small = new Set<string>();
  const proper = new Set<string>();
  const capital = new Set<string>();
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
      for (const [word] of text.matchAll(/[\p{L}\p{M}\p{N}'’ʿʾ]+/gu)) {
        if (/\p{Lu}|^\P{Script=Latin}/u.test(word)) capital.add(keyOf(word));
      }
    }
  }
  // Once may be the beginning of a sentence.
  for (const [word, times] of capitals) if (times > 1 && !small.has(word)) proper.add(word);
  // A number or a day of the week names nothing by itself: "see you on Friday", "march with me".
  const all = new Set([...proper].filter((word) => /\p{L}|\d{3}/u.test(word) && !CALENDAR.has(word)));
  return {
    all,
    capital: new Set(
      [...all].filter((word) => (capital.has(word) || (capitals.get(word) ?? 0) > 1) && !small.has(word)),
    ),
  };
};
