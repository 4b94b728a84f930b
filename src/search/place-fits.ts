import type { Dataset } from '../dataset/load.ts';
import type { Entry } from './entry.ts';

/** How places lie in one another, and how well an agreement fits each of them. */

/** By place: all places that it lies in, by parents and by what an area covers. */
export const ancestors = (dataset: Dataset): Map<string, Set<string>> => {
  const around = new Map<string, Set<string>>();
  for (const place of dataset.places.values()) {
    const set = new Set<string>();
    for (let at = place.parent; at !== null && !set.has(at); at = dataset.places.get(at)?.parent ?? null)
      set.add(at);
    around.set(place.id, set);
  }
  for (const place of dataset.places.values()) {
    for (const covered of place.covers ?? []) {
      for (const [id, set] of around) if (id === covered || set.has(covered)) set.add(place.id);
    }
  }
  return around;
};

/** How well an agreement fits each place that it names or that lies around: best where it names it and nothing else. */
export const fitsOf = (
  entry: Entry,
  around: ReadonlyMap<string, ReadonlySet<string>>,
): readonly (readonly [place: string, fit: number])[] => {
  const shares = new Map<string, number>();
  for (const [id, share] of entry.places) {
    for (const place of [id, ...(around.get(id) ?? [])]) {
      shares.set(place, (shares.get(place) ?? 0) + share);
    }
  }
  return [...shares].map(([place, share]) => [
    place,
    (entry.places.has(place) ? 0.75 : 0.7) + 0.25 * Math.min(1, share),
  ]);
};
