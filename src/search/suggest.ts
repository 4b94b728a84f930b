import { startDay } from '../dataset/time.ts';
import type { SearchIndex } from './build-index.ts';
import { type FindOptions, find, type Suggestion } from './find.ts';
import { fold } from './fold.ts';

/** Suggestions for what is typed so far, within Discord's limits: at most 25, of at most 100 characters each. */

const MOST = 25;
const LONGEST = 100;

const cut = (text: string): string => (text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`);

const agreementSuggestion = (index: SearchIndex, id: string): Suggestion[] => {
  const agreement = index.dataset.agreement.get(id);
  if (!agreement) return [];
  const day = startDay(agreement);
  // The date tells apart the many truces of one town, unless the name has its year already.
  const dated = agreement.name.includes(day.slice(0, 4))
    ? agreement.name
    : `${agreement.name} · ${day.slice(0, 7)}`;
  return [{ name: cut(dated.length <= LONGEST ? dated : agreement.name), value: id.slice(0, LONGEST) }];
};

const bestKnown = (index: SearchIndex): readonly string[] =>
  index.entries
    .toSorted((a, b) => b.agreement.notability - a.agreement.notability || b.position - a.position)
    .map(({ agreement }) => agreement.id);

type Nameable = { readonly id: string; readonly names: readonly string[]; readonly uses: number };

/** Names that begin with the text, then those with a word that does, then the others that have it; the most used first. */
const byName = (items: readonly Nameable[], typed: string): readonly string[] => {
  const text = fold(typed);
  const rankOf = (names: readonly string[]): number => {
    const folded = names.map(fold);
    if (folded.some((name) => name === text)) return 0;
    if (folded.some((name) => name.startsWith(text))) return 1;
    if (folded.some((name) => name.includes(` ${text}`))) return 2;
    return 3;
  };
  return items
    .map((item) => ({ item, rank: text === '' ? 1 : rankOf(item.names) }))
    .filter(({ rank }) => rank < 3)
    .sort((a, b) => a.rank - b.rank || b.item.uses - a.item.uses)
    .map(({ item }) => item.id);
};

const usesOf = (index: SearchIndex, id: string): number =>
  [...(index.inside.get(id) ?? [])].reduce(
    (all, inner) => all + (index.entriesByPlace.get(inner)?.length ?? 0),
    0,
  );

/** Places for a text typed so far: the value is the place's id. Empty text gives the places with most agreements. */
export const suggestPlaces = (
  index: SearchIndex,
  typed: string,
  options: FindOptions,
): readonly Suggestion[] => {
  const { places } = index.dataset;
  const items = [...places.values()]
    .filter(({ kind }) => kind !== 'country')
    .map(({ id, name, aliases, misspellings }) => ({
      id,
      names: [name, ...Object.values(aliases).flatMap((list) => list ?? []), ...misspellings],
      uses: usesOf(index, id),
    }));
  const ids = byName(items, typed);
  const found = ids.length > 0 ? ids : find(index, typed, options).reading.places;
  return found.slice(0, MOST).flatMap((id) => {
    const place = places.get(id);
    if (!place) return [];
    const parent =
      place.parent === null || place.parent === 'syria' ? undefined : places.get(place.parent)?.name;
    return [{ name: cut(parent ? `${place.name} (${parent})` : place.name), value: id }];
  });
};

/** Parties for a text typed so far: the value is the party's id. Empty text gives the parties with most agreements. */
export const suggestParties = (
  index: SearchIndex,
  typed: string,
  options: FindOptions,
): readonly Suggestion[] => {
  const { parties } = index.dataset;
  const items = [...parties.values()].map(({ id, name, short, aliases }) => ({
    id,
    names: [name, short, ...Object.values(aliases).flatMap((list) => list ?? [])],
    uses: index.entriesByParty.get(id)?.length ?? 0,
  }));
  const ids = byName(items, typed);
  const found = ids.length > 0 ? ids : find(index, typed, options).reading.parties;
  return found.slice(0, MOST).flatMap((id) => {
    const party = parties.get(id);
    return party ? [{ name: cut(party.name), value: id }] : [];
  });
};

/**
 * Agreements for a text typed so far, likeliest first; the value is an agreement's id, or the name of a
 * place, both of which `find` understands. Empty text gives the best-known agreements and a few places.
 */
export const suggest = (index: SearchIndex, typed: string, options: FindOptions): readonly Suggestion[] => {
  const places = (text: string, most: number): readonly Suggestion[] =>
    suggestPlaces(index, text, options)
      .slice(0, most)
      .flatMap(({ name, value }) => {
        const place = index.dataset.places.get(value);
        return place ? [{ name, value: place.name }] : [];
      });
  if (typed.trim() === '') {
    const known = bestKnown(index).slice(0, MOST - 5);
    return [...known.flatMap((id) => agreementSuggestion(index, id)), ...places('', 5)];
  }
  const found = find(index, typed, options);
  const matches = found.matches.slice(0, MOST).map(({ id }) => id);
  const named = index.entries
    .filter(({ agreement }) =>
      [agreement.name, ...Object.values(agreement.aliases).flatMap((list) => list ?? [])].some((name) =>
        ` ${fold(name)}`.includes(` ${fold(typed)}`),
      ),
    )
    .sort((a, b) => b.agreement.notability - a.agreement.notability || b.position - a.position)
    .map(({ agreement }) => agreement.id);
  const first =
    matches.length > 0 && found.matches[0]?.why.includes('id')
      ? matches
      : [...new Set([...matches, ...named])];
  const whole = found.reading.places.length > 0 || fold(typed).length < 3 ? places(typed, 2) : [];
  const agreements = first.slice(0, MOST - whole.length).flatMap((id) => agreementSuggestion(index, id));
  return [...whole, ...agreements, ...(agreements.length === 0 ? found.suggestions : [])].slice(0, MOST);
};
