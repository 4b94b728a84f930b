import type { Whys } from './why.ts';

/**
 * The scores of one search, by position. An agreement can be found in several ways: its best score counts,
 * and all its reasons are kept. Flat arrays, since a search may find thousands.
 */
export type Board = {
  readonly give: (position: number, score: number, whys: Whys) => void;
  readonly scoreOf: (position: number) => number;
  readonly whysOf: (position: number) => Whys;
  /** What was given any score, in the order of a key from 0 to 2 ** 32, the least first; then the newest first. */
  readonly ranked: (keyOf: (position: number) => number) => readonly number[];
};

// Key and position share the 53 bits of a number.
const POSITIONS = 2 ** 21;

/** An empty board for agreements at the positions from 0 to `size`, which is not one of them. */
export const createBoard = (size: number): Board => {
  const scores = new Float64Array(size);
  const reasons = new Uint16Array(size);
  const given = new Uint8Array(size);
  const found: number[] = [];
  return {
    give: (position, score, whys) => {
      if (given[position] !== 1) {
        given[position] = 1;
        scores[position] = score;
        found.push(position);
      } else if (score > (scores[position] ?? 0)) scores[position] = score;
      reasons[position] = (reasons[position] ?? 0) | whys;
    },
    scoreOf: (position) => scores[position] ?? 0,
    whysOf: (position) => reasons[position] ?? 0,
    ranked: (keyOf) => {
      const keys = new Float64Array(found.length);
      for (const [at, position] of found.entries()) {
        keys[at] = Math.round(keyOf(position)) * POSITIONS + (POSITIONS - 1 - position);
      }
      // Numbers are sorted many times faster than by a function that compares.
      return Array.from(keys.sort(), (key) => POSITIONS - 1 - (key % POSITIONS));
    },
  };
};
