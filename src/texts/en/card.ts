/** Labels and sentences of the agreement card, the lists and the sources. */
const plural = new Intl.PluralRules('en');

const number = new Intl.NumberFormat('en-GB');

const count = (n: number, one: string, other: string): string =>
  `${number.format(n)} ${plural.select(n) === 'one' ? one : other}`;

export const card = {
  status: 'Status',
  announced: 'Announced',
  signed: (date: string) => `signed ${date}`,
  effective: 'Took effect',
  effectiveOf: {
    ceasefire: 'Took effect',
    evacuation: 'Evacuation began',
    announcement: 'In effect from its announcement',
    settlement: 'Settlement began',
  },
  effectiveUnknown: 'Unknown: no source read gives a start',
  aboutThisTime: 'about',
  sunset: (day: string, place: string) => `sunset on ${day}, ${place} time; no hour was published`,
  yourTime: 'in your time',
  asPublished: 'As published',
  alternative: 'Another account',
  duration: 'Meant to last',
  parties: 'Parties',
  reportedOnly: 'Reported only',
  excluded: 'Left out by its terms',
  where: 'Where',
  wholeCountry: 'the whole country',
  areasUnknown: 'No source read lists the places',
  terms: 'Terms',
  monitoring: 'Monitoring',
  humanitarian: 'Humanitarian provisions',
  events: 'What came of it',
  statements: 'What was said',
  figures: 'Figures',
  documents: 'Its text',
  publishedErrors: 'Errors in print',
  relations: 'Before and after',
  sources: 'Sources',
  moreSources: (n: number) => `… and ${n} more`,
  more: (n: number) => `… and ${n} more`,
  disputed: 'Disputed: whether, or by whom, it was agreed is contested.',
  background: 'Background: older than the war, not one of its ceasefires.',
  unilateral: 'unilateral',
  bilateral: 'bilateral',
  multilateral: 'multilateral',
  nationwide: 'nationwide',
  regional: 'regional',
  local: 'local',
  confidence: { high: 'high confidence', medium: 'medium confidence', low: 'low confidence' },
  edition: (date: string, confidence: string) =>
    `Hudna dataset of ${date} · ${confidence} · a record of sources, not a verdict`,
  buttons: {
    parties: 'Parties',
    sources: 'Sources',
    related: 'Related',
    inForce: 'In force then',
    whole: 'Whole record',
    card: 'Back to the card',
    map: 'Map',
    timeline: 'Timeline',
    remind: 'Remind this channel',
    previous: 'Previous',
    next: 'Next',
  },
  page: (page: number, pages: number) => `Page ${page} of ${pages}`,
  agreements: (n: number) => count(n, 'agreement', 'agreements'),
  otherMatches: 'Also found',
  openOne: 'Open another agreement',
  inForceOn: (day: string) => `Held on ${day}, by known start and end`,
  perhapsInForceOn: (day: string) => `May have held on ${day}: no certain end is known`,
  noneInForce: 'No agreement in the dataset held then by known start and end.',
  nothingRelated: 'The dataset links no other agreement to this one.',
};

export const sources = {
  heading: (name: string) => `Sources: ${name}`,
  undated: 'no date shown',
  untitled: 'title not seen',
  restsOn: 'Facts that rest on it',
  oddity: 'Odd about it',
  furtherReading: 'read, no fact rests on it',
  noAddress: (reason: string) => `no address: ${reason}`,
  inferred: 'address inferred from a copy, not opened',
  pattern: 'address follows the pattern of the site, not opened',
  cite: 'known by its document symbol',
  facts: {
    announced: 'announcement',
    effective: 'start',
    ended: 'end',
    duration: 'duration',
    party: (name: string) => `part of ${name}`,
    person: (name: string) => name,
    excluded: 'exclusions',
    areas: 'places',
    terms: 'terms',
    monitoring: 'monitoring',
    humanitarian: 'humanitarian provisions',
    events: 'course',
    statements: 'statements',
    figures: 'figures',
    documents: 'text of the agreement',
    publishedErrors: 'errors in print',
  },
};

export const partiesCard = {
  heading: (reading: string) => `Parties: ${reading}`,
  announcedOrBegan: 'Announced or took effect then',
  merelyInForce: 'Began earlier and still held, by known start and end',
  perhaps: (n: number) =>
    n === 1
      ? '1 earlier agreement has no certain end; whether it still held then is not known.'
      : `${n} earlier agreements have no certain end; whether they still held then is not known.`,
};
