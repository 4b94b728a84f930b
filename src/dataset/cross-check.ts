import type { Problem } from './load.ts';
import type { Agreement, Party, Place, Source } from './schema.ts';
import { announcedDays, dayExists, effectiveDays, endDays } from './time.ts';

/** What was read of a dataset folder; a part is absent where its file could not be read. */
export type Parts = {
  readonly agreements: readonly Agreement[];
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
const referencesOf = (agreement: Agreement): readonly Reference[] => {
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

/** Every day written in a record that the calendar does not have. */
const impossibleDays = (agreement: Agreement): readonly string[] => {
  const dates = new Set<string>();
  const walk = (value: unknown, key: string): void => {
    if (Array.isArray(value)) for (const item of value) walk(item, key);
    else if (typeof value === 'object' && value !== null)
      for (const [name, child] of Object.entries(value)) walk(child, name);
    else if (typeof value === 'string' && ['date', 'between', 'signed', 'utcDate', 'local'].includes(key)) {
      for (const day of value.match(/\d{4}-\d{2}-\d{2}/g) ?? []) dates.add(day);
    }
  };
  walk(agreement, '');
  return [...dates].filter((day) => !dayExists(day));
};

const datesInOrder = (agreement: Agreement, file: string): Problem[] => {
  if (agreement.outOfOrder !== undefined) return [];
  const { announced, effective, ended } = agreement;
  const problem = (path: string, message: string): Problem => ({
    file,
    path,
    message: `${message} Correct one of the two dates; if both are right, say why in "outOfOrder".`,
  });
  const end = endDays(agreement);
  const announcedFrom = Math.min(...announcedDays(agreement).map(({ from }) => Date.parse(from)));
  return [
    ...(effective && Date.parse(effectiveDays(effective).to) <= announcedFrom
      ? [
          problem(
            'effective.local',
            `It takes effect (${effective.local}) before it was announced (${announced.date}).`,
          ),
        ]
      : []),
    ...(end && effective && end.to <= effectiveDays(effective).from
      ? [problem('ended.date', `It ends (${ended.date}) before it takes effect (${effective.local}).`)]
      : []),
    ...(end && Date.parse(end.to) <= announcedFrom
      ? [problem('ended.date', `It ends (${ended.date}) before it was announced (${announced.date}).`)]
      : []),
  ];
};

/** Checks that no single file can show: ids, references, shared names, dates in order. */
export const crossCheck = ({ agreements, places, parties, sources }: Parts): readonly Problem[] => {
  const agreementFile = (id: string): string => `agreements/${id}.json`;
  const known = {
    agreement: new Set(agreements.map(({ id }) => id)),
    place: places && new Set(places.map(({ id }) => id)),
    party: parties && new Set(parties.map(({ id }) => id)),
    source: sources && new Set(sources.map(({ id }) => id)),
  };
  const dangling = agreements.flatMap((agreement) =>
    referencesOf(agreement).flatMap(({ path, kind, id }) =>
      known[kind] === undefined || known[kind].has(id)
        ? []
        : [
            {
              file: agreementFile(agreement.id),
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
    ...agreements.flatMap((agreement) => datesInOrder(agreement, agreementFile(agreement.id))),
    ...agreements.flatMap((agreement) =>
      impossibleDays(agreement).map((day) => ({
        file: agreementFile(agreement.id),
        path: '',
        message: `The day ${day} does not exist. Write the right day, or only the month.`,
      })),
    ),
  ];
};
