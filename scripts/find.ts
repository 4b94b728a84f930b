import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectDir } from '../src/config.ts';
import { loadDataset, problemLine } from '../src/dataset/load.ts';
import { DAMASCUS, dayIn } from '../src/dataset/time.ts';
import { buildIndex } from '../src/search/build-index.ts';
import { type Found, find } from '../src/search/find.ts';

const HELP = `Shows what a search finds, and why: for curators who wonder why a record was not found.

  npm run find -- "aleppo 2016" "eid truce"   a table for each text
  npm run find -- "aleppo 2016" --json        one JSON line for each text
  npm run find -- "homs" --data path/to/data  another dataset folder
`;

const read = () => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        data: { type: 'string', default: join(projectDir, 'data') },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

/** The parts of a reading that say something, one line each. */
const readingLines = ({ reading }: Found): readonly string[] =>
  Object.entries(reading).flatMap(([key, value]) =>
    value === null || (Array.isArray(value) && value.length === 0)
      ? []
      : [`  ${key}: ${JSON.stringify(value)}`],
  );

const table = (found: Found): string => {
  const { text, matches, suggestions } = found;
  const count = matches.length === 0 ? 'nothing found' : `${matches.length} found`;
  const width = Math.max(0, ...matches.map(({ id }) => id.length));
  return [
    `${text}: ${count}`,
    ...readingLines(found),
    ...matches.map(
      ({ id, score, why, aside }) =>
        `  ${id.padEnd(width)}  ${score.toFixed(3)}  ${why.join(', ')}${aside ? ' (listed after the others)' : ''}`,
    ),
    ...suggestions.map(({ name }) => `  did you mean: ${name}`),
  ].join('\n');
};

/** Runs the search and gives the exit code: 0 done, 1 unsound dataset, 2 wrong usage. */
const run = (): number => {
  const args = read();
  if (typeof args === 'string' || (args.positionals.length === 0 && !args.values.help)) {
    console.error(`${typeof args === 'string' ? args : 'Give a text to search for.'}\n\n${HELP}`);
    return 2;
  }
  if (args.values.help) {
    console.log(HELP);
    return 0;
  }
  const loaded = loadDataset(args.values.data);
  if (!loaded.ok) {
    for (const problem of loaded.problems) console.error(problemLine(problem));
    return 1;
  }
  const index = buildIndex(loaded.dataset);
  const today = dayIn(new Date(), DAMASCUS);
  for (const text of args.positionals) {
    const found = find(index, text, { today });
    if (!args.values.json) {
      console.log(table(found));
      continue;
    }
    const { reading, matches, suggestions } = found;
    console.log(
      JSON.stringify({
        text,
        reading,
        matches: matches.map(({ id, score, why }) => ({ id, score, why })),
        suggestions,
      }),
    );
  }
  return 0;
};

process.exitCode = run();
