import type { Dataset } from '../dataset/load.ts';
import type { Agreement } from '../dataset/schema.ts';

export type Related = {
  readonly type: Agreement['relations'][number]['type'];
  /** Read from the other side: the other agreement names this one. */
  readonly inverse: boolean;
  readonly other: Agreement;
};

/** The agreements that a record names, then those that name it; each once. */
export const relatedTo = (dataset: Dataset, agreement: Agreement): readonly Related[] => {
  const own = agreement.relations.flatMap(({ type, agreement: id }): Related[] => {
    const other = dataset.agreement.get(id);
    return other ? [{ type, inverse: false, other }] : [];
  });
  const named = new Set(own.map(({ other }) => other.id));
  const inverse = dataset.agreements.flatMap((other): Related[] => {
    const relation = other.relations.find(({ agreement: id }) => id === agreement.id);
    return relation && !named.has(other.id) ? [{ type: relation.type, inverse: true, other }] : [];
  });
  return [...own, ...inverse];
};
