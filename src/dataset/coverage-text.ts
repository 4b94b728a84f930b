import type { Coverage, Gap, Tally } from './coverage.ts';

/** Coverage in words and columns, for the terminal of a curator. */

const percent = (part: number, all: number): string =>
  all === 0 ? '–' : `${Math.round((part / all) * 100)} %`;

const columns = (rows: readonly (readonly (string | number)[])[]): string => {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => String(row[column] ?? '').length)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => {
          const width = widths[column] ?? 0;
          return column === 0 ? String(cell).padEnd(width) : String(cell).padStart(width);
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};

const counts = (map: ReadonlyMap<string, number>, inOrder: 'largest' | 'name'): string =>
  columns(
    [...map].toSorted(([a, first], [b, second]) =>
      inOrder === 'largest' ? second - first || a.localeCompare(b) : a.localeCompare(b),
    ),
  );

const some = (ids: readonly string[], limit = 12): string =>
  ids.length === 0
    ? ''
    : `: ${ids.slice(0, limit).join(', ')}${ids.length > limit ? ` … and ${ids.length - limit} more` : ''}`;

const tallyRow = (name: string, tally: Tally): readonly (string | number)[] => [
  name,
  tally.all,
  tally.oneSource,
  tally.twoIndependent,
  percent(tally.twoIndependent, tally.all),
];

/** The whole table. */
export const coverageText = (coverage: Coverage): string => {
  const { keyFactsByKind } = coverage;
  const kinds = { effective: 'when it took effect', party: 'principal parties', ended: 'how it ended' };
  return [
    `Agreements: ${coverage.agreements}`,
    '',
    'By class',
    counts(coverage.byClass, 'largest'),
    '',
    'By year of announcement',
    counts(coverage.byYear, 'name'),
    '',
    'By notability (3 best known)',
    counts(coverage.byNotability, 'name'),
    '',
    'Facts and their sources (copies of one wire count once)',
    columns([
      ['', 'all', 'one source', 'two independent', ''],
      tallyRow('all facts', coverage.facts),
      tallyRow('key facts', coverage.keyFacts),
      ...Object.entries(kinds).flatMap(([kind, name]) => {
        const tally = [...keyFactsByKind].find(([key]) => key === kind)?.[1];
        return tally ? [tallyRow(`  ${name}`, tally)] : [];
      }),
    ]),
    '',
    `Records without a time of effect: ${coverage.withoutEffective.length}${some(coverage.withoutEffective)}`,
    `Records whose end is unknown: ${coverage.endUnknown.length}${some(coverage.endUnknown)}`,
    '',
    `Sources: ${coverage.sources}`,
    'By weight ("none" is a full source)',
    counts(coverage.sourcesByWeight, 'largest'),
    'By how the address is known',
    counts(coverage.sourcesByHow, 'largest'),
    `Without an address: ${coverage.sourcesWithoutUrl.length}${some(coverage.sourcesWithoutUrl)}`,
    `Without a title: ${coverage.sourcesWithoutTitle.length}`,
    `Used by no record: ${coverage.unusedSources.length}${some(coverage.unusedSources)}`,
    '',
    `Places with checked coordinates: ${coverage.placesChecked} of ${coverage.places}`,
  ].join('\n');
};

/** One line, for the test run. */
export const coverageLine = ({ agreements, keyFacts, sources }: Coverage): string =>
  `The dataset is sound: ${agreements} agreements, ${sources} sources, ${percent(keyFacts.twoIndependent, keyFacts.all)} of ${keyFacts.all} key facts with two independent sources.`;

/** What to look for next: the key facts that rest on one voice, record by record. */
export const gapsText = (gaps: readonly Gap[]): string =>
  [
    'Key facts that want a second independent source:',
    ...gaps.map(
      ({ agreement, facts }) =>
        `${agreement.id} (notability ${agreement.notability}): ${facts.map(({ path, sources }) => `${path} [${sources.join(', ')}]`).join('; ')}`,
    ),
  ].join('\n');
