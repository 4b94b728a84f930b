import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { schemaFiles } from '../src/dataset/json-schema.ts';

/** Writes `data/schema/*.schema.json` from the zod schemas: run it after a change of `src/dataset/schema.ts`. */
const folder = join(import.meta.dirname, '..', 'data', 'schema');
mkdirSync(folder, { recursive: true });
for (const [name, text] of schemaFiles()) writeFileSync(join(folder, name), text);
