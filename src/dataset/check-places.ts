import type { Problem } from './load.ts';
import type { Place } from './schema.ts';

/** What is wrong with how places lie in each other: each under a country, a governorate directly, none in a circle. */
export const checkPlaces = (places: readonly Place[]): readonly Problem[] => {
  const byId = new Map(places.map((place) => [place.id, place]));
  const chainOf = (place: Place): readonly Place[] => {
    const chain = [place];
    for (;;) {
      const parent = byId.get(chain.at(-1)?.parent ?? '');
      if (!parent || chain.includes(parent)) return chain;
      chain.push(parent);
    }
  };
  return places.flatMap((place, index) => {
    const problem = (key: string, message: string): Problem => ({
      file: 'places.json',
      path: `places[${index}].${key}`,
      message,
    });
    const top = chainOf(place).at(-1);
    const parentKind = byId.get(place.parent ?? '')?.kind;
    const wrongCover = place.covers?.find((id) => byId.has(id) && byId.get(id)?.kind !== 'governorate');
    return [
      ...(place.kind === 'country' && place.parent !== null
        ? [problem('parent', `"${place.id}" is a country, so its parent is null.`)]
        : []),
      ...(place.kind !== 'country' && top?.parent === null && top.kind !== 'country'
        ? [problem('parent', `"${place.id}" lies in no country. Give it, or "${top.id}", a parent.`)]
        : []),
      ...(top && top.parent !== null && byId.has(top.parent)
        ? [problem('parent', `"${place.id}" lies in itself by way of its parents. Correct one of them.`)]
        : []),
      ...(place.kind === 'governorate' && parentKind !== undefined && parentKind !== 'country'
        ? [problem('parent', `"${place.id}" is a governorate, so its parent must be a country.`)]
        : []),
      ...(wrongCover
        ? [problem('covers', `"${wrongCover}" is not a governorate. "covers" lists governorates only.`)]
        : []),
    ];
  });
};
