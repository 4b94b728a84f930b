import type { Dataset } from '../dataset/load.ts';
import type { Agreement, Effective, Place, Role } from '../dataset/schema.ts';
import { DAMASCUS, dayIn, effectiveInstant } from '../dataset/time.ts';
import type { About } from '../store/subscription.ts';

/** The start of an agreement, as far as a reminder needs it. */
export type Start = {
  /** The published wall-clock (`2017-07-09T12:00`) or day: what makes one start differ from another. */
  readonly local: string;
  /** The instant in milliseconds since 1970, or null where only the day is known. */
  readonly instant: number | null;
  /** The calendar day in Damascus. */
  readonly day: string;
};

export type CalendarEntry = {
  readonly agreement: string;
  /** null where the day is not known. */
  readonly start: Start | null;
  /** The places whose subscribers hear of it. */
  readonly places: ReadonlySet<string>;
  /** The parties whose subscribers hear of it. */
  readonly parties: ReadonlySet<string>;
};

/** The starts of a dataset, made ready once for many subscriptions. */
export type StartCalendar = {
  readonly entries: readonly CalendarEntry[];
  readonly byAgreement: ReadonlyMap<string, CalendarEntry>;
};

/** In these roles a party did not take part, or is only said to have. */
const notTakingPart: ReadonlySet<Role> = new Set(['reported', 'objected', 'refused', 'excluded']);

const startOf = (effective: Effective | null): Start | null => {
  if (!effective || effective.precision === 'month' || effective.precision === 'none') return null;
  const instant = effectiveInstant(effective);
  return {
    local: effective.local,
    instant: instant?.getTime() ?? null,
    day: instant ? dayIn(instant, DAMASCUS) : effective.local.slice(0, 10),
  };
};

const withParents = (id: string, places: ReadonlyMap<string, Place>): readonly string[] => {
  const chain: string[] = [];
  for (let place = places.get(id); place; place = place.parent ? places.get(place.parent) : undefined) {
    chain.push(place.id);
  }
  return chain;
};

/**
 * The places whose subscribers hear of an agreement: each place of it and what contains that, the governorates
 * that an area of it covers, and the areas that cover a governorate of it.
 */
const listeningPlaces = (agreement: Agreement, places: ReadonlyMap<string, Place>): ReadonlySet<string> => {
  const own = new Set(agreement.areas.places.flatMap((id) => withParents(id, places)));
  const covered = agreement.areas.places.flatMap((id) => places.get(id)?.covers ?? []);
  const covering = [...places.values()].filter(({ covers }) => covers?.some((id) => own.has(id)));
  return new Set([...own, ...covered, ...covering.map(({ id }) => id)]);
};

const takingPart = (agreement: Agreement): ReadonlySet<string> =>
  new Set(
    agreement.parties
      .filter(({ role, alsoRoles = [] }) => [role, ...alsoRoles].some((one) => !notTakingPart.has(one)))
      .map(({ party }) => party),
  );

/** The starts of a dataset, with who hears of them. */
export const startCalendar = (dataset: Dataset): StartCalendar => {
  const entries = dataset.agreements.map((agreement) => ({
    agreement: agreement.id,
    start: startOf(agreement.effective),
    places: listeningPlaces(agreement, dataset.places),
    parties: takingPart(agreement),
  }));
  return { entries, byAgreement: new Map(entries.map((entry) => [entry.agreement, entry])) };
};

/** Whether a subscription about this hears of that agreement. */
export const isAbout = (about: About, entry: CalendarEntry): boolean => {
  switch (about.kind) {
    case 'everything':
      return true;
    case 'agreement':
      return entry.agreement === about.id;
    case 'place':
      return entry.places.has(about.id);
    case 'party':
      return entry.parties.has(about.id);
  }
};
