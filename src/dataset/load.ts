import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { z } from 'zod';
import { crossCheck } from './cross-check.ts';
import { explain } from './explain.ts';
import {
  type Agreement,
  agreementSchema,
  type DatasetInfo,
  datasetFileSchema,
  type Party,
  type Place,
  partiesFileSchema,
  placesFileSchema,
  type Source,
  sourcesFileSchema,
} from './schema.ts';
import { startDay } from './time.ts';

/** The dataset in memory. Never changed after loading; a reload makes a new one. */
export type Dataset = {
  readonly info: DatasetInfo;
  /** In order of their start. */
  readonly agreements: readonly Agreement[];
  readonly agreement: ReadonlyMap<string, Agreement>;
  readonly places: ReadonlyMap<string, Place>;
  readonly parties: ReadonlyMap<string, Party>;
  readonly sources: ReadonlyMap<string, Source>;
};

/** Something wrong in a data file: where, and what would be right. */
export type Problem = { readonly file: string; readonly path: string; readonly message: string };

export type Loaded =
  | { readonly ok: true; readonly dataset: Dataset }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, key) =>
      typeof key === 'number' ? `${text}[${key}]` : text === '' ? String(key) : `${text}.${String(key)}`,
    '',
  );

const readFile = <T extends z.ZodType>(
  dir: string,
  file: string,
  schema: T,
  problems: Problem[],
  onMisfit: (json: unknown) => void = () => {},
): z.infer<T> | undefined => {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(join(dir, file), 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    problems.push({
      file,
      path: '',
      message:
        error instanceof SyntaxError
          ? `This is not valid JSON (${reason}). Look for a missing comma, quote or bracket.`
          : `The file cannot be read (${reason}).`,
    });
    return undefined;
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    problems.push({ file, path: pathText(issue.path), message: explain(issue, json) });
  }
  onMisfit(json);
  return undefined;
};

const byId = <T extends { readonly id: string }>(entries: readonly T[]): ReadonlyMap<string, T> =>
  new Map(entries.map((entry) => [entry.id, entry]));

const agreementFiles = (dir: string, problems: Problem[]): readonly string[] => {
  try {
    return readdirSync(join(dir, 'agreements'))
      .filter((name) => name.endsWith('.json'))
      .sort();
  } catch {
    problems.push({
      file: 'agreements',
      path: '',
      message: `There is no folder ${join(dir, 'agreements')}.`,
    });
    return [];
  }
};

/**
 * Reads and checks a dataset folder. Gives the dataset, or every problem of every file at once; it never
 * throws for what the files hold.
 */
export const loadDataset = (dir: string): Loaded => {
  const problems: Problem[] = [];
  const info = readFile(dir, 'dataset.json', datasetFileSchema, problems);
  const places = readFile(dir, 'places.json', placesFileSchema, problems)?.places;
  const parties = readFile(dir, 'parties.json', partiesFileSchema, problems)?.parties;
  const sources = readFile(dir, 'sources.json', sourcesFileSchema, problems)?.sources;
  const agreements: Agreement[] = [];
  const misfits: { readonly file: string; readonly json: unknown }[] = [];
  const files = agreementFiles(dir, problems);
  for (const name of files) {
    const file = `agreements/${name}`;
    const agreement = readFile(dir, file, agreementSchema, problems, (json) => misfits.push({ file, json }));
    if (!agreement) continue;
    if (agreement.id !== basename(name, '.json')) {
      problems.push({
        file,
        path: 'id',
        message: `The id is "${agreement.id}", so the file must be named ${agreement.id}.json.`,
      });
    }
    agreements.push(agreement);
  }
  problems.push(
    ...crossCheck({
      agreements,
      misfits,
      agreementIds: files.map((name) => basename(name, '.json')),
      places,
      parties,
      sources,
    }),
  );
  if (problems.length > 0 || !info || !places || !parties || !sources) return { ok: false, problems };
  const { $schema: _, ...rest } = info;
  const ordered = agreements.toSorted(
    (a, b) => startDay(a).localeCompare(startDay(b)) || a.id.localeCompare(b.id),
  );
  return {
    ok: true,
    dataset: {
      info: rest,
      agreements: ordered,
      agreement: byId(ordered),
      places: byId(places),
      parties: byId(parties),
      sources: byId(sources),
    },
  };
};

/** One line for a problem, as the terminal and the log show it. */
export const problemLine = ({ file, path, message }: Problem): string =>
  `${file}${path ? `, at ${path}` : ''}: ${message}`;
