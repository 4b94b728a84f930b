import type { SearchIndex } from '../search/build-index.ts';
import type { Fact } from '../search/facts.ts';
import { LIGHT, type Needs, type Unit } from './needs.ts';

/** Finds the facts that a question's own words point to. Strict: a fact that holds only a few of them is none. */

/** Whether a fact has a thing that a question says. */
export const holds = (fact: Fact, unit: Unit): boolean =>
  unit.key.split(' ').some((key) => fact.has.has(key));

/** How well a fact fits: over all units, and over those that say what is asked. 0 to 1. */
type Fit = { readonly fact: Fact; readonly all: number; readonly own: number; readonly held: number };

const fitOf = (index: SearchIndex, needs: Needs, fact: Fact, namesCount: FactsWanted['namesCount']): Fit => {
  const entry = index.entries[fact.position];
  let sum = 0;
  let held = 0;
  let ownSum = 0;
  let ownHeld = 0;
  let words = 0;
  for (const unit of needs.units) {
    const has = holds(fact, unit);
    const fits = entry !== undefined && unit.fitsEntry(entry);
    sum += unit.weight;
    held += has ? unit.weight : fits ? 0.6 * unit.weight : 0;
    // A word of the agreement's own name says which agreement, not what about it.
    const word = !unit.key.includes(':') && unit.key !== 'subject';
    const inTitle = entry?.names[0]?.has(unit.key) === true;
    const counts = word && (namesCount === 'needed' ? !inTitle : namesCount === 'held' && has);
    if (!counts && (unit.context || (fits && !needs.partyOnly))) continue;
    ownSum += unit.weight;
    if (has) ownHeld += unit.weight;
    if (has && unit.weight > LIGHT) words += 1;
  }
  return {
    fact,
    all: sum === 0 ? 0 : held / sum,
    own: ownSum < LEAST_WEIGHT ? 0 : ownHeld / ownSum,
    held: words,
  };
};

// Less than one word of weight asks for nothing.
const LEAST_WEIGHT = 0.5;

const LEAST_ALL = 0.55;
// Facts nearly as good as the best are told with it.
const NEAR = 0.9;
// Where the search finds one agreement before all others, its facts come first among equals.
const PREFERRED = 0.35;
// Facts that have a rule of their own: told for their words only where nothing else holds these.
const RULED: ReadonlySet<Fact['kind']> = new Set(['announcement', 'start', 'end', 'duration', 'areas']);
// What a party has to do stands in these.
const DUTIES: ReadonlySet<Fact['kind']> = new Set(['term', 'party', 'monitoring', 'humanitarian']);

const OWN_DUTY = 0.5;
// A fact that names the places and parties of the question itself comes before one whose agreement does.
const NAMED = 0.5;

/** The share of a question's places and parties that a fact names. */
export const heldConcepts = (needs: Needs, fact: Fact): number => {
  const concepts = needs.units.filter(({ key }) => key.includes(':'));
  return concepts.length === 0 ? 0 : concepts.filter((unit) => holds(fact, unit)).length / concepts.length;
};

/** Whether a fact is about what the asked party has to do: its own note, or a term that begins with it. */
const isDutyOf = (index: SearchIndex, fact: Fact, needs: Needs): boolean => {
  const entry = index.entries[fact.position];
  const keys = needs.own.flatMap((key) => key.split(' '));
  if (fact.kind === 'party') return keys.includes(`party:${entry?.agreement.parties[fact.at]?.party}`);
  return keys.some((key) => fact.first === key);
};

/** Which facts a question may be answered with. */
type FactsWanted = {
  /** Positions of the agreements whose facts count. */
  readonly positions: ReadonlySet<number>;
  /** Positions that come first among equals. */
  readonly preferred?: ReadonlySet<number>;
  /** The share of the question's own words that a fact must hold. */
  readonly least: number;
  /** How many of them, besides. */
  readonly leastWords?: number;
  readonly accept?: (fact: Fact) => boolean;
  /** Whether words of the agreement's names count: where the fact holds them, or all but those of its title. */
  readonly namesCount?: 'held' | 'needed' | undefined;
};

/** The facts that a question's words point to, best first: up to three of one agreement. */
export const factsFor = (index: SearchIndex, needs: Needs, wanted: FactsWanted): readonly Fact[] => {
  if (!needs.telling) return [];
  const parties = needs.units.filter(({ key }) => key.includes('party:'));
  const { positions, preferred, least, leastWords = 1, accept, namesCount } = wanted;
  const fits = index
    .facts()
    .filter(({ position, kind }) => positions.has(position) && kind !== 'error')
    .filter(({ kind }) => !needs.partyOnly || DUTIES.has(kind))
    .map((fact) => fitOf(index, needs, fact, namesCount))
    .filter(
      ({ fact, all, own, held }) =>
        all >= LEAST_ALL && own >= least && held >= leastWords && (!accept || accept(fact)),
    )
    // Of two parties, a fact about one of them alone says nothing of both.
    .filter(({ fact, own }) => own >= 0.9 || parties.length < 2 || parties.every((unit) => holds(fact, unit)))
    .map((fit) => ({
      ...fit,
      rank:
        fit.all +
        fit.own +
        (preferred?.has(fit.fact.position) ? PREFERRED * fit.own ** 2 : 0) +
        NAMED * heldConcepts(needs, fit.fact) +
        (needs.partyOnly && isDutyOf(index, fit.fact, needs) ? OWN_DUTY : 0),
    }))
    .toSorted((a, b) => b.rank - a.rank);
  const best = fits.find(({ fact }) => !RULED.has(fact.kind)) ?? fits[0];
  if (!best) return [];
  return fits
    .filter(
      ({ fact, rank }) =>
        fact.position === best.fact.position &&
        rank >= NEAR * best.rank &&
        (RULED.has(best.fact.kind) || !RULED.has(fact.kind)),
    )
    .slice(0, 3)
    .map(({ fact }) => fact);
};

/** Which facts may be told as near a question. */
type ClosestWanted = {
  readonly positions: ReadonlySet<number>;
  /** The position that comes first among equals. */
  readonly preferred: number;
  /** The share of the question's own words that a fact must hold. */
  readonly least: number;
  readonly accept?: ((fact: Fact) => boolean) | undefined;
};

// A word that most agreements have brings no fact near.
const TELLING = 1;

/** The facts that hold most of a question's own words, best first, of one agreement: near it, and no answer. */
export const closestFacts = (
  index: SearchIndex,
  needs: Needs,
  { positions, preferred, least, accept }: ClosestWanted,
): readonly Fact[] => {
  const own = needs.units.filter(({ key, weight }) => needs.own.includes(key) && weight > LIGHT);
  const sum = own.reduce((all, { weight }) => all + weight, 0);
  if (sum === 0) return [];
  const found = index
    .facts()
    .filter(({ position, kind }) => positions.has(position) && kind !== 'error')
    .map((fact) => {
      const held = own.filter((unit) => holds(fact, unit));
      const share = held.reduce((all, { weight }) => all + weight, 0) / sum;
      return { fact, share: held.some(({ weight }) => weight >= TELLING) ? share : 0 };
    })
    .filter(({ fact, share }) => share >= least && (!accept || accept(fact)))
    .toSorted(
      (a, b) =>
        b.share - a.share ||
        Number(b.fact.position === preferred) - Number(a.fact.position === preferred) ||
        heldConcepts(needs, b.fact) - heldConcepts(needs, a.fact),
    );
  const [best] = found;
  return best
    ? found
        .filter(({ fact, share }) => fact.position === best.fact.position && share >= NEAR * best.share)
        .map(({ fact }) => fact)
    : [];
};

/** Where a fact's agreement stands in an order; after all where it is not in it. */
export const rankIn = (order: readonly number[], { position }: Fact): number => {
  const at = order.indexOf(position);
  return at < 0 ? order.length : at;
};
