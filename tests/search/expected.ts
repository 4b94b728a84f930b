import type { Dataset } from '../../src/dataset/load.ts';
import type { Agreement, Place } from '../../src/dataset/schema.ts';
import { announcedDays, effectiveDays, overlaps } from '../../src/dataset/time.ts';

/** A query and what must be found. Place, party and date expectations are worked out from the dataset. */
export type GoldQuery = {
  readonly id: string;
  readonly kind: 'place' | 'date' | 'party' | 'name' | 'question' | 'mixed' | 'negative';
  readonly lang: string;
  readonly query: string;
  /** `top1`: the first is one of `expected`. `all`: every one is found. `none`: nothing is found. */
  readonly mode: 'top1' | 'all' | 'none';
  readonly places?: readonly string[];
  readonly parties?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly expected?: readonly string[];
  readonly acceptable?: readonly string[];
};

/** Roles of those who did not take part. */
const PASSIVE = new Set(['reported', 'refused', 'objected', 'excluded']);

// Written apart from the code under test, on purpose: plain loops over the dataset's own fields.
const liesIn = (dataset: Dataset, id: string, wanted: string): boolean => {
  if (id === wanted) return true;
  const area: Place | undefined = dataset.places.get(wanted);
  if (area?.covers?.some((covered) => liesIn(dataset, id, covered))) return true;
  const parent = dataset.places.get(id)?.parent;
  return parent !== null && parent !== undefined && liesIn(dataset, parent, wanted);
};

const inPlace = (dataset: Dataset, { areas }: Agreement, place: string): boolean =>
  [...areas.places, ...(areas.findOnly ?? [])].some((id) => liesIn(dataset, id, place));

const hasParty = ({ parties }: Agreement, id: string): boolean =>
  parties.some(
    ({ party, role, alsoRoles = [] }) =>
      party === id && [role, ...alsoRoles].some((name) => !PASSIVE.has(name)),
  );

const inWindow = (agreement: Agreement, from: string, to: string): boolean =>
  [...announcedDays(agreement), ...(agreement.effective ? [effectiveDays(agreement.effective)] : [])].some(
    (days) => overlaps(days, { from, to }),
  );

/** The ids that a query must find, from the dataset as it is now. */
export const expectedIds = (dataset: Dataset, gold: GoldQuery): readonly string[] => {
  if (gold.mode !== 'all' || gold.expected) return gold.expected ?? [];
  return dataset.agreements
    .filter(
      (agreement) =>
        (gold.places ?? []).every((place) => inPlace(dataset, agreement, place)) &&
        (gold.parties ?? []).every((party) => hasParty(agreement, party)) &&
        (gold.from === undefined || gold.to === undefined || inWindow(agreement, gold.from, gold.to)),
    )
    .map(({ id }) => id);
};

/** Whether the ids that were found, in their order, are right. */
export const isRight = (dataset: Dataset, gold: GoldQuery, found: readonly string[]): boolean => {
  const expected = expectedIds(dataset, gold);
  if (gold.mode === 'none') return found.every((id) => gold.acceptable?.includes(id));
  if (gold.mode === 'top1') return found[0] !== undefined && expected.includes(found[0]);
  return expected.length > 0 && expected.every((id) => found.includes(id));
};
