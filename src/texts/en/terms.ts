import type { Agreement, AgreementClass, Ending, Role, Source } from '../../dataset/schema.ts';

/** English for the values of the dataset's fields (`data/README.md` defines them). */

export const roles: Readonly<Record<Role, string>> = {
  signatory: 'signatory',
  agreed: 'agreed to it',
  accepted: 'accepted it',
  declared: 'declared it',
  broker: 'broker',
  mediator: 'mediator',
  guarantor: 'guarantor',
  host: 'host of the talks',
  sponsor: 'sponsor of one side',
  supporter: 'supporter',
  endorser: 'endorsed it afterwards',
  observer: 'observer',
  'third party': 'third party',
  'conflict party': 'fighting side addressed by it (no consent of its own found)',
  reported: 'reported only',
  objected: 'objected',
  refused: 'refused it',
  excluded: 'left out by its terms',
};

export const endings: Readonly<Record<Ending, string>> = {
  expired: 'Expired',
  collapsed: 'Collapsed',
  'declared over': 'Declared over',
  superseded: 'Superseded',
  completed: 'Completed',
  'in force': 'In force, by the sources given',
  unknown: 'Unknown: no end was found',
};

export const classes: Readonly<Record<AgreementClass, string>> = {
  ceasefire: 'ceasefire',
  'cessation of hostilities': 'cessation of hostilities',
  'humanitarian pause': 'humanitarian pause',
  'de-escalation': 'de-escalation',
  evacuation: 'evacuation',
  settlement: 'settlement',
  mechanism: 'mechanism',
  proposal: 'proposal, not agreed',
};

export const forms: Readonly<Record<Agreement['form'], string>> = {
  written: 'written',
  verbal: 'verbal',
  announced: 'announced, no text known',
  unknown: 'form unknown',
};

export const relations: Readonly<Record<Agreement['relations'][number]['type'], string>> = {
  extends: 'Extends',
  renews: 'Renews',
  reaffirms: 'Reaffirms',
  follows: 'Follows',
  precedes: 'Followed by',
  implements: 'Carries out',
  supplements: 'Supplements',
  complements: 'Complements',
  ends: 'Ends',
  relates: 'See also',
};

/** The same relation read from the other agreement. */
export const inverseRelations: typeof relations = {
  extends: 'Extended by',
  renews: 'Renewed by',
  reaffirms: 'Reaffirmed by',
  follows: 'Followed by',
  precedes: 'Follows',
  implements: 'Carried out by',
  supplements: 'Supplemented by',
  complements: 'Complemented by',
  ends: 'Ended by',
  relates: 'See also',
};

export const weights: Readonly<Record<NonNullable<Source['weight']>, string>> = {
  partisan: 'outlet of, or close to, a side of the war',
  aggregator: 'aggregator or machine translation',
  mirror: 'copy on another site',
};
