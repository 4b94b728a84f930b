import { plain } from './cards/markdown.ts';
import { type Context, type Options, UserError } from './command.ts';
import { classes, endings } from './dataset/schema.ts';
import { dayExists } from './dataset/time.ts';
import { search, today } from './query.ts';
import type { Filter } from './search/filter.ts';
import { readPeriod } from './search/period.ts';
import { suggestParties, suggestPlaces } from './search/suggest.ts';

/** Filters as people fill them in: the options, their reading, and how a button carries them. */

/** The options that every filtered list or picture has. */
export const filterOptions = {
  from: {
    type: 'string',
    description: 'Announced or in effect from: 2016, may 2016, 2016-05-04',
    maxLength: 60,
  },
  to: { type: 'string', description: 'Announced or in effect until the end of: 2017', maxLength: 60 },
  place: {
    type: 'string',
    description: 'A governorate, town or area',
    maxLength: 60,
    suggest: (typed: string, context: Context) =>
      suggestPlaces(context.index, typed, { today: today(context) }),
  },
  party: {
    type: 'string',
    description: 'A party in any role',
    maxLength: 60,
    suggest: (typed: string, context: Context) =>
      suggestParties(context.index, typed, { today: today(context) }),
  },
} as const satisfies Options;

const dayOf = (option: 'from' | 'to', typed: string | undefined, context: Context): string | undefined => {
  if (typed === undefined) return undefined;
  const { texts } = context;
  const period = readPeriod(typed, { today: today(context) });
  if (period?.kind === 'impossible')
    throw new UserError(texts.reading.noSuchDate(plain(typed), period.problem, period.example));
  if (period?.kind !== 'period') throw new UserError(texts.lists.agreements.badDate(option, plain(typed)));
  return period.days[option];
};

const placeOf = (typed: string | undefined, context: Context): string | undefined => {
  if (typed === undefined || context.dataset.places.has(typed)) return typed;
  const { places, uncovered } = search(typed, context).reading;
  const [place] = [...places, ...uncovered];
  if (!place) throw new UserError(context.texts.lists.agreements.unknownPlace(plain(typed)));
  return place;
};

const partyOf = (typed: string | undefined, context: Context): string | undefined => {
  if (typed === undefined || context.dataset.parties.has(typed)) return typed;
  const [party] = search(typed, context).reading.parties;
  if (!party) throw new UserError(context.texts.lists.agreements.unknownParty(plain(typed)));
  return party;
};

type Typed = { readonly [K in keyof typeof filterOptions]: string | undefined };

/** The filter that the options say; a `UserError` names the option that cannot be read. */
export const readFilter = ({ from, to, place, party }: Typed, context: Context): Filter => {
  const filter = {
    from: dayOf('from', from, context),
    to: dayOf('to', to, context),
    place: placeOf(place, context),
    party: partyOf(party, context),
  };
  if (filter.from && filter.to && filter.from >= filter.to)
    throw new UserError(context.texts.lists.agreements.turned);
  return filter;
};

/** A filter as a custom id carries it: values of fixed lists by their number. */
export const carryFilter = ({
  from = '',
  to = '',
  place = '',
  party = '',
  ending,
  class: kind,
}: Filter): readonly string[] => [
  from,
  to,
  place,
  party,
  ending ? String(endings.indexOf(ending)) : '',
  kind ? String(classes.indexOf(kind)) : '',
];

const dayOrNone = (text: string | undefined): string | undefined =>
  text !== undefined && dayExists(text) ? text : undefined;

export const uncarryFilter = ([from, to, place, party, ending, kind]: readonly string[]): Filter => ({
  from: dayOrNone(from),
  to: dayOrNone(to),
  place: place || undefined,
  party: party || undefined,
  ending: ending ? endings[Number(ending)] : undefined,
  class: kind ? classes[Number(kind)] : undefined,
});

/** `Aleppo · ceasefire · from 1 January 2016`. */
export const filterText = (filter: Filter, { dataset, texts }: Context): string => {
  const { agreements } = texts.lists;
  const parts = [
    ...(filter.place ? [dataset.places.get(filter.place)?.name ?? filter.place] : []),
    ...(filter.party ? [dataset.parties.get(filter.party)?.name ?? filter.party] : []),
    ...(filter.class ? [texts.classes[filter.class]] : []),
    ...(filter.ending ? [texts.endings[filter.ending]] : []),
    ...(filter.from ? [agreements.from(texts.dates.day(filter.from))] : []),
    ...(filter.to ? [agreements.until(texts.dates.day(texts.reading.dayBefore(filter.to)))] : []),
  ];
  return parts.length > 0 ? parts.join(' · ') : agreements.all;
};
