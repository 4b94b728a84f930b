import type { Entry } from '../search/entry.ts';
import { canon } from '../search/facts.ts';
import { periodTest } from '../search/fit.ts';
import { wordsAnswer } from './by-words.ts';
import { factsReply } from './fact-said.ts';
import { nothing, withoutFact } from './nothing.ts';
import { entryOf, type Picked, pick } from './pick.ts';
import { readPartVerb } from './question.ts';
import { announcementReply, excludedReply, summaryReply } from './replies.ts';
import { ASKS_FOR_SEVERAL, asksForEndings, listed } from './several.ts';
import type { Answer } from './shape.ts';
import { answeredBy, chooses, isAtHome, type Table } from './table.ts';
import { whichOne } from './which-one.ts';
import { PART_ROLES } from './who.ts';

/** Answers to "Which deal created a joint centre?". */

const LEAVING_OUT = /\b(?:exclud\w+|le(?:ft|aves?|aving)\b.*\bout)\b/i;

/** "Which truces left Aleppo out?": those that exclude the place or side of the question. */
const leavingOut = (table: Table): Answer | null => {
  const { index, query, question, desk } = table;
  if (query.named.length === 0 || !LEAVING_OUT.test(question)) return null;
  const test = query.period ? periodTest(query.period) : null;
  const entries = index.entries.filter(
    (entry) =>
      (test === null || test(entry) > 0) &&
      query.named.every(({ meanings }) =>
        meanings.some(({ id }) =>
          entry.agreement.excluded.some(
            ({ parties, places = [] }) =>
              parties.some((one) => one === id) || places.some((one) => one === id),
          ),
        ),
      ),
  );
  const [first, second] = entries;
  if (!first) return null;
  const picked = pick(index, query, question);
  return second
    ? whichOne(
        table,
        entries.slice(0, 5).map((entry) => [entry, excludedReply(entry.agreement, desk)] as const),
      )
    : answeredBy(table, first, excludedReply(first.agreement, desk), picked);
};

const ASKS_FOR_RESOLUTION = /\b(?:which|what) (?:\S+ ){0,4}?resolution\b(?!\s*\d)/i;

/** "Which resolution endorsed it?": what the facts of the agreement say of one. */
const resolutionOf = (table: Table, picked: Picked): Answer | null => {
  const { index, desk, question } = table;
  const [entry, other] = picked.rivals;
  if (!entry || other || !ASKS_FOR_RESOLUTION.test(question)) return null;
  const facts = index
    .facts()
    .filter(
      ({ position, words }) =>
        position === entry.position &&
        words.some((word, at) => word === RESOLUTION && /^\d{4}$/.test(words[at + 1] ?? '')),
    );
  return facts.length > 0
    ? answeredBy(table, entry, factsReply(entry.agreement, facts.slice(0, 2), desk), picked)
    : null;
};
const RESOLUTION = canon('resolution');

/** "Which deal created a joint centre?": the facts choose; without words of its own, the date, place or party does. */
export const whichAgreement = (table: Table, picked: Picked): Answer => {
  const { desk, query, index, question, needs } = table;
  const verb = readPartVerb(question);
  const parties = new Set(query.parties);
  // "First" and "latest" say which one, besides.
  const byRole = verb !== null && parties.size > 0 && needs.own.length <= (query.order === null ? 1 : 2);
  const several = ASKS_FOR_SEVERAL.test(question);
  const inRole = (entry: Entry): boolean =>
    !byRole ||
    entry.agreement.parties.some(
      ({ party, role, alsoRoles = [] }) =>
        parties.has(party) && [role, ...alsoRoles].some((one) => PART_ROLES[verb].includes(one)),
    );
  const without = leavingOut(table);
  if (without) return without;
  const resolution = resolutionOf(table, picked);
  if (resolution) return resolution;
  // "What was signed in Astana?" has no words of its own.
  const bare = /^\W*what w/i.test(question) && needs.own.length <= 1;
  const words = byRole || several || bare || query.order !== null ? null : wordsAnswer(table, picked);
  if (words) return words;
  const all = picked.matches.flatMap(({ id }) => entryOf(index, id) ?? []).filter(inRole);
  const asides = new Set(picked.matches.flatMap(({ id, aside }) => (aside && !byRole ? [id] : [])));
  const plain = all.filter(({ agreement }) => !asides.has(agreement.id));
  // A settlement where nothing else fits.
  const entries = plain.length > 0 ? plain : all;
  const [top, second] = entries;
  // Words that no agreement has must not be passed over.
  if (!top || !isAtHome(table)) return nothing(table);
  if (query.leftover.length > 0 && needs.telling) return withoutFact(table, top, picked);
  // "Which truces failed?" chooses by the end alone.
  const among = !chooses(table) && asksForEndings(question) ? index.entries.filter(inRole) : all;
  const list =
    several && query.order === null && query.words.length === 0
      ? listed(
          table,
          among.filter(({ agreement }) => agreement.background !== true),
        )
      : null;
  if (list) return list;
  if (
    !second ||
    query.order !== null ||
    (picked.rivals.length === 1 && picked.rivals[0] === top && verb === null)
  ) {
    return answeredBy(table, top, summaryReply(top.agreement, desk), picked);
  }
  return whichOne(
    table,
    entries.slice(0, 5).map((entry) => [entry, announcementReply(entry.agreement, desk)] as const),
  );
};
