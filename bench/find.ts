import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import { projectDir } from '../src/config.ts';
import { type Dataset, loadDataset } from '../src/dataset/load.ts';
import type { Agreement } from '../src/dataset/schema.ts';
import { buildIndex } from '../src/search/build-index.ts';
import { find } from '../src/search/find.ts';
import { foldLetters } from '../src/search/fold.ts';
import { type GoldQuery, isRight } from '../tests/search/expected.ts';

/**
 * Speed and accuracy of finding, next to plain Fuse and MiniSearch on the same records and queries. They
 * get every name, alias, place, party and text of a record as folded words, which is more than a plain
 * search of titles would have; MiniSearch also gets prefixes and typos.
 */

const TODAY = '2026-11-24';
const ROUNDS = 20;
const BIG = 10_000;

type Engine = { readonly name: string; readonly search: (query: string) => readonly string[] };

const documentOf = (dataset: Dataset, agreement: Agreement) => {
  const names = [agreement.name, ...Object.values(agreement.aliases).flatMap((list) => list ?? [])];
  const places = [...agreement.areas.places, ...(agreement.areas.findOnly ?? [])].flatMap((id) => {
    const found: string[] = [];
    for (let place = dataset.places.get(id); place; place = dataset.places.get(place.parent ?? '')) {
      found.push(place.name, ...Object.values(place.aliases).flatMap((list) => list ?? []));
    }
    return found;
  });
  const parties = agreement.parties.flatMap(({ party }) => {
    const known = dataset.parties.get(party);
    return known
      ? [known.name, known.short, ...Object.values(known.aliases).flatMap((list) => list ?? [])]
      : [];
  });
  const dates = [agreement.announced.date, agreement.effective?.local ?? ''];
  const texts = [...agreement.terms, ...agreement.monitoring, ...agreement.events].map(({ text }) => text);
  return {
    id: agreement.id,
    names: foldLetters(names.join(' ')),
    places: foldLetters(places.join(' ')),
    parties: foldLetters(parties.join(' ')),
    dates: dates.join(' '),
    texts: foldLetters(texts.join(' ')),
  };
};

const enginesFor = (dataset: Dataset): readonly Engine[] => {
  const index = buildIndex(dataset);
  const documents = dataset.agreements.map((agreement) => documentOf(dataset, agreement));
  const keys = ['names', 'places', 'parties', 'dates', 'texts'];
  const fuse = new Fuse(documents, { keys, threshold: 0.3, ignoreLocation: true, useExtendedSearch: false });
  const mini = new MiniSearch({
    fields: keys,
    searchOptions: { prefix: true, fuzzy: 0.2, combineWith: 'AND' },
  });
  mini.addAll(documents);
  return [
    { name: 'find', search: (query) => find(index, query, { today: TODAY }).matches.map(({ id }) => id) },
    { name: 'Fuse', search: (query) => fuse.search(foldLetters(query)).map(({ item }) => item.id) },
    { name: 'MiniSearch', search: (query) => mini.search(foldLetters(query)).map(({ id }) => String(id)) },
  ];
};

/** The dataset's records again and again under other ids, each a little later than the last. */
const enlarged = (dataset: Dataset): Dataset => {
  const agreements = Array.from({ length: BIG }, (_, position): Agreement => {
    const original = dataset.agreements[position % dataset.agreements.length];
    if (!original) throw new Error('The dataset is empty.');
    const round = Math.floor(position / dataset.agreements.length);
    return round === 0
      ? original
      : { ...original, id: `${original.id}-copy-${round}`, name: `${original.name} ${round}` };
  });
  return {
    ...dataset,
    agreements,
    agreement: new Map(agreements.map((agreement) => [agreement.id, agreement])),
  };
};

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

const milliseconds = (value: number): string => value.toFixed(3).padStart(10);

/**
 * Searches for every query in some rounds. A query's time is the median of its rounds, so that another
 * program on the same processor does not count; the percentiles are over the queries.
 */
const measure = (engine: Engine, queries: readonly GoldQuery[], rounds: number) => {
  const times = queries.map((): number[] => []);
  const found = new Map<string, readonly string[]>();
  for (let round = 0; round < rounds; round += 1) {
    queries.forEach(({ id, query }, position) => {
      const start = performance.now();
      const ids = engine.search(query);
      times[position]?.push(performance.now() - start);
      found.set(id, ids);
    });
  }
  const medians = times
    .map((own) =>
      percentile(
        own.toSorted((a, b) => a - b),
        0.5,
      ),
    )
    .toSorted((a, b) => a - b);
  return { found, times: [0.5, 0.99, 1].map((share) => milliseconds(percentile(medians, share))).join('') };
};

const accuracy = (
  dataset: Dataset,
  queries: readonly GoldQuery[],
  found: ReadonlyMap<string, readonly string[]>,
): string => {
  const wrong = queries.filter((gold) => !isRight(dataset, gold, found.get(gold.id) ?? []));
  const negatives = queries.filter(({ mode }) => mode === 'none').length;
  const answered = wrong.filter(({ mode }) => mode === 'none').length;
  return `${`${queries.length - wrong.length} of ${queries.length}`.padStart(14)}${`${answered} of ${negatives}`.padStart(22)}`;
};

const loaded = loadDataset(join(projectDir, 'data'));
if (!loaded.ok) throw new Error('The dataset is unsound: run npm run check-data.');
const { dataset } = loaded;
const queries = ['queries.json', 'more-queries.json'].flatMap((file): readonly GoldQuery[] =>
  JSON.parse(readFileSync(join(projectDir, 'tests', 'search', file), 'utf8')),
);

const started = performance.now();
buildIndex(dataset);
console.log(
  `The index of ${dataset.agreements.length} agreements takes ${(performance.now() - started).toFixed(0)} ms.\n`,
);

console.log(`${queries.length} queries, ${dataset.agreements.length} agreements, milliseconds`);
console.log('               p50       p99       max         right     negatives answered');
for (const engine of enginesFor(dataset)) {
  const { found, times } = measure(engine, queries, engine.name === 'Fuse' ? 1 : ROUNDS);
  console.log(`${engine.name.padEnd(10)}${times}${accuracy(dataset, queries, found)}`);
}

console.log(`\nthe same queries, ${BIG} synthetic agreements, milliseconds`);
console.log('               p50       p99       max');
// Fuse takes seconds for some of them: a few tell enough.
const some = queries.filter((_, position) => position % 80 === 0);
for (const engine of enginesFor(enlarged(dataset))) {
  const slow = engine.name === 'Fuse';
  const { times } = measure(engine, slow ? some : queries, slow ? 1 : 3);
  console.log(`${engine.name.padEnd(10)}${times}`);
}
