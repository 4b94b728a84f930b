import type { Agreement, Role } from '../../dataset/schema.ts';

/** Sentences that answer a question. Plain text: whoever shows them escapes markdown. */

const list = new Intl.ListFormat('en', { type: 'conjunction' });

/** Ends a text with a full stop, unless it has an end already. */
const sentence = (text: string): string => {
  // Notes in the data begin in small letters; names such as "al-Waer" keep theirs.
  const trimmed = text
    .trim()
    .replace(/^(?!al-|el-|ash-|as-|ad-|an-|ar-|at-|az-|de |e\.g)\p{Ll}/u, (letter) => letter.toUpperCase());
  return /[.!?…]["”’)]?$/.test(trimmed) ? trimmed : `${trimmed}.`;
};

const preposition = (when: string): string =>
  when.startsWith('sunset')
    ? 'at '
    : when.startsWith('about')
      ? ''
      : /^\D+ \d{4}$|^\d{4}$/.test(when)
        ? 'in '
        : 'on ';

const began: Readonly<Record<NonNullable<Agreement['effective']>['of'], string>> = {
  ceasefire: 'took effect',
  announcement: 'took effect',
  evacuation: 'began with the evacuation',
  settlement: 'began with the settlement',
};

const did = {
  announced: 'Announced by',
  reached: 'Reached by',
  signed: 'Signed by',
  present: 'Present',
  confirmed: 'Confirmed by',
  mediated: 'Mediated by',
} as const;

const didNot: Readonly<Record<keyof typeof did, string>> = {
  announced: 'announced',
  reached: 'reached',
  signed: 'signed',
  present: 'was present at the making of',
  confirmed: 'confirmed',
  mediated: 'mediated',
};

const part: Readonly<Record<Role, (party: string) => string>> = {
  signatory: (party) => `Yes: ${party} signed it`,
  agreed: (party) => `Yes: ${party} agreed to it`,
  accepted: (party) => `Yes: ${party} accepted it`,
  declared: (party) => `Yes: ${party} declared it`,
  broker: (party) => `Yes, as a broker: ${party}`,
  mediator: (party) => `Yes, as a mediator: ${party}`,
  guarantor: (party) => `Yes, as a guarantor: ${party}`,
  host: (party) => `As the host of the talks: ${party}`,
  sponsor: (party) => `As a sponsor of one side: ${party}`,
  supporter: (party) => `As a supporter: ${party}`,
  endorser: (party) => `${party} endorsed it afterwards`,
  observer: (party) => `As an observer: ${party}`,
  'third party': (party) => `As a third party: ${party}`,
  'conflict party': (party) =>
    `${party} is a fighting side that it addresses; no consent of its own was found`,
  reported: (party) => `Not confirmed: the part of ${party} was only reported`,
  objected: (party) => `${party} objected to it`,
  refused: (party) => `No: ${party} refused it`,
  excluded: (party) => `No: ${party} is excluded, left out by its terms`,
};

export const answers = {
  openCard: 'Open the card',
  others: 'Other agreements that fit',
  /** Questions to offer about an agreement. */
  examples: (name: string): readonly string[] => [
    `When did it start: ${name}?`,
    `Who took part in it: ${name}?`,
    `How did it end: ${name}?`,
    `What were its terms: ${name}?`,
  ],
  sentence,
  list: (items: readonly string[]) => list.format(items),
  /** The agreement that an answer is about. */
  about: (name: string, date: string) => `${name} (${date})`,
  /** `when` is a day or a time: "on" goes before a day, "at" before a sunset, nothing before "about". */
  started: (name: string, of: NonNullable<Agreement['effective']>['of'], when: string) =>
    `${name} ${began[of]} ${preposition(when)}${when}.`,
  startUnknown: (name: string) => `No source here gives the start of ${name}.`,
  utc: (clock: string) => `${clock} UTC`,
  announced: (name: string, when: string) =>
    `${name} was announced ${when.startsWith('between') || when.startsWith('from') ? '' : preposition(when)}${when}.`,
  signed: (when: string) => `It was signed on ${when}.`,
  otherAccount: (text: string) => `Another account: ${sentence(text)}`,
  ended: (name: string, how: string, when: string) => `${name}: ${how.toLowerCase()}, ${when}.`,
  endedUndated: (name: string, how: string) =>
    `${name}: ${how.toLowerCase()}; no source here gives a day for its end.`,
  endUnknown: (name: string) =>
    `No end of ${name} was found in the sources here. That does not mean that it is in force.`,
  duration: (name: string, text: string) => `${name}, how long it was meant to last: ${sentence(text)}`,
  lengthByName: (name: string, length: string) => `${name}: ${length}, by its name.`,
  durationUnknown: (name: string) => `The sources here do not say how long ${name} was meant to last.`,
  people: (what: keyof typeof did, people: readonly string[]) => `${did[what]}: ${list.format(people)}.`,
  person: (name: string, office: string | undefined) => (office ? `${name} (${office})` : name),
  personDid: (person: string, what: keyof typeof did) => `Yes. ${did[what]}: ${person}.`,
  personDidNot: (person: string, what: keyof typeof did, name: string) =>
    `The sources here do not say that ${person} ${didNot[what]} ${name}.`,
  byRole: (role: string, parties: readonly string[]) => `${role}: ${list.format(parties)}.`,
  noneWithRole: (name: string, what: string) => `The sources here do not say who ${what} ${name}.`,
  whatRole: {
    announced: 'announced',
    reached: 'reached',
    signed: 'signed',
    brokered: 'brokered or mediated',
    guaranteed: 'guaranteed',
    present: 'was present at the making of',
    monitored: 'was to monitor',
    ended: 'ended',
    refused: 'refused',
  },
  tookPart: (role: Role, party: string, note: string | undefined) =>
    note ? `${sentence(part[role](party))} ${sentence(note)}` : sentence(part[role](party)),
  /** The same where it is asked whether a party refused. */
  stoodOut: (role: Role, party: string, note: string | undefined) =>
    `${sentence(role === 'objected' ? `Yes: ${party} objected to it` : `Yes: ${party} refused it`)}${note ? ` ${sentence(note)}` : ''}`,
  /** It took part in another way than was asked. */
  tookOtherPart: (party: string, verb: string, roles: string, note: string | undefined) =>
    `The sources here do not say that ${party} ${verb} it. They give its role as: ${roles}.${note ? ` ${sentence(note)}` : ''}`,
  noPart: (party: string, verb: string, name: string) =>
    `The sources here do not say that ${party} ${verb} ${name}.`,
  partVerbs: {
    party: 'was a party to',
    sign: 'signed',
    guarantee: 'guaranteed',
    broker: 'brokered',
    accept: 'agreed to',
    refuse: 'refused',
  },
  partiesOf: (parties: readonly string[]) => `Those who took part: ${list.format(parties)}.`,
  elsewherePart: (party: string, roles: string, name: string, date: string) =>
    `In another agreement, ${name} (${date}), the role of ${party} is given as: ${roles}.`,
  covers: (name: string, places: string) => `${name} covers: ${places}.`,
  coversWhole: (name: string) => `${name} covers the whole country: it is nationwide.`,
  coverYes: (place: string, name: string) => `Yes: ${place} is among the places of ${name}.`,
  coverPart: (place: string, places: string, name: string) =>
    `In part: of ${place}, ${name} covers ${places}.`,
  coverWider: (place: string, wider: string, name: string) =>
    `${name} covers ${wider}, which takes in ${place}; ${place} itself is not named.`,
  coverNo: (place: string, name: string) =>
    `The sources here do not list ${place} among the places of ${name}.`,
  areasUnknown: (name: string) => `The sources here do not list the places of ${name}.`,
  nationwide: (name: string) => `Yes: ${name} was nationwide.`,
  notNationwide: (name: string, scope: string, places: string) =>
    `${name} was ${scope}, not nationwide: ${places}.`,
  labelled: (label: string, text: string) => `${label}: ${sentence(text)}`,
  labels: {
    term: 'Terms',
    monitoring: 'Monitoring',
    humanitarian: 'Humanitarian provisions',
    document: 'Its text',
    excluded: 'Left out by its terms',
    error: 'Error in print',
    duration: 'Meant to last',
    end: 'Its end',
    start: 'Its start',
    announcement: 'Its announcement',
    areas: 'Its places',
  },
  statement: (by: string, date: string | undefined, text: string) =>
    `${date ? `${by}, ${date}` : by}: ${sentence(text)}`,
  event: (date: string, text: string) => `${date}: ${sentence(text)}`,
  figure: (what: string, value: string, by: string, period: string | undefined, text: string) =>
    `${what}: ${value}, according to ${by}${period ? ` (${period})` : ''}. ${sentence(text)}`,
  partyNote: (party: string, note: string) => `${party}: ${sentence(note)}`,
  related: (relation: string, name: string, date: string) => `${relation}: ${name} (${date}).`,
  nothingAfter: (name: string) => `The dataset links no later agreement to ${name}.`,
  nothingBefore: (name: string) => `The dataset links no earlier agreement to ${name}.`,
  noTerms: (name: string) => `The sources here do not say what the terms of ${name} were.`,
  noHumanitarian: (name: string) => `The sources here do not name a humanitarian provision of ${name}.`,
  noMonitoring: (name: string) => `The sources here do not say who was to monitor ${name}.`,
  noDocument: (name: string) => `The sources here do not say whether the text of ${name} is public.`,
  noExcluded: (name: string) => `The sources here do not say that anybody was left out of ${name}.`,
  noStatement: (speaker: string) => `I do not know: no words of ${speaker} on that were found here.`,
  nothingOn: (date: string) =>
    `No agreement in the dataset was announced or took effect on ${date}. It has only those of the Syrian war.`,
  nothingIn: (date: string) =>
    `No agreement in the dataset was announced or took effect then: ${date}. It has only those of the Syrian war.`,
  noneBeganThen: (place: string) =>
    `None that began then is recorded for ${place}. By their dates these ran at the time and took it in:`,
  unended: (n: number, shown: number) =>
    n === 1
      ? 'Whether it is still in force is more than the sources say: no end was found of the one that fits.'
      : `Whether they are still in force is more than the sources say: no end was found of ${n} that fit${shown < n ? `. The newest ${shown}` : ''}:`,
  /** `ending`: how they ended, where that chose them. */
  listed: (n: number, shown: number, ending: string | undefined) =>
    `${n} agreements fit${ending ? ` (${ending.toLowerCase()})` : ''}${shown < n ? `. The first ${shown}` : ''}, by the date of their announcement:`,
  cameFirst: (name: string) => `${name} came first.`,
  countAll: (n: number) => `The dataset has ${n} agreements.`,
  countCeasefires: (n: number) => `The dataset has ${n} ceasefires, truces and pauses.`,
  countOne: 'The dataset has one that fits.',
  notSaid: 'I do not know: I found no fact here that says it.',
  noneOfPlace: (place: string) =>
    `I do not know: no agreement in the dataset names ${place}. Those for wider areas or the whole country may have covered it.`,
  unsure: 'I do not know whether a fact here answers this.',
  nothingOf: (typed: readonly string[]) =>
    `I do not know: what fits best here says nothing of ${list.format(typed.map((one) => `“${one}”`))}.`,
  nearest: (text: string) => `The nearest thing known: ${text}`,
  outOfScope: 'Nothing here answers that: I know only the ceasefire agreements of the Syrian war.',
  aboutBot:
    'Hudna answers questions about the ceasefire agreements of the Syrian war from a sourced dataset: when one started, who signed it, what its terms were, how it ended. It knows only these agreements; `/help` lists its commands.',
  ranking:
    'I do not know: agreements are not ranked here, since sources count differently and most counts are missing.',
  opinion:
    'I give no opinions: I only say what sources report about the ceasefire agreements of the Syrian war.',
  prediction: 'I make no predictions: I only know what sources report of what has happened.',
  whichOne: 'Several agreements fit. Which one do you mean?',
  whichAgreement:
    'I do not know which agreement you mean. Name its place, its month or its name, for example: “When did the southern Syria ceasefire start?”',
  tooShort:
    'Ask about a ceasefire agreement of the Syrian war, for example: “When did the southern Syria ceasefire start?”',
};
