import type { Agreement, PartyFact, Role } from '../dataset/schema.ts';
import { type Desk, partyNameOf, type Said, say, sourcesOf } from './said.ts';

/** The parties of an agreement by their roles. */

/** All roles of a party, the main one first. */
export const rolesOf = ({ role, alsoRoles = [] }: PartyFact): readonly Role[] => [role, ...alsoRoles];

/** The parties of an agreement that have one of some roles. */
export const withRoles = (agreement: Agreement, roles: readonly Role[]): readonly PartyFact[] =>
  agreement.parties.filter((party) => rolesOf(party).some((role) => roles.includes(role)));

/** One sentence for each role that somebody has: `Guarantor: …`. In the order of the roles. */
export const roleLines = (agreement: Agreement, roles: readonly Role[], desk: Desk): readonly Said[] =>
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
