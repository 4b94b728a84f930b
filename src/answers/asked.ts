import { fold } from '../search/fold.ts';
import type { Named, Query } from '../search/read-query.ts';
import { meansAgreement } from '../search/words.ts';
import { without } from './pick.ts';
import type { Table } from './table.ts';

/** Whether a place says which agreement: "the southern Syria ceasefire". */
const namesIt = (text: string, typed: string): boolean => {
  const at = text.indexOf(`${typed} `);
  return at >= 0 && meansAgreement(text.slice(at + typed.length + 1).split(' ')[0] ?? '');
};

const placeIn = (text: string, { typed }: Named): number => {
  const at = text.indexOf(typed);
  return at < 0 ? text.length : at;
};

/** The first party or place that a question names, its id, and the query without it; null where there is none. */
export const asked = (
  { index, query, question }: Table,
  kind: 'party' | 'place',
): { readonly one: Named; readonly id: string; readonly rest: Query } | null => {
  const words = fold(question);
  const [one] = query.named
    .filter(({ meanings }) => meanings.some((meaning) => meaning.kind === kind))
    .filter(({ typed }) => kind === 'party' || !namesIt(words, typed))
    // What was added in reading ("southern Syria" for "southern") stands nowhere, so it comes last.
    .toSorted((a, b) => placeIn(words, a) - placeIn(words, b));
  const id = one?.meanings.find((meaning) => meaning.kind === kind)?.id;
  return one && id !== undefined ? { one, id, rest: without(index, query, one, question) } : null;
};
