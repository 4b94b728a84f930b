import type { Agreement, PartyFact, Role } from '../dataset/schema.ts';
import type { Fact } from '../search/facts.ts';
import type { PartVerb, Who } from './question.ts';
import {
  type Desk,
  dateOf,
  dayWithWeekday,
  isDay,
  named,
  partyNameOf,
  placeNameOf,
  type Said,
  say,
  sourcesOf,
  timeText,
} from './said.ts';

/** One fact of one agreement in words: what it is known, or that it is not. */
export type Reply = {
  readonly known: boolean;
  readonly said: readonly Said[];
  /** It names persons, where others give the sides only. */
  readonly persons?: boolean;
};

/** The same sentence once, with all its sources. */
const distinct = (said: readonly Said[]): readonly Said[] => {
  const found = new Map<string, Said>();
  for (const one of said) {
    const before = found.get(one.text);
    found.set(one.text, before ? say(one.text, [...new Set([...before.sources, ...one.sources])]) : one);
  }
  return [...found.values()];
};

const known = (...said: readonly Said[]): Reply => ({ known: true, said: distinct(said) });
const unknown = (...said: readonly Said[]): Reply => ({ known: false, said: distinct(said) });

const noteOf = (
  fact: { readonly note?: string | undefined; readonly sources: readonly string[] },
  desk: Desk,
) => (fact.note ? [say(desk.texts.answers.sentence(fact.note), fact.sources)] : []);

/** When it took effect, with other accounts of it. */
export const startReply = (agreement: Agreement, desk: Desk): Reply => {
  const { effective } = agreement;
  const { answers } = desk.texts;
  if (!effective) {
    return unknown(
      say(answers.startUnknown(named(agreement, desk))),
      ...announcementReply(agreement, desk).said,
    );
  }
  const when = timeText(effective, desk);
  const others = (effective.alternatives ?? []).slice(0, 2).map((other) => {
    const time = other.local
      ? timeText(
          {
            local: other.local,
            zone: other.zone ?? effective.zone,
            precision: other.precision ?? (other.local.includes('T') ? 'minute' : 'day'),
          },
          desk,
        )
      : undefined;
    const text = [time, other.note].filter((part) => part !== undefined).join(': ');
    return say(answers.otherAccount(text), other.sources);
  });
  return known(
    say(answers.started(agreement.name, effective.of, when), effective.sources),
    ...noteOf(effective, desk),
    ...others,
  );
};

/** When, where and on what occasion it was made public. */
export const announcementReply = (agreement: Agreement, desk: Desk): Reply => {
  const { announced } = agreement;
  const { answers, dates } = desk.texts;
  const when = announced.between
    ? dates.between(...announced.between)
    : isDay(announced.date)
      ? dayWithWeekday(announced.date, desk)
      : dates.edtf(announced.date);
  const signed =
    announced.signed && announced.signed !== announced.date
      ? [say(answers.signed(dayWithWeekday(announced.signed, desk)), announced.sources)]
      : [];
  const others = (announced.alternatives ?? [])
    .slice(0, 2)
    .map(({ date, note, sources }) =>
      say(answers.otherAccount(note ? `${dates.edtf(date)}: ${note}` : dates.edtf(date)), sources),
    );
  return known(
    say(answers.announced(agreement.name, when), announced.sources),
    ...signed,
    ...noteOf(announced, desk),
    ...others,
  );
};

/** How and when it ended, as far as that is known. */
export const endReply = (agreement: Agreement, desk: Desk): Reply => {
  const { ended } = agreement;
  const { answers, dates, endings } = desk.texts;
  const others = (ended.alternatives ?? []).slice(0, 3).flatMap(({ date, note, sources }) => {
    const text = [date && dates.edtf(date), note].filter((part) => part).join(': ');
    return text ? [say(answers.otherAccount(text), sources)] : [];
  });
  if (ended.how === 'unknown') {
    return unknown(say(answers.endUnknown(named(agreement, desk))), ...noteOf(ended, desk), ...others);
  }
  const when = ended.between
    ? dates.between(...ended.between)
    : ended.date
      ? dates.edtf(ended.date)
      : undefined;
  const how = endings[ended.how];
  return known(
    say(
      when ? answers.ended(agreement.name, how, when) : answers.endedUndated(agreement.name, how),
      ended.sources,
    ),
    ...noteOf(ended, desk),
    ...others,
  );
};

export const durationReply = (agreement: Agreement, desk: Desk): Reply => {
  const { duration } = agreement;
  const { answers } = desk.texts;
  if (!duration) {
    return unknown(say(answers.durationUnknown(named(agreement, desk))), ...endReply(agreement, desk).said);
  }
  const others = (duration.alternatives ?? [])
    .slice(0, 2)
    .map(({ text, note, sources }) =>
      say(answers.otherAccount([text, note].filter((part) => part).join(': ')), sources),
    );
  return known(
    say(answers.duration(agreement.name, duration.text), duration.sources),
    ...noteOf(duration, desk),
    ...others,
  );
};

const rolesOf = ({ role, alsoRoles = [] }: PartyFact): readonly Role[] => [role, ...alsoRoles];

const withRoles = (agreement: Agreement, roles: readonly Role[]): readonly PartyFact[] =>
  agreement.parties.filter((party) => rolesOf(party).some((role) => roles.includes(role)));

const roleLines = (agreement: Agreement, roles: readonly Role[], desk: Desk): readonly Said[] =>
  roles.flatMap((role) => {
    const parties = withRoles(agreement, [role]);
    if (parties.length === 0) return [];
    const names = parties.map(({ party }) => partyNameOf(desk, party));
    const label = desk.texts.roles[role];
    return [
      say(
        desk.texts.answers.byRole(`${label.charAt(0).toUpperCase()}${label.slice(1)}`, names),
        sourcesOf(parties),
      ),
    ];
  });

const peopleLine = (
  agreement: Agreement,
  did: NonNullable<Agreement['people']>[number]['did'],
  desk: Desk,
): readonly Said[] => {
  const people = (agreement.people ?? []).filter((person) => person.did === did);
  if (people.length === 0) return [];
  const names = people.map(({ name, office }) => desk.texts.answers.person(name, office));
  return [
    say(desk.texts.answers.people(did, names), sourcesOf(people)),
    ...people.flatMap((person) => noteOf(person, desk)),
  ];
};

/** An answer begins with the agreement, so that nobody takes one for another. */
const headed = (agreement: Agreement, desk: Desk, lines: readonly Said[]): readonly Said[] => {
  const [first, ...rest] = lines;
  if (first?.text.startsWith(agreement.name)) return lines;
  return first ? [say(`${named(agreement, desk)}. ${first.text}`, first.sources), ...rest] : [];
};

const PRINCIPALS: readonly Role[] = [
  'signatory',
  'agreed',
  'accepted',
  'declared',
  'broker',
  'mediator',
  'guarantor',
  'host',
  'sponsor',
];
const ALL_ROLES: readonly Role[] = [
  ...PRINCIPALS,
  'supporter',
  'endorser',
  'observer',
  'third party',
  'conflict party',
  'reported',
  'objected',
  'refused',
  'excluded',
];

const ENDED_BY_SOMEBODY = new Set(['collapsed', 'declared over']);

/** Who did something: persons first, then parties by their roles. */
export const whoReply = (agreement: Agreement, what: Who, desk: Desk): Reply => {
  const { answers } = desk.texts;
  const answer = (lines: readonly Said[], instead: readonly Said[] = []): Reply => {
    if (lines.length > 0) return known(...headed(agreement, desk, lines));
    if (what === 'parties') return unknown(say(answers.notSaid));
    return unknown(say(answers.noneWithRole(named(agreement, desk), answers.whatRole[what])), ...instead);
  };
  switch (what) {
    case 'announced': {
      const people = peopleLine(agreement, 'announced', desk);
      const lines = people.length > 0 ? people : roleLines(agreement, ['declared'], desk);
      const announcement = announcementReply(agreement, desk).said;
      return lines.length > 0 ? answer([...lines, ...announcement.slice(0, 2)]) : answer([], announcement);
    }
    case 'reached': {
      const reached = peopleLine(agreement, 'reached', desk);
      const present = peopleLine(agreement, 'present', desk);
      const persons = reached.length > 0;
      return {
        ...answer([...(persons ? reached : roleLines(agreement, PRINCIPALS, desk)), ...present]),
        persons,
      };
    }
    case 'signed':
      return answer(
        [...roleLines(agreement, ['signatory'], desk), ...peopleLine(agreement, 'signed', desk)],
        roleLines(agreement, ['agreed', 'accepted', 'declared'], desk),
      );
    case 'brokered':
      return answer(
        [...roleLines(agreement, ['broker', 'mediator'], desk), ...peopleLine(agreement, 'mediated', desk)],
        roleLines(agreement, ['guarantor', 'sponsor', 'host'], desk),
      );
    case 'guaranteed': {
      const guarantors = withRoles(agreement, ['guarantor']);
      return answer(
        [...roleLines(agreement, ['guarantor'], desk), ...guarantors.flatMap((party) => noteOf(party, desk))],
        roleLines(agreement, ['broker', 'signatory', 'mediator', 'sponsor'], desk),
      );
    }
    case 'present':
      return answer(
        [...peopleLine(agreement, 'present', desk), ...roleLines(agreement, ['observer', 'host'], desk)],
        peopleLine(agreement, 'reached', desk),
      );
    case 'monitored':
      return monitoringReply(agreement, desk);
    case 'ended': {
      const reply = endReply(agreement, desk);
      // An end that came by itself was nobody's doing.
      return ENDED_BY_SOMEBODY.has(agreement.ended.how)
        ? reply
        : unknown(say(answers.noneWithRole(named(agreement, desk), answers.whatRole.ended)), ...reply.said);
    }
    case 'parties':
      return answer(roleLines(agreement, ALL_ROLES, desk));
  }
};

type PlainFact = {
  readonly text: string;
  readonly note?: string | undefined;
  readonly sources: readonly string[];
};

const listReply = (
  agreement: Agreement,
  facts: readonly PlainFact[],
  label: string,
  missing: string,
  desk: Desk,
  instead: readonly Said[] = [],
): Reply => {
  if (facts.length === 0) return unknown(say(missing), ...instead);
  const lines = facts
    .slice(0, 6)
    .map(({ text, sources }, at) =>
      say(at === 0 ? desk.texts.answers.labelled(label, text) : desk.texts.answers.sentence(text), sources),
    );
  return known(...headed(agreement, desk, lines));
};

export const termsReply = (agreement: Agreement, desk: Desk): Reply => {
  const { answers } = desk.texts;
  return listReply(
    agreement,
    agreement.terms,
    answers.labels.term,
    answers.noTerms(named(agreement, desk)),
    desk,
  );
};

export const monitoringReply = (agreement: Agreement, desk: Desk): Reply => {
  const { answers } = desk.texts;
  return listReply(
    agreement,
    agreement.monitoring,
    answers.labels.monitoring,
    answers.noMonitoring(named(agreement, desk)),
    desk,
    roleLines(agreement, ['guarantor', 'observer'], desk),
  );
};

export const humanitarianReply = (agreement: Agreement, desk: Desk): Reply => {
  const { answers } = desk.texts;
  return listReply(
    agreement,
    agreement.humanitarian,
    answers.labels.humanitarian,
    answers.noHumanitarian(named(agreement, desk)),
    desk,
  );
};

export const excludedReply = (agreement: Agreement, desk: Desk): Reply => {
  const { answers } = desk.texts;
  return listReply(
    agreement,
    agreement.excluded,
    answers.labels.excluded,
    answers.noExcluded(named(agreement, desk)),
    desk,
  );
};

export const documentReply = (agreement: Agreement, desk: Desk): Reply => {
  const { answers } = desk.texts;
  return listReply(
    agreement,
    agreement.documents ?? [],
    answers.labels.document,
    answers.noDocument(named(agreement, desk)),
    desk,
  );
};

export const eventsReply = (agreement: Agreement, desk: Desk): Reply => {
  const { answers, dates } = desk.texts;
  const events = agreement.events
    .slice(0, 6)
    .map(({ date, text, sources }) => say(answers.event(dates.edtf(date), text), sources));
  if (events.length === 0) return endReply(agreement, desk);
  return known(...headed(agreement, desk, events), ...endReply(agreement, desk).said.slice(0, 2));
};

const placesText = (agreement: Agreement, desk: Desk): string =>
  desk.texts.answers.list(agreement.areas.places.map((id) => placeNameOf(desk, id)));

export const whereReply = (agreement: Agreement, desk: Desk): Reply => {
  const { answers } = desk.texts;
  const { areas } = agreement;
  if (areas.places.length === 0)
    return unknown(say(answers.areasUnknown(named(agreement, desk))), ...noteOf(areas, desk));
  const text = areas.places.includes('syria')
    ? answers.coversWhole(named(agreement, desk))
    : answers.covers(named(agreement, desk), placesText(agreement, desk));
  return known(say(text, areas.sources), ...noteOf(areas, desk));
};

export const scopeReply = (agreement: Agreement, desk: Desk): Reply => {
  const { answers } = desk.texts;
  const { areas, scope } = agreement;
  const text =
    scope === 'nationwide'
      ? answers.nationwide(named(agreement, desk))
      : answers.notNationwide(named(agreement, desk), scope, placesText(agreement, desk));
  return known(say(text, areas.sources), ...noteOf(areas, desk));
};

/** Relations of other agreements that say the same from the other side. */
const inverse: Readonly<Record<Agreement['relations'][number]['type'], 'later' | 'earlier' | 'beside'>> = {
  extends: 'later',
  renews: 'later',
  reaffirms: 'later',
  follows: 'later',
  implements: 'later',
  supplements: 'beside',
  complements: 'beside',
  ends: 'later',
  precedes: 'earlier',
  relates: 'beside',
};

/** What the dataset links after it, or before it. */
export const linkedReply = (agreement: Agreement, direction: 'after' | 'before', desk: Desk): Reply => {
  const { dataset, texts } = desk;
  const lines: Said[] = [];
  const add = (relation: string, id: string): void => {
    const other = dataset.agreement.get(id);
    if (other)
      lines.push(
        say(texts.answers.related(relation, other.name, dateOf(other, desk)), other.announced.sources),
      );
  };
  for (const { type, agreement: id } of agreement.relations) {
    const own = inverse[type];
    if ((direction === 'before' && own === 'later') || (direction === 'after' && own === 'earlier')) {
      add(texts.relations[type], id);
    }
  }
  for (const other of dataset.agreements) {
    for (const { type, agreement: id } of other.relations) {
      if (id !== agreement.id) continue;
      const its = inverse[type];
      if ((direction === 'after' && its === 'later') || (direction === 'before' && its === 'earlier')) {
        add(texts.inverseRelations[type], other.id);
      }
    }
  }
  const end = direction === 'after' ? endReply(agreement, desk).said.slice(0, 2) : [];
  if (lines.length === 0) {
    const missing = direction === 'after' ? texts.answers.nothingAfter : texts.answers.nothingBefore;
    return unknown(say(missing(named(agreement, desk))), ...end);
  }
  return known(...headed(agreement, desk, distinct(lines)), ...end);
};

/** What it is, when it was, and how it ended: two or three sentences. */
export const summaryReply = (agreement: Agreement, desk: Desk): Reply => {
  const start = agreement.effective ? startReply(agreement, desk).said.slice(0, 1) : [];
  const principals = roleLines(agreement, ['signatory', 'agreed', 'declared', 'broker'], desk).slice(0, 2);
  return known(
    ...announcementReply(agreement, desk).said.slice(0, 1),
    ...start,
    ...principals,
    ...endReply(agreement, desk).said.slice(0, 1),
  );
};

/** A fact that the words of a question led to. */
export const factSaid = (agreement: Agreement, fact: Fact, desk: Desk): readonly Said[] => {
  const { answers, dates } = desk.texts;
  const plain = (label: string, found: PlainFact | undefined): readonly Said[] =>
    found ? [say(answers.labelled(label, found.text), found.sources), ...noteOf(found, desk)] : [];
  const note = (
    label: string,
    found: { note?: string | undefined; sources: readonly string[] } | null | undefined,
  ) => (found?.note ? [say(answers.labelled(label, found.note), found.sources)] : []);
  const { at } = fact;
  switch (fact.kind) {
    case 'announcement':
      return announcementReply(agreement, desk).said.slice(0, 2);
    case 'start':
      return startReply(agreement, desk).said.slice(0, 2);
    case 'end':
      return endReply(agreement, desk).said.slice(0, 2);
    case 'duration':
      return durationReply(agreement, desk).said;
    case 'party': {
      const party = agreement.parties[at];
      return party?.note
        ? [say(answers.partyNote(partyNameOf(desk, party.party), party.note), party.sources)]
        : [];
    }
    case 'person': {
      const person = agreement.people?.[at];
      return person
        ? [
            say(answers.people(person.did, [answers.person(person.name, person.office)]), person.sources),
            ...noteOf(person, desk),
          ]
        : [];
    }
    case 'areas':
      return note(answers.labels.areas, agreement.areas);
    case 'excluded':
      return plain(answers.labels.excluded, agreement.excluded[at]);
    case 'term':
      return plain(answers.labels.term, agreement.terms[at]);
    case 'monitoring':
      return plain(answers.labels.monitoring, agreement.monitoring[at]);
    case 'humanitarian':
      return plain(answers.labels.humanitarian, agreement.humanitarian[at]);
    case 'document':
      return plain(answers.labels.document, agreement.documents?.[at]);
    case 'error':
      return plain(answers.labels.error, agreement.publishedErrors?.[at]);
    case 'event': {
      const event = agreement.events[at];
      return event
        ? [say(answers.event(dates.edtf(event.date), event.text), event.sources), ...noteOf(event, desk)]
        : [];
    }
    case 'statement': {
      const statement = agreement.statements?.[at];
      return statement
        ? [
            say(
              answers.statement(statement.by, statement.date && dates.edtf(statement.date), statement.text),
              statement.sources,
            ),
            ...noteOf(statement, desk),
          ]
        : [];
    }
    case 'figure': {
      const figure = agreement.figures?.[at];
      if (!figure) return [];
      const text = answers.figurePlain(figure.what, figure.value, figure.by, figure.period, figure.text);
      return [say(text, figure.sources)];
    }
  }
};

/** Facts that words led to, under the agreement's name. */
export const factsReply = (agreement: Agreement, facts: readonly Fact[], desk: Desk): Reply =>
  known(
    ...headed(
      agreement,
      desk,
      facts.flatMap((fact) => factSaid(agreement, fact, desk)),
    ),
  );

/** The roles that a verb asks for. */
export const PART_ROLES: Readonly<Record<PartVerb, readonly Role[]>> = {
  party: ALL_ROLES,
  sign: ['signatory'],
  guarantee: ['guarantor'],
  broker: ['broker', 'mediator', 'sponsor'],
  accept: ['signatory', 'agreed', 'accepted', 'declared', 'supporter', 'endorser'],
  refuse: ['refused', 'objected'],
};

/** How a party took part, judged by the verb of the question. */
export const partReply = (agreement: Agreement, id: string, verb: PartVerb, desk: Desk): Reply => {
  const { answers, roles: roleTexts } = desk.texts;
  const party = partyNameOf(desk, id);
  const fact = agreement.parties.find((one) => one.party === id);
  if (!fact) {
    const principals = agreement.parties.filter((one) =>
      rolesOf(one).some((role) => PRINCIPALS.includes(role)),
    );
    return unknown(
      say(answers.noPart(party, answers.partVerbs[verb], named(agreement, desk))),
      say(answers.partiesOf(principals.map((one) => partyNameOf(desk, one.party))), sourcesOf(principals)),
    );
  }
  const own = rolesOf(fact);
  const role =
    own.find((one) => PART_ROLES[verb].includes(one)) ??
    own.find((one) => one === 'reported' || one === 'refused' || one === 'excluded');
  const others = (fact.alternatives ?? []).flatMap(({ role: other, note, sources }) => {
    const text = [other && roleTexts[other], note].filter((part) => part).join(': ');
    return text ? [say(answers.otherAccount(text), sources)] : [];
  });
  if (role) {
    const line = say(answers.tookPart(role, party, fact.note), fact.sources);
    return known(...headed(agreement, desk, [line]), ...others);
  }
  const text = answers.tookOtherPart(
    party,
    answers.partVerbs[verb],
    own.map((one) => roleTexts[one]).join(', '),
    fact.note,
  );
  return unknown(...headed(agreement, desk, [say(text, fact.sources)]), ...others);
};
