import type { SearchIndex } from '../search/build-index.ts';
import { canon, type Fact } from '../search/facts.ts';
import { holds, rankIn } from './facts-for.ts';
import type { Needs } from './needs.ts';

/** Finds the counts that a question asks for. */

// A count is given, recorded, documented: the verb is in the question, not in the figure.
const COUNTING_WORDS: ReadonlySet<string> = new Set(
  'create created set establish established launch launched fire fired first document documented record recorded count counted give gave given report reported say said estimate estimated register registered note noted happen happened occur occurred many number total altogether'
    .split(' ')
    .map(canon),
);

const isNumber = (word: string | undefined): boolean => word !== undefined && /^\d/.test(word);

/** Whether a number stands right before a word of a fact: "four safe zones". */
export const countsWord = ({ words }: Fact, key: string): boolean =>
  words.some((word, at) => word === key && (isNumber(words[at - 1]) || isNumber(words[at - 2])));

const MOVING_WORDS: ReadonlySet<string> = new Set(
  'leave left go went enter entered evacuate evacuated return returned flee fled reach reached arrive arrived'
    .split(' ')
    .map(canon),
);

/** Which counts may answer a question, and in which order. */
export type CountsWanted = {
  readonly positions: ReadonlySet<number>;
  /** Positions in the order in which their counts are wanted. */
  readonly order: readonly number[];
  readonly accept: (fact: Fact) => boolean;
};

/**
 * The counts that a question asks for. Every word that says what is counted, by whom and of what must be in
 * the fact: a count of something like it is another count.
 */
export const countsFor = (
  index: SearchIndex,
  needs: Needs,
  { positions, order, accept }: CountsWanted,
): readonly Fact[] => {
  const counted = needs.units.filter(
    ({ key, context, naming }) => (!context || naming) && !COUNTING_WORDS.has(key),
  );
  if (counted.length === 0 || needs.partyOnly) return [];
  // Of "fighters left" the fighters are counted: ten thousand civilians leaving are others.
  const nouns = counted.filter(({ key, context }) => !context && !MOVING_WORDS.has(key));
  const heads = nouns.length > 0 ? nouns : counted;
  const found = index
    .facts()
    .filter((fact) => positions.has(fact.position) && fact.kind !== 'error')
    .flatMap((fact) => {
      const entry = index.entries[fact.position];
      const missing = counted.filter((unit) => !holds(fact, unit));
      const onlyNames = entry !== undefined && missing.every((unit) => unit.naming && unit.fitsEntry(entry));
      if (!onlyNames || missing.length === counted.length) return [];
      // Outside the figures the number must stand before what is counted.
      const figure = fact.kind === 'figure';
      if (!figure && !heads.some(({ key }) => countsWord(fact, key))) return [];
      // The costly part last.
      if (!accept(fact)) return [];
      return [{ fact, rank: (figure ? 2 : 1) + counted.length - missing.length }];
    })
    .toSorted((a, b) => b.rank - a.rank || rankIn(order, a.fact) - rankIn(order, b.fact));
  const best = found[0];
  if (!best) return [];
  return found
    .filter(({ fact, rank }) => fact.position === best.fact.position && rank === best.rank)
    .slice(0, 3)
    .map(({ fact }) => fact);
};
