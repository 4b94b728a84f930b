import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cardProblems } from './cards/card-problems.ts';
import { projectDir } from './config.ts';
import { coverageOf } from './dataset/coverage.ts';
import { coverageLine, coverageText, gapsText } from './dataset/coverage-text.ts';
import { checkLinks, linkLines } from './dataset/links.ts';
import { loadDataset, problemLine } from './dataset/load.ts';
import { textsFor } from './texts/texts.ts';

const HELP = `Checks the dataset and prints what it covers.

  npm run check-data                     every problem, or the table of coverage
  npm run check-data -- --quiet          one line
  npm run check-data -- --gaps           key facts that want a second independent source
  npm run check-data -- --links          asks every address whether it is still there
  npm run check-data -- path/to/folder   another dataset folder
`;

const read = () => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        quiet: { type: 'boolean', default: false },
        gaps: { type: 'boolean', default: false },
        links: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

/** Runs the check and gives the exit code: 0 sound, 1 problems found, 2 wrong usage. */
const run = async (): Promise<number> => {
  const args = read();
  if (typeof args === 'string') {
    console.error(`${args}\n\n${HELP}`);
    return 2;
  }
  if (args.values.help) {
    console.log(HELP);
    return 0;
  }
  const loaded = loadDataset(args.positionals[0] ?? join(projectDir, 'data'));
  const problems = loaded.ok ? cardProblems(loaded.dataset, textsFor(undefined)) : loaded.problems;
  if (!loaded.ok || problems.length > 0) {
    for (const problem of problems) console.error(problemLine(problem));
    const { length } = problems;
    console.error(`\n${length === 1 ? 'One problem' : `${length} problems`} found. Nothing was changed.`);
    return 1;
  }
  const coverage = coverageOf(loaded.dataset);
  if (args.values.gaps) console.log(gapsText(coverage.gaps));
  else console.log(args.values.quiet ? coverageLine(coverage) : coverageText(coverage));
  if (args.values.links) {
    for (const line of linkLines(await checkLinks([...loaded.dataset.sources.values()]))) console.log(line);
  }
  return 0;
};

process.exitCode = await run();
