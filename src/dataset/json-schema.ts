import { z } from 'zod';
import {
  agreementSchema,
  datasetFileSchema,
  partiesFileSchema,
  placesFileSchema,
  sourcesFileSchema,
} from './schema.ts';

const files = {
  'agreement.schema.json': agreementSchema,
  'places.schema.json': placesFileSchema,
  'parties.schema.json': partiesFileSchema,
  'sources.schema.json': sourcesFileSchema,
  'dataset.schema.json': datasetFileSchema,
} as const;

/** The text of each file of `data/schema/`, by file name. Draft 7, which every editor knows. */
export const schemaFiles = (): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(files).map(([name, schema]) => [
      name,
      `${JSON.stringify(z.toJSONSchema(schema, { target: 'draft-7', io: 'input' }), null, 2)}\n`,
    ]),
  );
