import type { Problem } from './load.ts';
import type { Agreement } from './schema.ts';
import { daysOf } from './time.ts';

type RelationType = Agreement['relations'][number]['type'];

/** Whether a relation of this type says that the record is later (1) or earlier (-1) than the other, or neither (0). */
const ORDER: Readonly<Record<RelationType, -1 | 0 | 1>> = {
  extends: 1,
  renews: 1,
  reaffirms: 1,
  follows: 1,
  implements: 1,
  supplements: 1,
  ends: 1,
  precedes: -1,
  complements: 0,
  relates: 0,
};

/** What is wrong with how records point to each other: to themselves, twice, in a circle, or against the dates. */
export const checkRelations = (
  agreements: readonly Agreement[],
  fileOf: (id: string) => string,
): readonly Problem[] => {
  const byId = new Map(agreements.map((agreement) => [agreement.id, agreement]));
  return agreements.flatMap((agreement) =>
    agreement.relations.flatMap(({ type, agreement: id }, index): readonly Problem[] => {
      const problem = (message: string): Problem => ({
        file: fileOf(agreement.id),
        path: `relations[${index}]`,
        message,
      });
      if (id === agreement.id) return [problem('The agreement points to itself. Take this relation out.')];
      const other = byId.get(id);
      if (!other) return [];
      const order = ORDER[type];
      const twice = agreement.relations.findIndex(
        (relation) => relation.agreement === id && relation.type === type,
      );
      const back = other.relations.find(
        (relation) => relation.agreement === agreement.id && ORDER[relation.type] === order && order !== 0,
      );
      const mine = daysOf(agreement.announced.date);
      const theirs = daysOf(other.announced.date);
      const against = order === 1 ? mine.to <= theirs.from : order === -1 ? theirs.to <= mine.from : false;
      return [
        ...(twice < index ? [problem(`It is said twice that this ${type} "${id}". Take one out.`)] : []),
        ...(back
          ? [
              problem(
                `This ${type} "${id}", but that record ${back.type} this one: both cannot be ${order === 1 ? 'later' : 'earlier'}. Correct one of the two.`,
              ),
            ]
          : []),
        ...(against
          ? [
              problem(
                `This ${type} "${id}", but was announced ${order === 1 ? 'before' : 'after'} it (${agreement.announced.date} and ${other.announced.date}). Correct the relation or a date.`,
              ),
            ]
          : []),
      ];
    }),
  );
};
