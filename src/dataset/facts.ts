import type { Agreement, Role } from './schema.ts';

/** A fact of a record: where it stands in the file, and the ids of the sources that state it. */
export type Fact = {
  readonly path: string;
  readonly sources: readonly string[];
  /** One of the facts that a reader needs most: when it took effect, who made it, how it ended. */
  readonly key: 'effective' | 'party' | 'ended' | undefined;
};

/** The roles of those who made an agreement, or fought where none is known to have consented. */
const principalRoles: ReadonlySet<Role> = new Set<Role>([
  'signatory',
  'agreed',
  'declared',
  'accepted',
  'conflict party',
  'broker',
]);

const listed = (
  path: string,
  entries: readonly { readonly sources: readonly string[] }[] | undefined,
): Fact[] =>
  (entries ?? []).map(({ sources }, index) => ({ path: `${path}[${index}]`, sources, key: undefined }));

/**
 * The facts of a record in the order of its file. Other values that sources give (`alternatives`) are not counted,
 * nor is an unknown end, which is the absence of a fact.
 */
export const factsOf = (agreement: Agreement): readonly Fact[] => {
  const { announced, effective, ended, duration, areas } = agreement;
  return [
    { path: 'announced', sources: announced.sources, key: undefined },
    ...(effective ? [{ path: 'effective', sources: effective.sources, key: 'effective' } as const] : []),
    ...(ended.how === 'unknown' ? [] : [{ path: 'ended', sources: ended.sources, key: 'ended' } as const]),
    ...listed('duration', duration && [duration]).map((fact) => ({ ...fact, path: 'duration' })),
    ...agreement.parties.map(({ role, alsoRoles, sources }, index) => ({
      path: `parties[${index}]`,
      sources,
      key: [role, ...(alsoRoles ?? [])].some((each) => principalRoles.has(each))
        ? ('party' as const)
        : undefined,
    })),
    ...listed('people', agreement.people),
    ...listed('excluded', agreement.excluded),
    ...(areas.places.length > 0 ? [{ path: 'areas', sources: areas.sources, key: undefined }] : []),
    ...listed('terms', agreement.terms),
    ...listed('monitoring', agreement.monitoring),
    ...listed('humanitarian', agreement.humanitarian),
    ...listed('events', agreement.events),
    ...listed('statements', agreement.statements),
    ...listed('figures', agreement.figures),
    ...listed('documents', agreement.documents),
    ...listed('publishedErrors', agreement.publishedErrors),
  ];
};

/** The ids of every source that a record names anywhere, each once. */
export const sourceIdsOf = (agreement: Agreement): readonly string[] => {
  const found = new Set<string>();
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, child] of Object.entries(value)) {
        if ((key === 'sources' || key === 'furtherSources') && Array.isArray(child))
          for (const id of child) found.add(String(id));
        else walk(child);
      }
    }
  };
  walk(agreement);
  return [...found];
};
