import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { coverageOf } from '../../src/dataset/coverage.ts';
import { factsOf } from '../../src/dataset/facts.ts';
import { loadDataset, problemLine } from '../../src/dataset/load.ts';
import { agreementSchema, type Place } from '../../src/dataset/schema.ts';
import { DATA } from '../support/dataset-folder.ts';

/** The dataset that is shipped, tested as data. What one file or the folder can get wrong is in `check-*.test.ts`. */

const loaded = loadDataset(DATA);
if (!loaded.ok) throw new Error(loaded.problems.map(problemLine).join('\n'));
const { dataset } = loaded;
const places = [...dataset.places.values()];

const GOVERNORATES = [
  'aleppo',
  'damascus',
  'daraa',
  'deir-ez-zor',
  'hama',
  'hasakah',
  'homs',
  'idlib',
  'latakia',
  'quneitra',
  'raqqa',
  'rif-dimashq',
  'suwayda',
  'tartus',
];

// Degrees: the extent of the country's border, rounded outwards (geoBoundaries, SYR ADM0; LBN ADM0).
const EXTENT: Readonly<Record<string, { lat: [number, number]; lon: [number, number] }>> = {
  syria: { lat: [32.3, 37.4], lon: [35.5, 42.4] },
  lebanon: { lat: [33, 34.7], lon: [35.1, 36.7] },
};

const chainOf = (place: Place): readonly Place[] => {
  const parent = place.parent === null ? undefined : dataset.places.get(place.parent);
  return parent ? [place, ...chainOf(parent)] : [place];
};

describe('places', () => {
  it('have the fourteen governorates of Syria', () => {
    expect(
      places
        .filter(({ kind, parent }) => kind === 'governorate' && parent === 'syria')
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(GOVERNORATES);
  });
  it('lie under a governorate where they are in Syria, unless they span several', () => {
    const loose = places.filter((place) => {
      const chain = chainOf(place);
      return (
        place.kind !== 'country' &&
        chain.at(-1)?.id === 'syria' &&
        !place.covers &&
        !chain.some(({ kind }) => kind === 'governorate')
      );
    });
    expect(loose.map(({ id }) => id)).toEqual([]);
  });
  it('have coordinates inside their country', () => {
    const outside = places.filter((place) => {
      const extent = EXTENT[chainOf(place).at(-1)?.id ?? ''];
      return (
        !extent ||
        place.lat < extent.lat[0] ||
        place.lat > extent.lat[1] ||
        place.lon < extent.lon[0] ||
        place.lon > extent.lon[1]
      );
    });
    expect(outside.map(({ id }) => id)).toEqual([]);
  });
  it('have an Arabic name each', () => {
    expect(places.filter(({ aliases }) => aliases.ar.length === 0).map(({ id }) => id)).toEqual([]);
  });
  it('write names in the script of their language', () => {
    const entries = [...places, ...dataset.parties.values(), ...dataset.agreements];
    const wrong = entries.flatMap(({ id, aliases }) => [
      ...aliases.ar.filter((name) => !/\p{Script=Arabic}/u.test(name)).map((name) => `${id}: ${name}`),
      ...aliases.ru.filter((name) => !/\p{Script=Cyrillic}/u.test(name)).map((name) => `${id}: ${name}`),
      ...aliases.en.filter((name) => !/[A-Za-z0-9]/.test(name)).map((name) => `${id}: ${name}`),
    ]);
    expect(wrong).toEqual([]);
  });
});

describe('agreements', () => {
  it('name at least one source for each fact', () => {
    const bare = dataset.agreements.flatMap((agreement) =>
      factsOf(agreement)
        .filter(({ sources }) => sources.length === 0)
        .map(({ path }) => `${agreement.id} ${path}`),
    );
    expect(bare).toEqual([]);
  });
  it('begin before the cut-off date', () => {
    const late = dataset.agreements.filter(({ announced }) => announced.date > dataset.info.cutOff);
    expect(late.map(({ id }) => id)).toEqual([]);
  });
  it('say when they were checked, not later than this edition', () => {
    const future = dataset.agreements.filter(({ checked }) => checked.date > dataset.info.date);
    expect(future.map(({ id }) => id)).toEqual([]);
  });
  it('have two independent sources for most of the key facts', () => {
    const { keyFacts } = coverageOf(dataset);
    expect(keyFacts.twoIndependent / keyFacts.all).toBeGreaterThanOrEqual(0.8);
  });
});

describe('sources', () => {
  it('are listed once per address', () => {
    const urls = [...dataset.sources.values()].flatMap(({ url }) => url ?? []);
    expect(urls.filter((url, index) => urls.indexOf(url) !== index)).toEqual([]);
  });
  it('are dated not after this edition', () => {
    const late = [...dataset.sources.values()].filter(
      ({ date }) => date !== null && date > dataset.info.date,
    );
    expect(late.map(({ id }) => id)).toEqual([]);
  });
});

it('the template for curators is a possible agreement', () => {
  const template: unknown = JSON.parse(readFileSync(join(DATA, 'template.json'), 'utf8'));
  expect(agreementSchema.safeParse(template).error).toBeUndefined();
});
