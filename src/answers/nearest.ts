import type { Entry } from '../search/entry.ts';
import { closestFacts } from './evidence.ts';
import { factsReply } from './fact-said.ts';
import { entryOf, pick } from './pick.ts';
import { summaryReply } from './replies.ts';
import type { Answer } from './shape.ts';
import { chooses, orderOf, type Table } from './table.ts';

/** What comes nearest to a question that no fact answers. */

const MOST = 2;
// The share of the question's own words that the nearest facts hold: in the agreement itself, and in others that fit.
const SHARE_OF_OWN = 0.3;
const SHARE_OF_OTHERS = 0.5;

/**
 * An answer that says only that nothing is known, with what comes nearest: facts with words of the question, of
 * the agreement that it is about or of another one that fits; else what that agreement was.
 */
export const withNearest = (table: Table, given: Answer): Answer => {
  const { index, desk, query, question, needs } = table;
  if (given.kind !== 'not said' || given.nearest.length > 0 || !chooses(table)) return given;
  const told = (entry: Entry, least: number, positions: ReadonlySet<number>): Answer | null => {
    const facts = closestFacts(index, needs, { positions, preferred: entry.position, least }).slice(0, MOST);
    const found = facts[0] && index.entries[facts[0].position];
    if (!found) return null;
    return {
      ...given,
      agreement: found.agreement.id,
      nearest: factsReply(found.agreement, facts, desk).said,
      others: given.others.filter((id) => id !== found.agreement.id),
    };
  };
  const own = given.agreement === null ? undefined : entryOf(index, given.agreement);
  if (own) {
    return (
      told(own, SHARE_OF_OWN, new Set([own.position])) ?? {
        ...given,
        nearest: summaryReply(own.agreement, desk).said.slice(0, 2),
      }
    );
  }
  const picked = pick(index, query, question);
  const [top] = picked.rivals;
  return (top && told(top, SHARE_OF_OTHERS, new Set(orderOf(table, picked)))) ?? given;
};
