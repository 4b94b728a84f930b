import { checkDates, impossibleDays } from './check-dates.ts';
import { checkPlaces } from './check-places.ts';
import { checkRelations } from './check-relations.ts';
import type { Problem } from './load.ts';
import type { Agreement, Party, Place, Source } from './schema.ts';

/** What was read of a dataset folder; a part is absent where its file could not be read. */
export type Parts = {
  readonly agreements: readonly Agreement[];
  /** Agreement files of another shape than the schema's: their references are checked all the same. */
  readonly misfits: readonly { readonly file: string; readonly json: unknown }[];
  /** The ids by the names of all agreement files, those that could not be read included. */
  readonly agreementIds: readonly string[];
  readonly places: readonly Place[] | undefined;
  readonly parties: readonly Party[] | undefined;
  readonly sources: readonly Source[] | undefined;
};

type Named = {
  readonly id: string;
  readonly name: string;
  readonly aliases: Agreement['aliases'];
  readonly sharedAliases?: readonly string[] | undefined;
};

const namesOf = (entry: Named): readonly string[] => [
  entry.name,
  ...Object.values(entry.aliases).flatMap((names) => names ?? []),
];

const duplicateIds = (
  entries: readonly { readonly id: string }[],
  fileOf: (index: number) => string,
  list: string,
): Problem[] => {
  const seen = new Set<string>();
  return entries.flatMap(({ id }, index) => {
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [
      {
        file: fileOf(index),
        path: list ? `${list}[${index}].id` : 'id',
        message: `The id "${id}" is used twice. Give one of the two another id.`,
      },
    ];
  });
};

/** Names that several entries of one kind claim, unless each of them says so in `sharedAliases`. */
const clashingNames = (entries: readonly Named[], fileOf: (id: string) => string): Problem[] => {
  const claims = new Map<string, Set<Named>>();
  for (const entry of entries) {
    for (const name of namesOf(entry)) {
      const key = name.toLowerCase();
      claims.set(key, (claims.get(key) ?? new Set()).add(entry));
    }
  }
  return [...claims].flatMap(([name, claimants]) =>
    claimants.size < 2
      ? []
      : [...claimants]
          .filter(({ sharedAliases }) => !sharedAliases?.some((shared) => shared.toLowerCase() === name))
          .map((entry) => ({
            file: fileOf(entry.id),
            path: 'aliases',
            message: `The name "${name}" is also borne by ${[...claimants]
              .filter((other) => other !== entry)
              .map(({ id }) => `"${id}"`)
              .join(' and ')}. Take it out of one of them, or list it in "sharedAliases" of each.`,
          })),
  );
};

type Reference = {
  readonly path: string;
  readonly kind: 'source' | 'party' | 'place' | 'agreement';
  readonly id: string;
};

/** Every id that a record points to, with where it stands in the file. */
const referencesOf = (agreement: unknown): readonly Reference[] => {
  const found: Reference[] = [];
  const walk = (value: unknown, path: string): void => {
    if (Array.isArray(value)) {
      value.forEach((item: unknown, index) => {
        walk(item, `${path}[${index}]`);
      });
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    for (const [key, child] of Object.entries(value)) {
      const at = path ? `${path}.${key}` : key;
      const kind =
        key === 'sources' || key === 'furtherSources'
          ? 'source'
          : key === 'places' || key === 'findOnly'
            ? 'place'
            : key === 'parties' && path !== ''
              ? 'party'
              : undefined;
      if (kind && Array.isArray(child)) {
        child.forEach((id: unknown, index) => {
          if (typeof id === 'string') found.push({ path: `${at}[${index}]`, kind, id });
        });
      } else if (key === 'party' && typeof child === 'string')
        found.push({ path: at, kind: 'party', id: child });
      else if (key === 'agreement' && typeof child === 'string')
        found.push({ path: at, kind: 'agreement', id: child });
      else walk(child, at);
    }
  };
  walk(agreement, '');
  return found;
};

const listFile = {
  source: 'sources.json',
  party: 'parties.json',
  place: 'places.json',
  agreement: 'agreements/',
} as const;

/** Gaps that the shape of a file allows: areas without a source, a party twice in one role. */
const gapsIn = (agreement: Agreement, file: string): Problem[] => [
  ...(agreement.areas.places.length > 0 && agreement.areas.sources.length === 0
    ? [
        {
          file,
          path: 'areas.sources',
          message:
            'The places have no source. Add one that says they are covered, or move them to "findOnly".',
        },
      ]
    : []),
  ...(agreement.areas.findOnly ?? [])
    .filter((id) => agreement.areas.places.includes(id))
    .map((id) => ({
      file,
      path: 'areas.findOnly',
      message: `"${id}" is in "places" too. Take it out of "findOnly".`,
    })),
  ...agreement.parties.flatMap(({ party }, index) =>
    agreement.parties.findIndex((other) => other.party === party) === index
      ? []
      : [
          {
            file,
            path: `parties[${index}].party`,
            message: `"${party}" is listed twice. Keep one entry and put its other role in "alsoRoles".`,
          },
        ],
  ),
];

/** Checks that no single file can show: ids, references, shared names, dates in order. */
export const crossCheck = ({
  agreements,
  misfits,
  agreementIds,
  places,
  parties,
  sources,
}: Parts): readonly Problem[] => {
  const agreementFile = (id: string): string => `agreements/${id}.json`;
  const known = {
    agreement: new Set([...agreementIds, ...agreements.map(({ id }) => id)]),
    place: places && new Set(places.map(({ id }) => id)),
    party: parties && new Set(parties.map(({ id }) => id)),
    source: sources && new Set(sources.map(({ id }) => id)),
  };
  const records = [...agreements.map((json) => ({ file: agreementFile(json.id), json })), ...misfits];
  const dangling = records.flatMap(({ file, json }) =>
    referencesOf(json).flatMap(({ path, kind, id }) =>
      known[kind] === undefined || known[kind].has(id)
        ? []
        : [
            {
              file,
              path,
              message: `There is no ${kind} "${id}" in ${listFile[kind]}. Correct the id, or add the ${kind} there first.`,
            },
          ],
    ),
  );
  const placeReferences = (places ?? []).flatMap((place, index) =>
    [
      ...(place.parent ? [['parent', place.parent] as const] : []),
      ...(place.covers ?? []).map((id) => ['covers', id] as const),
    ].flatMap(([key, id]) =>
      known.place?.has(id)
        ? []
        : [
            {
              file: 'places.json',
              path: `places[${index}].${key}`,
              message: `There is no place "${id}" in places.json. Correct the id, or add the place.`,
            },
          ],
    ),
  );
  return [
    ...duplicateIds(agreements, (index) => agreementFile(agreements[index]?.id ?? ''), ''),
    ...duplicateIds(places ?? [], () => 'places.json', 'places'),
    ...duplicateIds(parties ?? [], () => 'parties.json', 'parties'),
    ...duplicateIds(sources ?? [], () => 'sources.json', 'sources'),
    ...dangling,
    ...placeReferences,
    ...clashingNames(agreements, agreementFile),
    ...clashingNames(places ?? [], () => 'places.json'),
    ...clashingNames(parties ?? [], () => 'parties.json'),
    ...agreements.flatMap((agreement) => {
      const file = agreementFile(agreement.id);
      return [...gapsIn(agreement, file), ...checkDates(agreement, file)];
    }),
    ...misfits.flatMap(({ file, json }) => impossibleDays(json, file)),
    ...checkRelations(agreements, agreementFile),
    ...checkPlaces(places ?? []),
  ];
};
