import type { Agreement, AgreementClass, Ending } from '../dataset/schema.ts';
import { announcedDays, effectiveDays, overlaps } from '../dataset/time.ts';
import type { SearchIndex } from './build-index.ts';

/** What a list is narrowed to; ids are the dataset's, days ISO texts. */
export type Filter = {
  /** The first day of announcement or effect. */
  readonly from?: string | undefined;
  /** The day after the last. */
  readonly to?: string | undefined;
  readonly place?: string | undefined;
  readonly party?: string | undefined;
  readonly ending?: Ending | undefined;
  readonly class?: AgreementClass | undefined;
};

/** The agreements that fit every part of a filter, in order of their start. A place takes in the places inside it. */
export const filterAgreements = (index: SearchIndex, filter: Filter): readonly Agreement[] => {
  const span = { from: filter.from ?? '0001-01-01', to: filter.to ?? '9999-12-31' };
  const inside =
    filter.place === undefined ? undefined : (index.inside.get(filter.place) ?? new Set([filter.place]));
  return index.dataset.agreements.filter((agreement) => {
    const days = [
      ...announcedDays(agreement),
      ...(agreement.effective ? [effectiveDays(agreement.effective)] : []),
    ];
    return (
      (filter.class === undefined || agreement.class === filter.class) &&
      (filter.ending === undefined || agreement.ended.how === filter.ending) &&
      (inside === undefined ||
        [...agreement.areas.places, ...(agreement.areas.findOnly ?? [])].some((id) => inside.has(id))) &&
      (filter.party === undefined || agreement.parties.some(({ party }) => party === filter.party)) &&
      days.some((own) => overlaps(own, span))
    );
  });
};
