import type { SearchIndex } from './build-index.ts';
import type { Entry } from './entry.ts';
import { fitsOfMeaning, heldTest, isWider, PERHAPS, periodTest, type Test } from './fit.ts';
import type { PeriodReading } from './period.ts';
import type { Meaning } from './phrases.ts';
import type { Named, Query } from './read-query.ts';
import { because, type Why, type Whys } from './why.ts';

/** An agreement that fits every place, party, class and period of a query, each as well as `fit` says (0 to 1). */
export type Candidate = { readonly entry: Entry; readonly fit: number; readonly whys: Whys };

type Plan = {
  readonly named: readonly Named[];
  readonly test: Test | null;
  readonly periodWhy: Why;
  /** Whether the scope that was asked for is needed. */
  readonly scoped: boolean;
  /** Whether agreements for an area around a place count too. */
  readonly wider: boolean;
};

/** Drops a place where another one named lies inside it: "Sheikh Maqsoud, Aleppo". */
const narrowed = (index: SearchIndex, named: readonly Named[]): readonly Named[] => {
  const placesOf = ({ meanings }: Named): readonly string[] =>
    meanings.flatMap((meaning) => (meaning.kind === 'place' ? [meaning.id] : []));
  const places = named.flatMap(placesOf);
  return named.filter((one) => {
    const own = placesOf(one);
    if (own.length === 0 || own.length < one.meanings.length) return true;
    return !places.some(
      (other) => !own.includes(other) && own.every((id) => index.around.get(other)?.has(id)),
    );
  });
};

/** How well agreements fit one name of a query, and why. */
type NamedTest = {
  readonly fitOf: Test;
  /** The reason, for an agreement that fits so well. */
  readonly whyOf: (entry: Entry, fit: number) => Why;
};

const WIDER_FIT = 0.5;

const namedTest = (index: SearchIndex, { meanings }: Named, wider: boolean): NamedTest => {
  const all = meanings.map((meaning) => ({ ...meaning, fits: fitsOfMeaning(index, meaning) }));
  const lies = (entry: Entry): boolean =>
    wider && meanings.some(({ kind, id }) => kind === 'place' && isWider(index, entry, id));
  return {
    fitOf: (entry) => {
      let best = 0;
      for (const { fits } of all) best = Math.max(best, fits.get(entry.position) ?? 0);
      return best === 0 && lies(entry) ? WIDER_FIT : best;
    },
    whyOf: ({ position }, fit) => {
      const kind = all.find(({ fits }) => fits.get(position) === fit)?.kind;
      if (kind === undefined) return 'wider area';
      return kind === 'place' ? 'place' : fit < 0.5 ? 'party took no part' : 'party';
    },
  };
};

/** The positions of the agreements that may fit a plan. */
const positionsFor = (index: SearchIndex, { named, wider }: Plan): Iterable<number> => {
  const [first] = named;
  if (!first || wider) return index.entries.keys();
  const [only, ...more] = first.meanings.map((meaning) => fitsOfMeaning(index, meaning));
  if (only && more.length === 0) return only.keys();
  return new Set([only, ...more].flatMap((fits) => [...(fits?.keys() ?? [])]));
};

const fitting = (index: SearchIndex, query: Query, plan: Plan): readonly Candidate[] => {
  const named = plan.named.map((one) => namedTest(index, one, plan.wider));
  const always =
    (plan.test ? because(plan.periodWhy) : 0) | (query.classes.length > 0 ? because('class') : 0);
  const candidates: Candidate[] = [];
  for (const position of positionsFor(index, plan)) {
    const entry = index.entries[position];
    if (!entry) continue;
    let fit = plan.test ? plan.test(entry) : 1;
    if (fit === 0) continue;
    if (query.classes.length > 0 && !query.classes.includes(entry.agreement.class)) continue;
    if (plan.scoped && query.scope !== null && entry.agreement.scope !== query.scope) continue;
    let whys = always;
    for (const { fitOf, whyOf } of named) {
      const one = fitOf(entry);
      fit *= one;
      if (fit === 0) break;
      whys |= because(whyOf(entry, one));
    }
    if (fit > 0) candidates.push({ entry, fit, whys });
  }
  return candidates;
};

const CAPITAL = 'damascus';

/** The governments of the country, one after the other, as one name. */
export const governments = (index: SearchIndex): readonly Meaning[] =>
  [...index.dataset.parties.values()]
    .filter(({ kind, country }) => kind === 'state' && country === 'SY')
    .map(({ id }): Meaning => ({ kind: 'party', id }));

/** "SDF Damascus 2019": beside another party the capital stands for the government. Null where it does not stand there. */
export const withGovernment = (index: SearchIndex, named: readonly Named[]): readonly Named[] | null => {
  const isCapital = ({ meanings }: Named): boolean =>
    meanings.some(({ kind, id }) => kind === 'place' && id === CAPITAL);
  const others = named.filter(({ meanings }) => meanings.some(({ kind }) => kind === 'party'));
  if (others.length === 0 || !named.some(isCapital)) return null;
  return named.map((one) => (isCapital(one) ? { ...one, meanings: governments(index) } : one));
};

/** Each name of a query left out in turn. */
const withoutOne = (named: readonly Named[]): readonly (readonly Named[])[] =>
  named.map((_, left) => named.filter((__, at) => at !== left));

/** Whether a query has a place, party, class or period to go by. */
export const hasFilter = (query: Query): boolean =>
  query.named.length > 0 || query.period !== null || query.classes.length > 0 || query.scope !== null;

/**
 * The agreements that fit a query's places, parties, classes and period all together. Where none does, the
 * first of these that gives any: the other order of day and month; agreements for wider areas;
 * agreements in force at the time; agreements for any of several places. Where `partial`, "Damascus" beside a party may
 * be the government, and one of three names or more may be missing. `period` is the reading that was used.
 */
export const candidatesOf = (
  index: SearchIndex,
  query: Query,
  partial = false,
): { readonly candidates: readonly Candidate[]; readonly period: PeriodReading | null } => {
  const { period } = query;
  if (!hasFilter(query)) return { candidates: [], period };
  const named = narrowed(index, query.named);
  const exact: Plan = {
    named,
    test: period && periodTest(period),
    periodWhy: 'period',
    scoped: true,
    wider: false,
  };
  const other = period?.kind === 'period' ? period.other : undefined;
  if (other) {
    // Of two readings of "7/9/2017", the one on whose day something is known to have happened.
    const first = fitting(index, query, exact);
    if (first.some(({ entry }) => exact.test !== null && exact.test(entry) > PERHAPS)) {
      return { candidates: first, period };
    }
    const second = fitting(index, query, { ...exact, test: periodTest(other) });
    if (second.length > 0) return { candidates: second, period: other };
  }
  const plans: Plan[] = [exact];
  if (query.scope !== null) plans.push({ ...exact, scoped: false });
  const governed = partial ? withGovernment(index, named) : null;
  if (governed) plans.push({ ...exact, named: governed });
  const ofPlace = ({ meanings }: Named): boolean => meanings.every(({ kind }) => kind === 'place');
  const places = named.filter(ofPlace);
  if (places.length > 0) {
    const wider: Plan = { ...exact, scoped: false, wider: true };
    const any: Named = {
      typed: places.map(({ typed }) => typed).join(' '),
      meanings: places.flatMap(({ meanings }) => meanings),
    };
    const anyPlace: Plan = { ...exact, named: [any, ...named.filter((one) => !ofPlace(one))] };
    const several = places.length > 1 ? [anyPlace] : [];
    if (period?.kind === 'period') {
      const held = (plan: Plan): Plan => ({
        ...plan,
        scoped: false,
        test: heldTest(period.days),
        periodWhy: 'in force then',
      });
      // "The September 2016 truce in Aleppo" began then, and may be one for the whole country; what else is
      // asked of places and a time has first to do with the places.
      plans.push(
        ...(query.subject
          ? [...several, wider, held(exact), held(wider)]
          : [...several, held(exact), ...several.map(held), wider, held(wider)]),
      );
    } else plans.push(wider, ...several);
  }
  for (const plan of plans) {
    const found = fitting(index, query, plan);
    if (found.length > 0) return { candidates: found, period };
  }
  if (!partial || named.length < 3) return { candidates: [], period };
  const found = withoutOne(named).flatMap((some) => fitting(index, query, { ...exact, named: some }));
  return { candidates: [...new Map(found.map((one) => [one.entry, one])).values()], period };
};
