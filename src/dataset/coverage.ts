import { type Fact, factsOf, sourceIdsOf } from './facts.ts';
import { hasTwoIndependent } from './independence.ts';
import type { Dataset } from './load.ts';
import type { Agreement, Source } from './schema.ts';

/** How many facts there are, how many name one source alone, and how many name two that are independent. */
export type Tally = { readonly all: number; readonly oneSource: number; readonly twoIndependent: number };

/** A record's key facts that rest on one voice. */
export type Gap = { readonly agreement: Agreement; readonly facts: readonly Fact[] };

/** What the dataset holds and how well it is sourced. */
export type Coverage = {
  readonly agreements: number;
  readonly byClass: ReadonlyMap<string, number>;
  readonly byYear: ReadonlyMap<string, number>;
  readonly byNotability: ReadonlyMap<string, number>;
  readonly facts: Tally;
  readonly keyFacts: Tally;
  readonly keyFactsByKind: ReadonlyMap<string, Tally>;
  readonly endUnknown: readonly string[];
  readonly withoutEffective: readonly string[];
  readonly sources: number;
  readonly sourcesByWeight: ReadonlyMap<string, number>;
  readonly sourcesByHow: ReadonlyMap<string, number>;
  readonly sourcesWithoutUrl: readonly string[];
  readonly sourcesWithoutTitle: readonly string[];
  readonly unusedSources: readonly string[];
  readonly placesChecked: number;
  readonly places: number;
  /** The records whose key facts want a second independent source, those with most of them first. */
  readonly gaps: readonly Gap[];
};

const countBy = <T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
};

/** The measures that `npm run check-data` prints. */
export const coverageOf = ({ agreements, sources, places }: Dataset): Coverage => {
  const sourcesOf = (fact: Fact): readonly Source[] => fact.sources.flatMap((id) => sources.get(id) ?? []);
  const strong = (fact: Fact): boolean => hasTwoIndependent(sourcesOf(fact));
  const tally = (facts: readonly Fact[]): Tally => ({
    all: facts.length,
    oneSource: facts.filter((fact) => fact.sources.length === 1).length,
    twoIndependent: facts.filter(strong).length,
  });
  const facts = agreements.flatMap(factsOf);
  const keyFacts = facts.filter(({ key }) => key !== undefined);
  const allSources = [...sources.values()];
  const used = new Set(agreements.flatMap(sourceIdsOf));
  return {
    agreements: agreements.length,
    byClass: countBy(agreements, (agreement) => (agreement.background ? 'background' : agreement.class)),
    byYear: countBy(agreements, ({ announced }) => announced.date.slice(0, 4)),
    byNotability: countBy(agreements, ({ notability }) => String(notability)),
    facts: tally(facts),
    keyFacts: tally(keyFacts),
    keyFactsByKind: new Map(
      (['effective', 'party', 'ended'] as const).map((kind) => [
        kind,
        tally(keyFacts.filter(({ key }) => key === kind)),
      ]),
    ),
    endUnknown: agreements.filter(({ ended }) => ended.how === 'unknown').map(({ id }) => id),
    withoutEffective: agreements.filter(({ effective }) => effective === null).map(({ id }) => id),
    sources: allSources.length,
    sourcesByWeight: countBy(allSources, ({ weight }) => weight ?? 'none'),
    sourcesByHow: countBy(allSources, ({ how }) => how),
    sourcesWithoutUrl: allSources.filter(({ url }) => url === null).map(({ id }) => id),
    sourcesWithoutTitle: allSources.filter(({ title }) => title === null).map(({ id }) => id),
    unusedSources: allSources.filter(({ id }) => !used.has(id)).map(({ id }) => id),
    placesChecked: [...places.values()].filter(({ coordinates }) => coordinates === 'checked').length,
    places: places.size,
    gaps: agreements
      .map((agreement) => ({
        agreement,
        facts: factsOf(agreement).filter((fact) => fact.key !== undefined && !strong(fact)),
      }))
      .filter((gap) => gap.facts.length > 0)
      .toSorted((a, b) => b.facts.length - a.facts.length || a.agreement.id.localeCompare(b.agreement.id)),
  };
};
