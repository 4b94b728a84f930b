import type { Agreement, PartyFact, Role } from '../dataset/schema.ts';
import type { PartVerb, Who } from './question.ts';
import { announcementReply, endReply, monitoringReply } from './replies.ts';
import { headed, known, noteOf, type Reply, unknown } from './reply.ts';
import { roleLines, rolesOf, withRoles } from './roles.ts';
import { type Desk, named, partyNameOf, type Said, say, sourcesOf } from './said.ts';

/** Who did what in an agreement: persons and parties. */

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

/** The parties that took part in it, from those who signed to those who hosted the talks. */
export const principalsOf = (agreement: Agreement): readonly PartyFact[] => withRoles(agreement, PRINCIPALS);

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
    case 'refused':
      return answer(
        [
          ...roleLines(agreement, ['refused', 'objected'], desk),
          ...withRoles(agreement, ['refused', 'objected']).flatMap((party) => noteOf(party, desk)),
        ],
        roleLines(agreement, ['signatory', 'agreed', 'accepted', 'declared'], desk),
      );
    case 'parties':
      return answer(roleLines(agreement, ALL_ROLES, desk));
  }
};

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
  const left = agreement.excluded.find(({ parties }) => parties.includes(id));
  if (left && fact === undefined && verb !== 'refuse') {
    const line = say(answers.tookPart('excluded', party, left.text), left.sources);
    return known(...headed(agreement, desk, [line]));
  }
  if (!fact) {
    const principals = principalsOf(agreement);
    return unknown(
      say(answers.noPart(party, answers.partVerbs[verb], named(agreement, desk))),
      say(answers.partiesOf(principals.map((one) => partyNameOf(desk, one.party))), sourcesOf(principals)),
    );
  }
  const own = rolesOf(fact);
  const role =
    own.find((one) => PART_ROLES[verb].includes(one)) ??
    // Of who refused, these say something else.
    (verb === 'refuse'
      ? undefined
      : own.find((one) => one === 'reported' || one === 'refused' || one === 'excluded'));
  const others = (fact.alternatives ?? []).flatMap(({ role: other, note, sources }) => {
    const text = [other && roleTexts[other], note].filter((part) => part).join(': ');
    return text ? [say(answers.otherAccount(text), sources)] : [];
  });
  if (role) {
    const tookPart = verb === 'refuse' ? answers.stoodOut : answers.tookPart;
    const line = say(tookPart(role, party, fact.note), fact.sources);
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
