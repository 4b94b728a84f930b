import { z } from 'zod';

/**
 * The shapes of the files under `data/`. `data/README.md` is their codebook; the JSON Schemas under
 * `data/schema/` are generated from here. Every object is strict: an unknown key is an error.
 */

/** Lower-case words and digits joined by hyphens; also the name of an agreement's file. */
export const idSchema = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'use lower-case letters, digits and single hyphens');

const text = z.string().trim().min(1);
const oneLine = text.regex(/^[^\n]*$/, 'keep it on one line');

const edtfOne = String.raw`\d{4}(?:-(?:0[1-9]|1[0-2]|2[1-4])(?:-(?:0[1-9]|[12]\d|3[01]))?)?[?~%]?`;
/** EDTF levels 0 and 1 as used here: a year, month, season (21–24) or day, `?` `~` `%`, or `from/to`. */
export const edtfSchema = z
  .string()
  .regex(
    new RegExp(`^${edtfOne}(?:/(?:${edtfOne}|\\.\\.))?$`),
    'use an EDTF date such as 2016-05-04, 2016-05~ or 2016-05/2016-07',
  );

const wallClock = z
  .string()
  .regex(
    /^\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01])(?:T(?:[01]\d|2[0-3]):[0-5]\d)?)?$/,
    'use local time such as 2017-07-09T12:00, or a day, or a month',
  );

const zone = z.string().refine(
  (name) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: name });
      return true;
    } catch {
      return false;
    }
  },
  { message: 'use an IANA time zone such as Asia/Damascus' },
);

const sourceIds = z
  .array(idSchema)
  .min(1, 'every fact needs at least one source')
  .refine((ids) => new Set(ids).size === ids.length, { message: 'the same source is listed twice' });

const fact = { sources: sourceIds, note: text.optional() };

const dateFactSchema = z.strictObject({
  date: edtfSchema,
  /** Somewhere between these two days, where no source fixes it. */
  between: z.tuple([edtfSchema, edtfSchema]).optional(),
  /** The day of signing, where it differs from the day it was made public. */
  signed: edtfSchema.optional(),
  /** The day in UTC, where a wall-clock just after midnight makes it another one. */
  utcDate: edtfSchema.optional(),
  ...fact,
  alternatives: z.array(z.strictObject({ date: edtfSchema, ...fact })).optional(),
});

/** How exactly `local` is known. */
export const precisions = ['minute', 'hour', 'sunset', 'day', 'month', 'none'] as const;

const effectiveSchema = z.strictObject({
  /** What began at this time. */
  of: z.enum(['ceasefire', 'evacuation', 'announcement', 'settlement']),
  local: wallClock,
  zone,
  precision: z.enum(precisions),
  /** The wording of the sources, quoted or closely rendered. */
  asPublished: z.array(text).optional(),
  ...fact,
  alternatives: z
    .array(
      z.strictObject({
        local: wallClock.optional(),
        zone: zone.optional(),
        precision: z.enum(precisions).optional(),
        ...fact,
      }),
    )
    .optional(),
});

/** How an agreement ended. `unknown` means that no end was found, never that it is in force. */
export const endings = [
  'expired',
  'collapsed',
  'declared over',
  'superseded',
  'completed',
  'in force',
  'unknown',
] as const;

const endedSchema = z
  .strictObject({
    date: edtfSchema.nullable(),
    between: z.tuple([edtfSchema, edtfSchema]).optional(),
    how: z.enum(endings),
    sources: z.array(idSchema),
    note: text.optional(),
    alternatives: z.array(z.strictObject({ date: edtfSchema.optional(), ...fact })).optional(),
  })
  .refine((ended) => ended.how === 'unknown' || ended.sources.length > 0, {
    message: 'an end needs at least one source; without one say "how": "unknown"',
    path: ['sources'],
  });

/** What a party did, or was said to be, in an agreement. */
export const roles = [
  'signatory',
  'agreed',
  'accepted',
  'declared',
  'broker',
  'mediator',
  'guarantor',
  'host',
  'sponsor',
  'supporter',
  'endorser',
  'observer',
  'third party',
  'conflict party',
  'reported',
  'objected',
  'refused',
  'excluded',
] as const;

const partyFactSchema = z.strictObject({
  party: idSchema,
  role: z.enum(roles),
  alsoRoles: z.array(z.enum(roles)).optional(),
  /** The name it acted under, where another than today's. */
  as: oneLine.optional(),
  ...fact,
  alternatives: z.array(z.strictObject({ role: z.enum(roles).optional(), ...fact })).optional(),
});

const textFactSchema = z.strictObject({
  text,
  ...fact,
  alternatives: z.array(z.strictObject({ text: text.optional(), ...fact })).optional(),
});

const eventSchema = z.strictObject({
  date: edtfSchema,
  text,
  ...fact,
  alternatives: z.array(z.strictObject({ date: edtfSchema.optional(), ...fact })).optional(),
});

const aliasList = z.array(oneLine);
const aliasesSchema = z.strictObject({
  en: aliasList,
  ar: aliasList,
  ru: aliasList,
  ku: aliasList.optional(),
  tr: aliasList.optional(),
  fr: aliasList.optional(),
});

export const classes = [
  'ceasefire',
  'cessation of hostilities',
  'humanitarian pause',
  'de-escalation',
  'evacuation',
  'settlement',
  'mechanism',
  'proposal',
] as const;

export const relationTypes = [
  'extends',
  'renews',
  'reaffirms',
  'follows',
  'precedes',
  'implements',
  'supplements',
  'complements',
  'ends',
  'relates',
] as const;

/** One agreement: the file `data/agreements/<id>.json`. */
export const agreementSchema = z.strictObject({
  $schema: z.string().optional(),
  id: idSchema,
  name: oneLine.max(100),
  aliases: aliasesSchema,
  /** Names above that other agreements bear too, on purpose. */
  sharedAliases: z.array(oneLine).optional(),
  class: z.enum(classes),
  laterality: z.enum(['unilateral', 'bilateral', 'multilateral']),
  form: z.enum(['written', 'verbal', 'announced', 'unknown']),
  scope: z.enum(['nationwide', 'regional', 'local']),
  /** 3 best known, 2 well documented or of national weight, 1 local or little known. */
  notability: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  confidence: z.enum(['high', 'medium', 'low']),
  /** Whether or by whom it was agreed is contested. */
  disputed: z.literal(true).optional(),
  /** Older than the war; kept because later agreements point to it. */
  background: z.literal(true).optional(),
  /** A settlement whose text has a ceasefire clause. */
  includesCeasefire: z.literal(true).optional(),
  kind: oneLine,
  announced: dateFactSchema,
  effective: effectiveSchema.nullable(),
  ended: endedSchema,
  /** Why the dates do not stand in the usual order: announced, effective, ended. */
  outOfOrder: text.optional(),
  /** How long it was meant to last. */
  duration: textFactSchema.optional(),
  parties: z.array(partyFactSchema).min(1),
  /** Named persons and what they did. */
  people: z
    .array(
      z.strictObject({
        name: oneLine,
        office: oneLine.optional(),
        did: z.enum(['announced', 'reached', 'signed', 'present', 'confirmed', 'mediated']),
        ...fact,
      }),
    )
    .optional(),
  excluded: z.array(
    z.strictObject({ text, parties: z.array(idSchema), places: z.array(idSchema).optional(), ...fact }),
  ),
  areas: z.strictObject({
    places: z.array(idSchema),
    sources: z.array(idSchema),
    note: text.optional(),
    /** Places that help to find the record. No source read says that they are covered: never shown as such. */
    findOnly: z.array(idSchema).optional(),
  }),
  terms: z.array(textFactSchema),
  monitoring: z.array(textFactSchema),
  humanitarian: z.array(textFactSchema),
  events: z.array(eventSchema),
  /** What somebody said about it. `by` is the speaker, with the office. */
  statements: z.array(z.strictObject({ by: oneLine, date: edtfSchema.optional(), text, ...fact })).optional(),
  /** Counts and amounts, each with its author and the period that it speaks of. */
  figures: z
    .array(
      z.strictObject({
        what: oneLine,
        value: oneLine,
        by: oneLine,
        period: oneLine.optional(),
        text,
        ...fact,
      }),
    )
    .optional(),
  /** Whether its text is public, and where. */
  documents: z.array(textFactSchema).optional(),
  /** What print got wrong, so that nobody "corrects" the record by it. */
  publishedErrors: z.array(textFactSchema).optional(),
  relations: z.array(z.strictObject({ type: z.enum(relationTypes), agreement: idSchema })),
  /** Number in the PA-X database (v4), or null. */
  paxId: z.number().int().positive().nullable(),
  /** Curators' remarks on the evidence. Not facts, and not shown as such. */
  notes: z.array(text),
  /** Sources read that no fact above rests on. */
  furtherSources: z.array(idSchema),
  /** When the record was last checked against copies of its sources, and what was checked. */
  checked: z.strictObject({ date: z.iso.date(), what: text }),
});

/** A place: an entry of `data/places.json`. */
export const placeSchema = z.strictObject({
  id: idSchema,
  name: oneLine.max(80),
  kind: z.enum(['country', 'governorate', 'city', 'town', 'village', 'neighbourhood', 'area', 'site']),
  parent: idSchema.nullable(),
  /** WGS 84 degrees. */
  lat: z.number().min(-90).max(90),
  lon: z.number().min(-180).max(180),
  coordinates: z.enum(['checked', 'approximate']),
  aliases: aliasesSchema,
  sharedAliases: z.array(oneLine).optional(),
  misspellings: z.array(oneLine),
  /** Governorates that an area across governorates takes in. */
  covers: z.array(idSchema).optional(),
  note: text.optional(),
});

/** A party: an entry of `data/parties.json`. */
export const partySchema = z.strictObject({
  id: idSchema,
  name: oneLine.max(100),
  short: oneLine.max(60),
  kind: z.enum(['state', 'armed group', 'coalition', 'international organisation', 'local body', 'person']),
  /** ISO 3166-1 alpha-2, or null. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable(),
  aliases: aliasesSchema,
  sharedAliases: z.array(oneLine).optional(),
  note: text.optional(),
});

/** A source: an entry of `data/sources.json`. */
export const sourceSchema = z
  .strictObject({
    id: idSchema,
    publisher: oneLine,
    /** null where the page's own title was not seen. */
    title: oneLine.nullable(),
    /** Date of publication, or null where the page shows none. */
    date: edtfSchema.nullable(),
    /** The public address, or null with `noUrl`. */
    url: z
      .url({ protocol: /^https?$/ })
      .max(512)
      .nullable(),
    noUrl: text.optional(),
    /** How the address is known. */
    how: z.enum(['seen', 'inferred', 'pattern', 'cite']),
    /** Weak pages: a side's own outlet, a content farm, a copy. Absent for the others. */
    weight: z.enum(['partisan', 'aggregator', 'mirror']).optional(),
    /** The wire or outlet that the text is by, where it is not the publisher. */
    origin: oneLine.optional(),
    /** What is odd about the page: shown by `/sources`. */
    oddity: text.optional(),
    note: text.optional(),
  })
  .refine((source) => source.url !== null || source.noUrl !== undefined, {
    message: 'without an address say why in "noUrl"',
    path: ['noUrl'],
  });

const file = <T extends z.ZodType, K extends string>(key: K, entry: T) =>
  z.strictObject({ $schema: z.string().optional(), [key]: z.array(entry) } as {
    $schema: z.ZodOptional<z.ZodString>;
  } & Record<K, z.ZodArray<T>>);

export const placesFileSchema = file('places', placeSchema);
export const partiesFileSchema = file('parties', partySchema);
export const sourcesFileSchema = file('sources', sourceSchema);

/** `data/dataset.json`: what the dataset is as a whole. */
export const datasetFileSchema = z.strictObject({
  $schema: z.string().optional(),
  title: oneLine,
  /** The day of this edition: shown on every card. */
  date: z.iso.date(),
  /** Nothing that happened later is looked for. */
  cutOff: z.iso.date(),
  licence: oneLine,
});

export type Agreement = z.infer<typeof agreementSchema>;
export type Place = z.infer<typeof placeSchema>;
export type Party = z.infer<typeof partySchema>;
export type Source = z.infer<typeof sourceSchema>;
export type DatasetInfo = Omit<z.infer<typeof datasetFileSchema>, '$schema'>;
export type AgreementClass = (typeof classes)[number];
export type Role = (typeof roles)[number];
export type Ending = (typeof endings)[number];
export type Precision = (typeof precisions)[number];
export type PartyFact = Agreement['parties'][number];
export type Effective = NonNullable<Agreement['effective']>;
