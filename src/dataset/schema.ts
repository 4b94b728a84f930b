import { z } from 'zod';

/**
 * The shapes of the files under `data/`. `data/README.md` is their codebook; the JSON Schemas under
 * `data/schema/` are generated from here (`npm run schemas`), and an editor shows the descriptions given
 * with `describe`. Every object is strict: an unknown key is an error.
 */

/** Lower-case words and digits joined by hyphens; also the name of an agreement's file. */
export const idSchema = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'use lower-case letters, digits and single hyphens');

const placeId = idSchema.describe('The id of a place in places.json.');
const partyId = idSchema.describe('The id of a party in parties.json.');
const sourceId = idSchema.describe('The id of a source in sources.json.');
const agreementId = idSchema.describe('The id of another agreement.');

const text = z.string().trim().min(1);
const oneLine = text.regex(/^[^\n]*$/, 'keep it on one line');
const note = text.optional().describe('A remark on this fact alone, in words of our own.');
const $schema = z.string().optional().describe('Where the JSON Schema of this file is, for editors.');

const edtfOne = String.raw`\d{4}(?:-(?:0[1-9]|1[0-2]|2[1-4])(?:-(?:0[1-9]|[12]\d|3[01]))?)?[?~%]?`;
/** EDTF levels 0 and 1 as used here: a year, month, season (21–24) or day, `?` `~` `%`, or `from/to`. */
export const edtfSchema = z
  .string()
  .regex(
    new RegExp(`^${edtfOne}(?:/(?:${edtfOne}|\\.\\.))?$`),
    'use an EDTF date such as 2016-05-04, 2016-05~ or 2016-05/2016-07',
  )
  .describe(
    'An EDTF date: a day 2016-05-04, a month 2016-05, a year 2016, a season 2016-21 (spring) to 2016-24; ' +
      '"?" after it means uncertain, "~" approximate, "%" both; a/b means from a to b.',
  );

const wallClock = z
  .string()
  .regex(
    /^\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01])(?:T(?:[01]\d|2[0-3]):[0-5]\d)?)?$/,
    'use local time such as 2017-07-09T12:00, or a day, or a month',
  )
  .describe('Local time such as 2017-07-09T12:00; a day or a month where no more is known.');

const zone = z
  .string()
  .refine(
    (name) => {
      try {
        new Intl.DateTimeFormat('en', { timeZone: name });
        return true;
      } catch {
        return false;
      }
    },
    { message: 'use an IANA time zone such as Asia/Damascus' },
  )
  .describe('IANA time zone of the local time, such as Asia/Damascus.');

const sourceIds = z
  .array(sourceId)
  .min(1, 'every fact needs at least one source')
  .refine((ids) => new Set(ids).size === ids.length, { message: 'the same source is listed twice' })
  .describe('The sources that state this fact: at least one, better two that are independent.');

const fact = { sources: sourceIds, note };

/** Other values that sources give for a fact, each with its own sources. */
const alternatives = <T extends z.ZodType>(value: T) =>
  z.array(value).optional().describe('Other values that sources give, each with its sources.');

const between = z
  .tuple([edtfSchema, edtfSchema])
  .optional()
  .describe('Somewhere between these two days, where no source fixes it.');

const dateFactSchema = z.strictObject({
  date: edtfSchema,
  between,
  signed: edtfSchema
    .optional()
    .describe('The day of signing, where it differs from the day it was made public.'),
  utcDate: edtfSchema
    .optional()
    .describe('The day in UTC, where a wall-clock just after midnight makes it another one.'),
  ...fact,
  alternatives: alternatives(z.strictObject({ date: edtfSchema, ...fact })),
});

/** How exactly `local` is known. */
export const precisions = ['minute', 'hour', 'sunset', 'day', 'month', 'none'] as const;
const precision = z
  .enum(precisions)
  .describe('How exactly "local" is known; "sunset" where a source says sunset, not an hour.');

const effectiveSchema = z.strictObject({
  of: z.enum(['ceasefire', 'evacuation', 'announcement', 'settlement']).describe('What began at this time.'),
  local: wallClock,
  zone,
  precision,
  asPublished: z
    .array(text)
    .optional()
    .describe('The wording of the sources, quoted or closely rendered: "noon on Sunday (0900 GMT)".'),
  ...fact,
  alternatives: alternatives(
    z.strictObject({
      local: wallClock.optional(),
      zone: zone.optional(),
      precision: precision.optional(),
      ...fact,
    }),
  ),
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
    date: edtfSchema.nullable().describe('When it ended; null where that is unknown.'),
    between,
    how: z
      .enum(endings)
      .describe('How it ended. "unknown" means that no end was found, never that it is in force.'),
    sources: z.array(sourceId).describe('The sources of the end; empty only where the end is unknown.'),
    note,
    alternatives: alternatives(z.strictObject({ date: edtfSchema.optional(), ...fact })),
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

const role = z
  .enum(roles)
  .describe(
    '"signatory" only of a written text, else "agreed"; "accepted" for consent to terms made by others; ' +
      '"declared" for a one-sided step; "reported" where one report names it; "conflict party" where no consent was found.',
  );

const partyFactSchema = z.strictObject({
  party: partyId,
  role,
  alsoRoles: z.array(role).optional().describe('Further roles of the same party.'),
  as: oneLine.optional().describe("The name it acted under, where another than today's."),
  ...fact,
  alternatives: alternatives(z.strictObject({ role: role.optional(), ...fact })),
});

const textFactSchema = z.strictObject({
  text: text.describe('One short sentence in words of our own, without a full stop.'),
  ...fact,
  alternatives: alternatives(z.strictObject({ text: text.optional(), ...fact })),
});

const eventSchema = z.strictObject({
  date: edtfSchema,
  text: text.describe('What happened, in words of our own, attributed where it is a claim.'),
  ...fact,
  alternatives: alternatives(z.strictObject({ date: edtfSchema.optional(), ...fact })),
});

const aliasList = z.array(oneLine);
const aliasesSchema = z
  .strictObject({
    en: aliasList,
    ar: aliasList,
    ru: aliasList,
    ku: aliasList.optional(),
    tr: aliasList.optional(),
    fr: aliasList.optional(),
    de: aliasList.optional(),
    es: aliasList.optional(),
  })
  .describe('Other names and spellings, by language; the main name is not repeated.');

const sharedAliases = z
  .array(oneLine)
  .optional()
  .describe('Names above that other entries bear too, on purpose.');

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
export const agreementSchema = z
  .strictObject({
    $schema,
    id: idSchema.describe("The place or subject and the year and month; also the file's name."),
    name: oneLine.max(100).describe('A short English title in sentence case.'),
    aliases: aliasesSchema,
    sharedAliases,
    class: z.enum(classes).describe('What kind of agreement it is; see the codebook.'),
    laterality: z
      .enum(['unilateral', 'bilateral', 'multilateral'])
      .describe('One side alone, two sides, or more than two.'),
    form: z.enum(['written', 'verbal', 'announced', 'unknown']).describe('How it was put down.'),
    scope: z
      .enum(['nationwide', 'regional', 'local'])
      .describe('"regional" where places lie in more than one governorate, or a whole one is meant.'),
    notability: z
      .union([z.literal(1), z.literal(2), z.literal(3)])
      .describe('3 best known, 2 well documented or of national weight, 1 local or little known.'),
    confidence: z
      .enum(['high', 'medium', 'low'])
      .describe('How sure the evidence makes us that it was made as described.'),
    disputed: z.literal(true).optional().describe('Whether or by whom it was agreed is contested.'),
    background: z
      .literal(true)
      .optional()
      .describe('Older than the war; kept because later agreements point to it.'),
    includesCeasefire: z.literal(true).optional().describe('A settlement whose text has a ceasefire clause.'),
    kind: oneLine.describe('A few words on what it is: "evacuation with local ceasefire".'),
    announced: dateFactSchema.describe('When it was made public.'),
    effective: effectiveSchema
      .nullable()
      .describe('When it took effect, in local time; null where no source read says so.'),
    ended: endedSchema.describe('How and when it ended.'),
    outOfOrder: text
      .optional()
      .describe('Why the dates do not stand in the usual order: announced, effective, ended.'),
    duration: textFactSchema.optional().describe('How long it was meant to last.'),
    parties: z.array(partyFactSchema).min(1).describe('Who took part, each with a role.'),
    people: z
      .array(
        z.strictObject({
          name: oneLine,
          office: oneLine.optional(),
          did: z.enum(['announced', 'reached', 'signed', 'present', 'confirmed', 'mediated']),
          ...fact,
        }),
      )
      .optional()
      .describe('Named persons and what they did.'),
    excluded: z
      .array(
        z.strictObject({
          text,
          parties: z.array(partyId),
          places: z.array(placeId).optional(),
          ...fact,
        }),
      )
      .describe('Who or where the agreement does not cover.'),
    areas: z
      .strictObject({
        places: z.array(placeId).describe('Only places that a source says are covered.'),
        sources: z.array(sourceId),
        note,
        findOnly: z
          .array(placeId)
          .optional()
          .describe(
            'Places that help to find the record. No source read says that they are covered: never shown as such.',
          ),
      })
      .describe('Where it applies.'),
    terms: z.array(textFactSchema).describe('What was agreed.'),
    monitoring: z.array(textFactSchema).describe('Who watches over it, and how.'),
    humanitarian: z.array(textFactSchema).describe('Aid, evacuation of the wounded, prisoners.'),
    events: z.array(eventSchema).describe('What came of it, with dates.'),
    statements: z
      .array(z.strictObject({ by: oneLine, date: edtfSchema.optional(), text, ...fact }))
      .optional()
      .describe('What somebody said about it. "by" is the speaker, with the office.'),
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
      .optional()
      .describe('Counts and amounts, each with its author and the period that it speaks of.'),
    documents: z.array(textFactSchema).optional().describe('Whether its text is public, and where.'),
    publishedErrors: z
      .array(textFactSchema)
      .optional()
      .describe('What print got wrong, so that nobody "corrects" the record by it.'),
    relations: z
      .array(z.strictObject({ type: z.enum(relationTypes), agreement: agreementId }))
      .describe('This agreement extends, follows, ends … the other one.'),
    paxId: z.number().int().positive().nullable().describe('Number in the PA-X database (v4), or null.'),
    notes: z.array(text).describe("Curators' remarks on the evidence. Not facts, and not shown as such."),
    furtherSources: z.array(sourceId).describe('Sources read that no fact above rests on.'),
    checked: z
      .strictObject({ date: z.iso.date(), what: text })
      .describe('When the record was last checked against copies of its sources, and what was checked.'),
  })
  .describe('One agreement.');

/** A place: an entry of `data/places.json`. */
export const placeSchema = z
  .strictObject({
    id: idSchema,
    name: oneLine.max(80),
    kind: z.enum(['country', 'governorate', 'city', 'town', 'village', 'neighbourhood', 'area', 'site']),
    parent: idSchema
      .nullable()
      .describe('The place that it lies in: a town or governorate; null for a country.'),
    lat: z.number().min(-90).max(90).describe('WGS 84 degrees north.'),
    lon: z.number().min(-180).max(180).describe('WGS 84 degrees east.'),
    coordinates: z
      .enum(['checked', 'approximate'])
      .describe('"checked" only where compared with a gazetteer or map.'),
    aliases: aliasesSchema,
    sharedAliases,
    misspellings: z.array(oneLine).describe('Wrong spellings that people type.'),
    covers: z.array(idSchema).optional().describe('Governorates that an area across governorates takes in.'),
    note: text.optional(),
  })
  .describe('A place.');

/** A party: an entry of `data/parties.json`. */
export const partySchema = z
  .strictObject({
    id: idSchema,
    name: oneLine.max(100),
    short: oneLine.max(60).describe('The name used in lists.'),
    kind: z.enum(['state', 'armed group', 'coalition', 'international organisation', 'local body', 'person']),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, 'use the two capital letters of ISO 3166, such as SY, or null')
      .nullable()
      .describe('ISO 3166-1 alpha-2, or null.'),
    aliases: aliasesSchema,
    sharedAliases,
    note: text.optional(),
  })
  .describe('A party.');

/** A source: an entry of `data/sources.json`. */
export const sourceSchema = z
  .strictObject({
    id: idSchema,
    publisher: oneLine.describe('Who published the page; a wire in brackets: "Ahram Online (AFP)".'),
    title: oneLine.nullable().describe("null where the page's own title was not seen."),
    date: edtfSchema
      .nullable()
      .describe('Date of publication, or null where the page shows none. Never the date of the event.'),
    url: z
      .url({
        protocol: /^https?$/,
        error: 'use a full address that begins with https:// or http://, or null',
      })
      .max(512)
      .nullable()
      .describe('The public address, or null with "noUrl".'),
    noUrl: text.optional().describe('Why there is no address.'),
    how: z
      .enum(['seen', 'inferred', 'pattern', 'cite'])
      .describe(
        'How the address is known: seen with the text, inferred from a copy, made by the pattern of the site, or cited elsewhere.',
      ),
    weight: z
      .enum(['partisan', 'aggregator', 'mirror'])
      .optional()
      .describe("Weak pages: a side's own outlet, a content farm, a copy. Absent for the others."),
    origin: oneLine
      .optional()
      .describe(
        'The wire or outlet that the text is by or whose report it repeats, where it is not the publisher; several joined by " / ".',
      ),
    oddity: text.optional().describe('What is odd about the page: shown by /sources.'),
    note: text.optional(),
  })
  .refine((source) => source.url !== null || source.noUrl !== undefined, {
    message: 'without an address say why in "noUrl"',
    path: ['noUrl'],
  })
  .describe('A source.');

export const placesFileSchema = z.strictObject({ $schema, places: z.array(placeSchema) });
export const partiesFileSchema = z.strictObject({ $schema, parties: z.array(partySchema) });
export const sourcesFileSchema = z.strictObject({ $schema, sources: z.array(sourceSchema) });

/** `data/dataset.json`: what the dataset is as a whole. */
export const datasetFileSchema = z.strictObject({
  $schema,
  title: oneLine,
  date: z.iso.date().describe('The day of this edition: shown on every card.'),
  cutOff: z.iso.date().describe('Nothing that happened later is looked for.'),
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
