import type { SearchIndex } from '../search/build-index.ts';
import type { Entry } from '../search/entry.ts';
import { foldWords } from '../search/fold.ts';
import type { Query } from '../search/read-query.ts';
import { FEATURE_WORDS, meansAgreement, stem } from '../search/words.ts';
import type { Needs } from './needs.ts';
import { entriesOf, type Picked } from './pick.ts';
import { type Ask, YES_NO_WORDS } from './question.ts';
import type { Reply } from './reply.ts';
import { type Desk, type Said, say } from './said.ts';
import type { Answer, AnswerKind } from './shape.ts';

/** A question laid out for answering, and the judgements that every way of answering needs. */

/** A question with all that was read of it, and what it is answered from. */
export type Table = {
  readonly index: SearchIndex;
  readonly desk: Desk;
  readonly question: string;
  readonly query: Query;
  readonly ask: Ask;
  readonly needs: Needs;
};

/**
 * The day on which the dataset's own texts are read where the question gives none. They write their years, so that
 * it decides nothing: a day of 2011, when the war began.
 */
export const ANY_DAY = '2011-03-15';

/** How many other agreements the menu below an answer offers. */
export const MOST_OTHERS = 5;

/** What stands in a field of its own: told of an agreement only where every word that may name one is its own. */
export const FIELDS: ReadonlySet<Table['ask']['kind']> = new Set([
  'start',
  'when',
  'announcement',
  'end',
  'in force',
  'duration',
  'who',
]);

/** An answer of a kind; what is not given is empty. */
export const make = (
  { question }: Pick<Table, 'question'>,
  kind: AnswerKind,
  rest: Partial<Omit<Answer, 'kind' | 'question'>>,
): Answer => ({ kind, question, agreement: null, said: [], nearest: [], others: [], ...rest });

/** The other agreements that fit, for the menu below the answer. */
export const othersOf = (picked: Picked, but: string | undefined): readonly string[] =>
  picked.matches
    .map(({ id }) => id)
    .filter((id) => id !== but)
    .slice(0, MOST_OTHERS);

/** The positions of what was picked, in its order. */
export const orderOf = ({ index }: Table, picked: Picked): readonly number[] =>
  entriesOf(index, picked.matches).map(({ position }) => position);

/** The answer that a reply of an agreement is. */
export const answeredBy = (table: Table, entry: Entry, reply: Reply, picked: Picked): Answer =>
  make(table, 'answered', {
    agreement: entry.agreement.id,
    said: reply.said,
    others: othersOf(picked, entry.agreement.id),
  });

/** That no source says it, of an agreement or of any, with what comes nearest. */
export const notSaid = (
  table: Table,
  entry: Entry | undefined,
  nearest: readonly Said[],
  picked: Picked,
): Answer =>
  make(table, 'not said', {
    agreement: entry?.agreement.id ?? null,
    said: [say(table.desk.texts.answers.notSaid)],
    nearest,
    others: othersOf(picked, entry?.agreement.id),
  });

/** That the question is about something else. */
export const outOfScope = (table: Table): Answer =>
  make(table, 'out of scope', { said: [say(table.desk.texts.answers.outOfScope)] });

/** Whether the question chooses an agreement, rather than only having words in common with its facts. */
export const chooses = ({ query }: Table): boolean =>
  query.named.length > 0 || query.period !== null || query.names.length > 0 || query.classes.length > 0;

// Words that speak of an agreement without being a name for one.
const OF_AGREEMENTS =
  /\b(?:cessations?|pauses?|extensions?|memorand\w+|protocols?|roadmaps?|resolutions?|evacuations?|violations?|breach\w*|plans?|signator\w+|guarantors?|a party|truce\w*|de ?escalation|evacuat\w+|handover|swap\w*|convoys?|besieged|sieges?|blockades?|surrender\w*)\b/;

/** How many things of this war the question names: places, sides, persons, or its state. */
const namesOfThisWar = ({ index, query }: Table): number =>
  query.named.filter(
    ({ typed, meanings }) =>
      // Beside unknown words a name that was only guessed from its spelling is no ground.
      !(query.leftover.length > 0 && query.corrected.some((one) => one.typed === typed)) &&
      meanings.some(({ kind, id }) => {
        if (kind === 'place') return id === 'syria' || index.around.get(id)?.has('syria') === true;
        const party = index.dataset.parties.get(id);
        return party !== undefined && (party.country === 'SY' || !OF_THE_WORLD.has(party.kind));
      }),
  ).length;
// States and the like take part in other wars too.
const OF_THE_WORLD: ReadonlySet<string> = new Set(['state', 'international organisation']);

/** Whether a word is a proper name in the dataset, or the number of a resolution that an agreement is called by. */
const isOwnName = (index: SearchIndex, word: string): boolean =>
  (word.length > 2 && index.properWords().has(stem(word)) && !FEATURE_WORDS.has(word)) ||
  (/^\d{3,}$/.test(word) && index.entries.some(({ words }) => words.get(word) === 1));

/** Whether a question is about this war at all, so that "no source says" is the honest answer where none does. */
export const isAtHome = (table: Table): boolean => {
  const { index, query, question } = table;
  const folded = foldWords(question);
  // Beside an unknown name a word such as "signed" says nothing of this war.
  const features = query.leftover.length > 0 ? 0 : query.features.length;
  const more = query.named.length + query.words.length + features > 0 || query.period !== null;
  const ofThisWar = namesOfThisWar(table);
  return (
    query.names.length > 0 ||
    query.classes.length > 0 ||
    query.order !== null ||
    ((folded.some(meansAgreement) || OF_AGREEMENTS.test(folded.join(' '))) && more) ||
    (ofThisWar > 0 &&
      (query.leftover.length === 0 || query.period !== null || ofThisWar > query.leftover.length)) ||
    (query.leftover.length === 0 && query.words.some((word) => isOwnName(index, word)))
  );
};

const YES_NO = new RegExp(`^(?:${YES_NO_WORDS})\\b`);

/**
 * Whether a question is one of yes or no. What it asks is told as the sources have it, so less of its wording has
 * to be theirs.
 */
export const isYesNo = ({ question }: Table): boolean => YES_NO.test(foldWords(question).join(' '));

const PRINT =
  /\b(?:pages?|articles?|print(?:s|ed)?|misprint\w*|header|headed|headline|publication date|typo)\b/i;

/** Whether a question is about a page that the dataset knows to be wrong: "When does the article date from?" */
export const isPrintQuestion = (question: string): boolean => PRINT.test(question);

/** Whether a yes/no question gives a date of its own: "Did the truce begin on 3 May?" */
export const claimsDate = (table: Table): boolean => isYesNo(table) && DATES.has(table.ask.kind);
const DATES: ReadonlySet<Ask['kind']> = new Set(['start', 'announcement', 'end', 'when']);

/**
 * The share of a question's words that a fact must hold, or null where words alone are no ground: the less
 * else shows that this war is meant, the more of them.
 */
export const leastShare = (table: Table): number | null => {
  const { ask, needs, query } = table;
  const asksOfParty = query.parties.length > 0 && (ask.kind === 'summary' || ask.kind === 'who said');
  const grounds =
    needs.own.length + Number(query.period !== null) + Number(query.names.length > 0) + Number(asksOfParty);
  if (!isAtHome(table)) return grounds >= 2 ? 0.95 : null;
  if (!chooses(table)) return grounds >= 2 ? 0.75 : null;
  const clear = query.names.length + query.places.length > 0 || query.period !== null;
  // Whether somebody signed or guaranteed it is not answered by what else is known of that somebody.
  return !isYesNo(table) ? 0.6 : clear && !(ask.kind === 'took part' && ask.verb !== 'party') ? 0.45 : 0.75;
};

/** The positions among which facts are looked for: what fits the question, or everything where nothing chooses. */
export const scopeOf = (table: Table, picked: Picked): ReadonlySet<number> =>
  chooses(table) ? new Set(orderOf(table, picked)) : new Set(table.index.entries.keys());
