import type { Nameable, SearchIndex } from './build-index.ts';
import { type FindOptions, find, type Suggestion } from './find.ts';
import { fold } from './fold.ts';

/** Suggestions for what is typed so far, within Discord's limits: at most 25, of at most 100 characters each. */

const MOST = 25;
const LONGEST = 100;

const cut = (text: string): string => (text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`);

const agreementSuggestion = (index: SearchIndex, id: string): Suggestion[] => {
  const agreement = index.dataset.agreement.get(id);
  const month = index.entries.find((entry) => entry.agreement === agreement)?.start.slice(0, 7);
  if (!agreement || month === undefined) return [];
  // The date tells apart the many truces of one town, unless the name has its year already.
  const dated = agreement.name.includes(month.slice(0, 4)) ? agreement.name : `${agreement.name} · ${month}`;
  return [{ name: cut(dated.length <= LONGEST ? dated : agreement.name), value: id }];
};

/** Names that are the text, then those that begin with it, then those with a word that does; the most used first. */
const byName = (items: readonly Nameable[], typed: string): readonly string[] => {
  const text = fold(typed);
  const rankOf = (names: readonly string[]): number => {
    if (names.includes(text)) return 0;
    if (names.some((name) => name.startsWith(text))) return 1;
    return names.some((name) => name.includes(` ${text}`)) ? 2 : 3;
  };
  return items
    .map((item) => ({ item, rank: rankOf(item.names) }))
    .filter(({ rank }) => rank < 3)
    .toSorted((a, b) => a.rank - b.rank || b.item.uses - a.item.uses)
    .map(({ item }) => item.id);
};

/** Places for a text typed so far: the value is the place's id. Empty text gives the governorates with most agreements. */
export const suggestPlaces = (
  index: SearchIndex,
  typed: string,
  options: FindOptions,
): readonly Suggestion[] => {
  const { places } = index.dataset;
  const empty = fold(typed) === '';
  const items = empty
    ? index.placeNames.filter(({ id }) => places.get(id)?.kind === 'governorate')
    : index.placeNames;
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
  const ids = byName(index.partyNames, typed);
  const found = ids.length > 0 ? ids : find(index, typed, options).reading.parties;
  return found.slice(0, MOST).flatMap((id) => {
    const party = parties.get(id);
    return party ? [{ name: cut(party.name), value: id }] : [];
  });
};

/** Best known first, then newest. */
const byFame = (index: SearchIndex, positions: Iterable<number>): readonly string[] =>
  [...new Set(positions)]
    .flatMap((position) => index.entries[position] ?? [])
    .toSorted((a, b) => b.agreement.notability - a.agreement.notability || b.position - a.position)
    .map(({ agreement }) => agreement.id);

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
  const text = fold(typed);
  if (text === '') {
    const known = byFame(index, index.entries.keys()).slice(0, MOST - 5);
    return [...known.flatMap((id) => agreementSuggestion(index, id)), ...places('', 5)];
  }
  // The beginning of a year says nothing yet.
  const complete = typed.replace(/\s+(?:1|2|19|20|20[12])$/, '');
  const found = find(index, complete, options);
  const matches = found.matches.slice(0, MOST).map(({ id }) => id);
  const exact = found.matches[0]?.why.includes('id') === true;
  const named = exact
    ? []
    : byFame(
        index,
        index.sortedNames.flatMap(([name, position]) => (` ${name}`.includes(` ${text}`) ? [position] : [])),
      );
  const whole = found.reading.places.length > 0 || text.length < 3 ? places(complete, 2) : [];
  const agreements = [...new Set([...matches, ...named])]
    .slice(0, MOST - whole.length)
    .flatMap((id) => agreementSuggestion(index, id));
  return [...whole, ...agreements, ...(agreements.length === 0 ? found.suggestions : [])].slice(0, MOST);
};
