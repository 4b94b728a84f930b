import type { Dataset } from '../dataset/load.ts';
import type { Agreement, Place } from '../dataset/schema.ts';

/** The id of the country that the map shows. */
export const COUNTRY = 'syria';

/** What the map needs of a place. */
export type MapPlace = Pick<Place, 'id' | 'name' | 'kind' | 'lat' | 'lon' | 'aliases'>;

/** Where agreements hold, as a map can show it. */
export type Areas = {
  readonly nationwide: boolean;
  /** Ids of the governorates that are covered as such. */
  readonly governorates: readonly string[];
  /** Ids of the governorates in which one of the places lies. */
  readonly within: readonly string[];
  /** The places smaller than a governorate, in the order of the records. */
  readonly places: readonly MapPlace[];
};

/** The id of the governorate that a place is or lies in, or null outside governorates (the country, abroad). */
export const governorateOf = ({ places }: Dataset, place: Place): string | null => {
  const seen = new Set<string>();
  for (let at: Place | undefined = place; at && !seen.has(at.id); ) {
    if (at.kind === 'governorate') return at.id;
    seen.add(at.id);
    at = at.parent === null ? undefined : places.get(at.parent);
  }
  return null;
};

const unique = (ids: readonly string[]): readonly string[] => [...new Set(ids)];

/** The areas of some agreements together. Places that only help to find a record are not in them. */
export const areasOf = (dataset: Dataset, agreements: readonly Agreement[]): Areas => {
  const ids = new Set(agreements.flatMap(({ areas }) => areas.places));
  const all = [...ids].flatMap((id) => dataset.places.get(id) ?? []);
  const small = all.filter(({ kind, covers }) => kind !== 'country' && kind !== 'governorate' && !covers);
  return {
    nationwide: ids.has(COUNTRY),
    governorates: unique(
      all.flatMap(({ id, kind, covers }) => (kind === 'governorate' ? [id] : (covers ?? []))),
    ),
    within: unique(small.flatMap((place) => governorateOf(dataset, place) ?? [])),
    places: small.map(({ id, name, kind, lat, lon, aliases }) => ({ id, name, kind, lat, lon, aliases })),
  };
};
