import Fuse from 'fuse.js';
import type { Dataset } from '../dataset/load.ts';
import { fold } from './fold.ts';
import { once } from './once.ts';
import type { Meaning } from './phrases.ts';

/** Near names, offered as the last resort. */

// Of Fuse's scores (0 is the same): above this the offers have nothing to do with the text.
const FUSE_SCORE = 0.25;
const MOST_OFFERS = 5;

/** Fuse's token search over the names of parties, and of places that have agreements, made when it is first needed. */
export const createOffers = (
  dataset: Dataset,
  isCovered: (place: string) => boolean,
): ((text: string) => readonly Meaning[]) => {
  const fuse = once(() => {
    const named = [
      ...[...dataset.places.values()]
        .filter(({ id }) => isCovered(id))
        .map(({ id, name }) => ({ kind: 'place' as const, id, name: fold(name) })),
      ...[...dataset.parties.values()].map(({ id, short }) => ({
        kind: 'party' as const,
        id,
        name: fold(short),
      })),
    ];
    return new Fuse(named, { keys: ['name'], includeScore: true, ignoreLocation: true, threshold: 0.4 });
  });
  return (text) =>
    fuse()
      .search(fold(text), { limit: MOST_OFFERS })
      .filter(({ score = 1 }) => score <= FUSE_SCORE)
      .map(({ item: { kind, id } }) => ({ kind, id }));
};
