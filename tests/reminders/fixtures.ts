import { type Dataset, loadDataset } from '../../src/dataset/load.ts';
import type { Agreement, Effective, Place } from '../../src/dataset/schema.ts';
import type { Rule } from '../../src/store/subscription.ts';

/** The dataset of this repository. */
export const realDataset = (): Dataset => {
  const loaded = loadDataset('data');
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, null, 2));
  return loaded.dataset;
};

export const effectiveOf = (
  local: string,
  precision: Effective['precision'],
  zone = 'Asia/Damascus',
): Effective => ({ of: 'ceasefire', local, zone, precision, sources: ['s'] });

/** An agreement with nothing in it but what a test gives. */
export const agreementOf = (fields: Partial<Agreement> & { readonly id: string }): Agreement => ({
  name: fields.id,
  aliases: { en: [], ar: [], ru: [] },
  class: 'ceasefire',
  laterality: 'bilateral',
  form: 'written',
  scope: 'local',
  notability: 2,
  confidence: 'high',
  kind: 'local truce',
  announced: { date: '2016-01-01', sources: ['s'] },
  effective: null,
  ended: { date: null, how: 'unknown', sources: [] },
  parties: [],
  excluded: [],
  areas: { places: [], sources: [] },
  terms: [],
  monitoring: [],
  humanitarian: [],
  events: [],
  relations: [],
  paxId: null,
  notes: [],
  furtherSources: [],
  checked: { date: '2026-01-01', what: 'a test' },
  ...fields,
});

export const placeOf = (id: string, parent: string | null, covers?: readonly string[]): Place => ({
  id,
  name: id,
  kind: 'town',
  parent,
  lat: 35,
  lon: 37,
  coordinates: 'checked',
  aliases: { en: [], ar: [], ru: [] },
  misspellings: [],
  ...(covers ? { covers: [...covers] } : {}),
});

export const datasetOf = (agreements: readonly Agreement[], places: readonly Place[] = []): Dataset => ({
  info: { title: 'test', date: '2026-01-01', cutOff: '2026-01-01', licence: 'none' },
  agreements,
  agreement: new Map(agreements.map((entry) => [entry.id, entry])),
  places: new Map(places.map((entry) => [entry.id, entry])),
  parties: new Map(),
  sources: new Map(),
});

export const ruleOf = (fields: Partial<Rule> = {}): Rule => ({
  about: { kind: 'everything' },
  when: ['start'],
  anniversaries: true,
  time: '09:00',
  zone: 'Asia/Damascus',
  ...fields,
});
