import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { schemaFiles } from '../../src/dataset/json-schema.ts';
import { DATA } from '../support/dataset-folder.ts';

const folder = join(DATA, 'schema');

it.each([...schemaFiles()])('%s is what `npm run schemas` writes', (name, text) => {
  expect(readFileSync(join(folder, name), 'utf8')).toBe(text);
});

it('there is no other schema file', () => {
  expect(readdirSync(folder).toSorted()).toEqual([...schemaFiles().keys()].toSorted());
});

it('every field of an agreement is described or points to values that speak for themselves', () => {
  const schema: unknown = JSON.parse(schemaFiles().get('agreement.schema.json') ?? '{}');
  expect(schema).toMatchObject({
    properties: { outOfOrder: { description: expect.stringContaining('order') } },
  });
});

it('every data file names its schema, so that an editor finds it', () => {
  const nameOf = (file: string): unknown => JSON.parse(readFileSync(join(DATA, file), 'utf8')).$schema;
  for (const file of ['places', 'parties', 'sources', 'dataset']) {
    expect(nameOf(`${file}.json`)).toBe(`schema/${file}.schema.json`);
  }
  for (const file of readdirSync(join(DATA, 'agreements'))) {
    expect(nameOf(`agreements/${file}`), file).toBe('../schema/agreement.schema.json');
  }
});
