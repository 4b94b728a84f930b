import type { Entry } from '../search/entry.ts';
import { canon } from '../search/facts.ts';
import { periodTest } from '../search/fit.ts';
import { foldWords } from '../search/fold.ts';
import { nameToken } from '../search/name-tokens.ts';
import { wordsAnswer } from './by-words.ts';
import { factsReply } from './fact-said.ts';
import { nothing, withoutFact } from './nothing.ts';
import { entriesOf, type Picked, pick } from './pick.ts';
import { readPartVerb } from './question.ts';
import { announcementReply, excludedReply, summaryReply } from './replies.ts';
import { ASKS_FOR_SEVERAL, asksForEndings, endedSo, listed } from './several.ts';
import type { Answer } from './shape.ts';
import { answeredBy, chooses, isAtHome, notSaid, type Table } from './table.ts';
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

const withoutBackground = (entries: readonly Entry[]): readonly Entry[] =>
  entries.filter(({ agreement }) => agreement.background !== true);

/** "Which truces failed?", "Which ceasefires expired in 2016?": chosen by how they ended, and by what else is named. */
const endedOnes = (table: Table, accept: (entry: Entry) => boolean): Answer | null => {
  const { index, query, question } = table;
  if (!asksForEndings(question)) return null;
  const others = (words: readonly string[]): readonly string[] =>
    words.filter((word) => !asksForEndings(word));
  const plain = { ...query, words: others(query.words), leftover: others(query.leftover), features: [] };
  if (plain.words.length + plain.leftover.length > 0) return null;
  const picked = pick(index, plain, question);
  const among = chooses(table) ? entriesOf(index, picked.matches) : index.entries;
  const entries = endedSo(table, withoutBackground(among).filter(accept));
  const [only, other] = entries;
  if (!only) return notSaid(table, undefined, [], picked);
  return other
    ? listed(table, entries)
    : answeredBy(table, only, summaryReply(only.agreement, table.desk), picked);
};

const MADE_IN_CITY =
  /\b(?:announced|signed|reached|agreed|made|concluded|negotiated|brokered|held)(?: (?:to|upon))? (?:in|at) (?:the )?(\p{Lu}[\p{L}’'-]+)/u;

/** "Which deals were announced in Ankara?": the city where, not the state that sits there. */
const madeIn = (table: Table, picked: Picked): Answer | null => {
  const { index, query, question, desk } = table;
  const [city = ''] = foldWords(MADE_IN_CITY.exec(question)?.[1] ?? '');
  const isCapital = query.named.some(
    ({ typed, meanings }) => typed === city && meanings.every(({ kind }) => kind === 'party'),
  );
  if (!isCapital) return null;
  const test = query.period ? periodTest(query.period) : null;
  const entries = index.entries.filter(
    (entry) =>
      (test === null || test(entry) > 0) &&
      (entry.names.some((name) => name.has(nameToken(city))) ||
        foldWords(entry.agreement.announced.note ?? '').includes(city)),
  );
  const [only, other] = entries;
  if (!only) return notSaid(table, undefined, [], picked);
  return other
    ? listed(table, entries)
    : answeredBy(table, only, announcementReply(only.agreement, desk), picked);
};

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
  const special =
    resolutionOf(table, picked) ?? madeIn(table, picked) ?? (several ? endedOnes(table, inRole) : null);
  if (special) return special;
  // "What was signed in Astana?" has no words of its own.
  const bare = /^\W*what w/i.test(question) && needs.own.length <= 1;
  const words = byRole || several || bare || query.order !== null ? null : wordsAnswer(table, picked);
  if (words) return words;
  const all = entriesOf(index, picked.matches).filter(inRole);
  const asides = new Set(picked.matches.flatMap(({ id, aside }) => (aside && !byRole ? [id] : [])));
  const plain = all.filter(({ agreement }) => !asides.has(agreement.id));
  // A settlement where nothing else fits.
  const entries = plain.length > 0 ? plain : all;
  const [top, second] = entries;
  // Words that no agreement has must not be passed over.
  if (!top || !isAtHome(table)) return nothing(table);
  if (query.leftover.length > 0 && needs.telling) return withoutFact(table, top, picked);
  const list =
    several && query.order === null && query.words.length === 0
      ? listed(table, withoutBackground(all))
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
