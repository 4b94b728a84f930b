import type { Dataset } from '../dataset/load.ts';
import type { SearchIndex } from '../search/build-index.ts';
import type { Entry } from '../search/entry.ts';
import { canon, type Fact } from '../search/facts.ts';
import { CEASEFIRES } from '../search/find.ts';
import { foldWords } from '../search/fold.ts';
import { readPeriods } from '../search/period.ts';
import { readQuery } from '../search/read-query.ts';
import { stem } from '../search/words.ts';
import type { Texts } from '../texts/texts.ts';
import { accountedFor } from './accounted.ts';
import { withAskingWords } from './ask-spelling.ts';
import { partAnswer, presumedAnswer, strangerAnswer } from './by-party.ts';
import { personAnswer } from './by-person.ts';
import { coverAnswer, presumedPlace } from './by-place.ts';
import { speakerAnswer } from './by-speaker.ts';
import {
  claimAnswer,
  datedAnswer,
  errorAnswer,
  eventsOn,
  periodAnswer,
  positionsByWords,
  wordsAnswer,
} from './by-words.ts';
import { comparison } from './compared.ts';
import { countAnswer, countNamed } from './counts.ts';
import { factsReply } from './fact-said.ts';
import { withNearest } from './nearest.ts';
import { needsOf } from './needs.ts';
import { nothing, withoutFact } from './nothing.ts';
import { entriesOf, type Picked, pick, withOrder, withUncovered } from './pick.ts';
import { inFieldWords } from './plain-speech.ts';
import {
  type Ask,
  asksForLife,
  asksForOpinion,
  asksForPrediction,
  asksForRanking,
  asksForTheBot,
  readAsk,
  speaksOfCeasefires,
  type Who,
} from './question.ts';
import {
  announcementReply,
  documentReply,
  durationReply,
  endReply,
  eventsReply,
  excludedReply,
  humanitarianReply,
  linkedReply,
  scopeReply,
  startReply,
  summaryReply,
  termsReply,
  whereReply,
} from './replies.ts';
import { distinct, type Reply } from './reply.ts';
import { type Desk, placeNameOf, type Said, say } from './said.ts';
import { existing } from './several.ts';
import type { Answer } from './shape.ts';
import {
  answeredBy,
  chooses,
  claimsDate,
  FIELDS,
  isAtHome,
  isYesNo,
  make,
  notSaid,
  othersOf,
  type Table,
} from './table.ts';
import { whichAgreement } from './which-agreement.ts';
import { whichOne } from './which-one.ts';
import { whoReply } from './who.ts';

/** `today` is the day in Damascus, for words such as "last summer". */
type AnswerOptions = { readonly today: string; readonly texts: Texts };

/**
 * Answers a question from the dataset alone, by rules: what is asked, which agreement, which fact. Says so
 * where no source says it, where the question is about something else, or about the future. It never puts
 * facts together that stand apart in the dataset.
 */
export const answer = (
  index: SearchIndex,
  dataset: Dataset,
  typed: string,
  options: AnswerOptions,
): Answer => ({
  ...answerSpelt(index, dataset, inFieldWords(withAskingWords(index, typed)), options),
  question: typed,
});

const answerSpelt = (
  index: SearchIndex,
  dataset: Dataset,
  question: string,
  { today, texts }: AnswerOptions,
): Answer => {
  const desk: Desk = { dataset, texts };
  const refused = (kind: 'out of scope' | 'impossible date', text: string): Answer =>
    make({ question }, kind, { said: [say(text)] });
  if (foldWords(question).length === 0) return refused('out of scope', texts.answers.tooShort);
  const read = withOrder(readQuery(index, question, { today }), question);
  const wrong = [read.period, ...read.otherPeriods].find((period) => period?.kind === 'impossible');
  if (wrong?.kind === 'impossible') {
    return refused('impossible date', texts.reading.noSuchDate(wrong.typed, wrong.problem, wrong.example));
  }
  const ask = readAsk(question);
  // "Did China sign the Hamburg ceasefire?" is about the ceasefire.
  const ofNamed = read.names.length > 0 && ask.kind === 'took part';
  if (read.elsewhere.length > 0 && read.found.exact.length === 0 && !ofNamed) {
    return refused('out of scope', texts.answers.outOfScope);
  }
  const query = withUncovered(index, { ...read, elsewhere: [] });
  if (asksForOpinion(question)) return refused('out of scope', texts.answers.opinion);
  if (asksForTheBot(question)) return refused('out of scope', texts.answers.aboutBot);
  if (asksForRanking(question))
    return { ...refused('out of scope', texts.answers.ranking), kind: 'not said' };
  if (asksForLife(question)) return refused('out of scope', texts.answers.outOfScope);
  const { rest } = readPeriods(question, { today });
  const table: Table = { index, desk, question, query, ask, needs: needsOf(index, query, rest) };
  if (asksForPrediction(question) && !isOfPast(table, today)) return prediction(table);
  const compared = ask.kind === 'compare' ? comparison(table, today) : null;
  if (compared) return compared;
  // "Does it cover Islamic State?" asks about a side, not a place.
  const verb = ask.kind === 'took part' ? ask.verb : coversParty(table) ? 'party' : null;
  const own =
    (verb ? partAnswer(table, verb) : null) ??
    personAnswer(table) ??
    (verb ? strangerAnswer(table, verb) : null) ??
    presumedAnswer(table) ??
    presumedPlace(table);
  const covered = ask.kind === 'took part' || ask.kind === 'covered' ? coverAnswer(table) : null;
  const given = own ?? covered ?? plainAnswer(table);
  const nowhere = ofNoAgreement(table, read.uncovered);
  if (nowhere) return nowhere;
  const settled = accountedFor(table, withNearest(table, accountedFor(table, given)));
  const count = settled.kind === 'not said' && isYesNo(table) ? countNamed(table) : null;
  return count ? { ...settled, agreement: settled.agreement ?? count[0], nearest: count[1] } : settled;
};

/** A place that no agreement covers and no fact names. */
const ofNoAgreement = (table: Table, uncovered: readonly string[]): Answer | null => {
  const { index, desk, query } = table;
  const [place] = uncovered;
  if (place === undefined || query.places.length > uncovered.length) return null;
  if (index.facts().some(({ has }) => has.has(`place:${place}`))) return null;
  return make(table, 'not said', { said: [say(desk.texts.answers.noneOfPlace(placeNameOf(desk, place)))] });
};

/** "Could they keep their weapons under the truce of 2014?" asks for its terms, "When will it start?" for a date. */
const isOfPast = (table: Table, today: string): boolean => {
  const { ask, query, question } = table;
  if (ask.kind === 'start' && !/\bnext\b/i.test(question)) return chooses(table);
  const past = query.period?.kind === 'period' && query.period.days.to <= today;
  return /^\W*(?:could|would)\b/i.test(question) && (past || query.names.length > 0);
};

const coversParty = ({ ask, query, question }: Table): boolean =>
  ask.kind === 'covered' &&
  query.parties.length > 0 &&
  query.places.length === 0 &&
  /\b(?:cover|appl(?:y|ied)|extend|exclude)/i.test(question);

const prediction = (table: Table): Answer => {
  const { desk, index, query, question } = table;
  const { rivals } = pick(index, query, question);
  const [clear] = rivals;
  // A party alone is in many: its deals are none near the question.
  const chosen =
    query.names.length + query.places.length > 0 || query.period !== null || query.classes.length > 0;
  const known = clear && chosen && rivals.length === 1;
  return make(table, 'prediction', {
    said: [say(desk.texts.answers.prediction)],
    agreement: known ? clear.agreement.id : null,
    nearest: known ? endReply(clear.agreement, desk).said.slice(0, 1) : [],
  });
};

/** The reply to a question that asks for one field, or null where it asks for words in the facts. */
const replyTo = (ask: Ask, { agreement }: Entry, desk: Desk): Reply | null => {
  switch (ask.kind) {
    case 'start':
    case 'when':
      return startReply(agreement, desk);
    case 'announcement':
    case 'where made':
      return announcementReply(agreement, desk);
    case 'end':
    case 'in force':
      return endReply(agreement, desk);
    case 'duration':
      return durationReply(agreement, desk, ask.held === true);
    case 'who':
      return whoReply(agreement, ask.what, desk);
    case 'where':
      return whereReply(agreement, desk);
    case 'scope':
      return scopeReply(agreement, desk);
    case 'terms':
      return termsReply(agreement, desk);
    case 'humanitarian':
      return humanitarianReply(agreement, desk);
    case 'excluded':
      return excludedReply(agreement, desk);
    case 'document':
      return documentReply(agreement, desk);
    case 'events':
      return eventsReply(agreement, desk);
    case 'after':
    case 'before':
      return linkedReply(agreement, ask.kind, desk);
    case 'summary':
      return summaryReply(agreement, desk);
    default:
      return null;
  }
};

// These often ask for one thing in the field: the facts that hold the question's words come before all of it.
const PRECISE: ReadonlySet<Ask['kind']> = new Set(['summary', 'events', 'terms', 'duration']);
// With words of their own these ask for something that the field does not hold: "Where did the fighters go?"
const BARE: ReadonlySet<Ask['kind']> = new Set(['when', 'where']);

// "Which areas does it cover?" has no words besides the field's.
const WHERE_WORDS = new Set(
  'area areas region place places zone governorate province city cities town part cover covers covered include includes included apply applied lie'
    .split(' ')
    .map(canon),
);

/** Whether a word stands in the names of what was picked: then it says which, not what. */
const isInName = ({ rivals }: Picked, key: string): boolean =>
  rivals.some(({ names }) => names.some((name) => name.has(key)));

/** Whether the words of a question, and not its field alone, say what is asked. */
const hasOwnWords = ({ needs, ask }: Table, picked: Picked): boolean =>
  needs.telling &&
  (BARE.has(ask.kind) || (ask.kind === 'who' && ask.what === 'parties')) &&
  needs.own.some((key) => !WHERE_WORDS.has(key) && !/^\d+$/.test(key) && !isInName(picked, key));

// "Did it hold?" asks for the events themselves.
const EVENT_WORDS = new Set(
  'hold held holding survive survived succeed succeeded observed respected work worked happen happened'
    .split(' ')
    .map(canon),
);

/** "What is the population of Aleppo?" does not ask what the truce there was. */
const asksMoreThanSummary = ({ needs, ask }: Table, picked: Picked): boolean =>
  (ask.kind === 'summary' || ask.kind === 'events') &&
  needs.telling &&
  needs.own.some((key) => !EVENT_WORDS.has(key) && !isInName(picked, key));

/** A question about a ceasefire, where what fits best is none: an evacuation, a settlement. */
const isOtherKind = ({ question, query }: Table, { agreement }: Entry): boolean =>
  query.named.length === 0 && speaksOfCeasefires(question) && !CEASEFIRES.has(agreement.class);

const MANY = 3;
const firstOf = ({ index }: Table, { matches }: Picked, most: number): readonly Entry[] =>
  entriesOf(index, matches.slice(0, most));

/** In "Did the Aleppo truce begin on 3 May 2016?" the date is what is asked, and chooses nothing. */
const withoutClaim = (query: Table['query'], table: Table): Table['query'] => {
  const { question } = table;
  const { period } = query;
  if (!claimsDate(table) || period?.kind !== 'period') return query;
  const verb = question.search(
    /\b(?:start|beg[iau]n|take effect|took effect|announced|made public|end(?:ed)?|expired?|collapsed?|over)\b/i,
  );
  const chosen = query.names.length + query.places.length > 0;
  return chosen && verb >= 0 && question.indexOf(period.typed) > verb ? { ...query, period: null } : query;
};

/** What has a way of answering of its own, or null: counts, statements, claims, lists, events, dates. */
const specialAnswer = (table: Table, picked: Picked): Answer | null => {
  const { ask } = table;
  if (ask.kind === 'how many') return countAnswer(table, picked);
  const there = existing(table, picked);
  if (there) return there;
  if (ask.kind === 'said') return speakerAnswer(table, picked);
  const claim = ask.kind === 'who said' ? claimAnswer(table, picked) : null;
  if (claim) return claim;
  if (ask.kind === 'which agreement') return whichAgreement(table, picked);
  return (
    (ask.kind === 'events' ? eventsOn(table, picked) : null) ??
    errorAnswer(table, picked) ??
    datedAnswer(table, picked)
  );
};

/** What is answered by words, or not at all, before any field of an agreement is looked at; else null. */
const answerBeforeFields = (table: Table, top: Entry, picked: Picked): Answer | null => {
  const { index, query, ask } = table;
  // "Where is Damascus?" asks about no agreement.
  if (ask.kind === 'where' && !query.subject && query.names.length === 0 && query.period === null) {
    return wordsAnswer(table, picked) ?? notSaid(table, undefined, [], picked);
  }
  // "Who broke the most ceasefires?" chooses none.
  if (!chooses(table) && !picked.byName && query.order === null && query.words.length === 0) {
    return withoutFact(table, top, picked);
  }
  if (PRECISE.has(ask.kind) || hasOwnWords(table, picked)) {
    const words = wordsAnswer(table, picked, PRECISE.has(ask.kind) && (chooses(table) || picked.byName));
    if (words) return words;
  }
  if (query.order === null && (hasOwnWords(table, picked) || asksMoreThanSummary(table, picked))) {
    const dated = ask.kind === 'events' ? periodAnswer(table, picked) : null;
    if (dated) return dated;
    return withoutFact(table, top, picked);
  }
  // "The Ramadan truce in Aleppo" is none that has no such name.
  const lacks = (word: string): boolean => index.isNameWord(word) && !top.words.has(stem(word));
  if (FIELDS.has(ask.kind) && !picked.byName && query.words.length > 0 && query.words.every(lacks)) {
    return withoutFact(table, top, picked);
  }
  return null;
};

type Replied = readonly [Entry, Reply];

/** The field that is asked for, of each agreement that may be meant. */
const repliesOf = (table: Table, top: Entry, picked: Picked): readonly Replied[] => {
  const { desk, query, ask } = table;
  // One word that many agreements share ("the memorandum") means none of them above the others.
  const open = !picked.byName && query.order === null && picked.matches.length > MANY;
  const vague = open && (!chooses(table) || isOtherKind(table, top));
  const entries = vague ? firstOf(table, picked, MANY) : picked.rivals;
  return entries.flatMap((entry) => {
    const reply = replyTo(ask, entry, desk);
    return reply ? [[entry, reply] as const] : [];
  });
};

/** The answer that the field gives; null where it is not known of any of the agreements. */
const fieldAnswer = (table: Table, replies: readonly Replied[], picked: Picked): Answer | null => {
  const knowing = replies.filter(([, reply]) => reply.known);
  const withPersons = knowing.filter(([, reply]) => reply.persons === true);
  const answered = withPersons.length > 0 ? withPersons : knowing;
  const [first, second] = answered;
  if (first && second) {
    // Words of the question may still tell them apart.
    const hinted = positionsByWords(
      table,
      answered.map(([{ position }]) => position),
    );
    const chosen =
      hinted.length === 1 ? answered.find(([{ position }]) => position === hinted[0]) : undefined;
    return chosen ? answeredBy(table, chosen[0], chosen[1], picked) : whichOne(table, answered);
  }
  return first ? answeredBy(table, first[0], first[1], picked) : null;
};

/** What is said where the field is not known, or none was asked for: facts by their words, or that no source says it. */
const fallbackAnswer = (table: Table, top: Entry, replies: readonly Replied[], picked: Picked): Answer => {
  // A field that the agreement lacks is not taken from another one.
  const noted = asksRoleAlone(table) ? roleInFacts(table, top, (fact) => isOfBroker(fact, top)) : [];
  if (noted.length > 0) return answeredBy(table, top, { known: true, said: noted }, picked);
  const words = asksRoleAlone(table)
    ? null
    : (wordsAnswer(table, picked, replies.length > 0) ??
      (replies.length > 0 ? null : periodAnswer(table, picked)));
  if (words) return words;
  const [reply] = replies;
  if (!reply) return withoutFact(table, top, picked);
  const [entry, { said }] = reply;
  return make(table, 'not said', {
    agreement: entry.agreement.id,
    said: said.slice(0, 1),
    nearest: distinct([...roleInFacts(table, entry), ...said.slice(1)]),
    others: othersOf(picked, entry.agreement.id),
  });
};

const plainAnswer = (table: Table): Answer => {
  const { index, question } = table;
  const picked = pick(index, withoutClaim(byNamesOnly(table), table), question);
  const special = specialAnswer(table, picked);
  if (special) return special;
  const [top] = picked.rivals;
  if (!top || !isAtHome(table))
    return (
      wordsAnswer(table, picked) ??
      periodAnswer(table, picked) ??
      (top ? null : eventsOn(table, picked)) ??
      nothing(table)
    );
  const before = answerBeforeFields(table, top, picked);
  if (before) return before;
  const replies = repliesOf(table, top, picked);
  return fieldAnswer(table, replies, picked) ?? fallbackAnswer(table, top, replies, picked);
};

// Where no party has a role, a term or a note may still speak of it: "The state is the only guarantor."
const ROLE_WORDS: Partial<Record<Who, readonly string[]>> = {
  guaranteed: ['guarantor'],
  brokered: ['broker', 'mediator'],
  monitored: ['monitor', 'observer', 'patrol'],
};

/** Whether a fact is the note of one that stood between the sides: its promise may be a guarantee by another name. */
const isOfBroker = ({ kind, at }: Fact, { agreement }: Entry): boolean =>
  kind === 'party' && /^(?:broker|mediator|sponsor|guarantor)$/.test(agreement.parties[at]?.role ?? '');

/** "Who guaranteed it?": a fact in which guarantees are only mentioned names no guarantor. */
const asksRoleAlone = ({ ask, needs }: Table): boolean => {
  const words = ask.kind === 'who' ? (ROLE_WORDS[ask.what] ?? []).map(canon) : [];
  return words.length > 0 && needs.own.every((key) => words.includes(key));
};

const roleInFacts = (
  { index, desk, ask }: Table,
  entry: Entry,
  accept: (fact: Fact) => boolean = () => true,
): readonly Said[] => {
  const words = ask.kind === 'who' ? (ROLE_WORDS[ask.what] ?? []).map(canon) : [];
  const facts = index
    .facts()
    .filter(
      (fact) =>
        fact.position === entry.position && accept(fact) && words.some((word) => fact.words.includes(word)),
    );
  return facts.length > 0 ? factsReply(entry.agreement, facts.slice(0, 2), desk).said : [];
};

// Questions whose words may be those of a fact choose the agreement by them too.
const BY_WORDS: ReadonlySet<Ask['kind']> = new Set([
  ...PRECISE,
  'words',
  'how many',
  'said',
  'which agreement',
]);

/** In a question for a field only the words of agreements' names choose: "UTC" in "What time UTC …?" does not. */
const byNamesOnly = (table: Table): Table['query'] => {
  const { index, query, ask } = table;
  if (BY_WORDS.has(ask.kind) || !chooses(table)) return query;
  return { ...query, words: query.words.filter((word) => index.isNameWord(word)) };
};
