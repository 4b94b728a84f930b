import { fold } from '../search/fold.ts';
import type { Named, Query } from '../search/read-query.ts';
import { meansAgreement, STOP_WORDS } from '../search/words.ts';
import { without } from './pick.ts';
import type { Table } from './table.ts';

/** Whether a place says which agreement: "the southern Syria ceasefire". */
export const namesIt = (text: string, typed: string): boolean => {
  const at = text.indexOf(`${typed} `);
  const [first = '', second = ''] = text.slice(at + typed.length + 1).split(' ');
  // "The Aleppo electricity deal"
  return at >= 0 && (meansAgreement(first) || (!STOP_WORDS.has(first) && meansAgreement(second)));
};

const placeIn = (text: string, { typed }: Named): number => {
  const at = text.indexOf(typed);
  return at < 0 ? text.length : at;
};

/**
 * The first party or place that a question asks about, as far as `accept` lets it, its id, and the query
 * without it; null where there is none.
 */
export const asked = (
  { index, query, question }: Table,
  kind: 'party' | 'place',
  accept: (one: Named) => boolean = () => true,
): { readonly one: Named; readonly id: string; readonly rest: Query } | null => {
  const words = fold(question);
  const [one] = query.named
    .filter(({ meanings }) => meanings.some((meaning) => meaning.kind === kind))
    .filter((named) => accept(named) && (kind === 'party' || !namesIt(words, named.typed)))
    // What was added in reading ("southern Syria" for "southern") stands nowhere, so it comes last. In "Does the
    // SDF agreement include Turkey?" Turkey is asked about.
    .toSorted(
      (a, b) =>
        Number(namesIt(words, a.typed)) - Number(namesIt(words, b.typed)) ||
        placeIn(words, a) - placeIn(words, b),
    );
  const id = one?.meanings.find((meaning) => meaning.kind === kind)?.id;
  return one && id !== undefined ? { one, id, rest: without(index, query, one, question) } : null;
};
