import type { Dataset } from '../dataset/load.ts';
import { daysOf, overlaps } from '../dataset/time.ts';
import type { Entry, SearchIndex } from '../search/build-index.ts';
import type { Fact } from '../search/facts.ts';
import { placeFit } from '../search/fit.ts';
import { fold, foldWords } from '../search/fold.ts';
import { type Period, readPeriods } from '../search/period.ts';
import { type Named, type Query, readQuery } from '../search/read-query.ts';
import { meansAgreement } from '../search/words.ts';
import type { Texts } from '../texts/texts.ts';
import { coverReply } from './cover.ts';
import { type CountsWanted, countsFor, factsFor, type Needs, needsOf } from './evidence.ts';
import { entryOf, hasHandle, type Picked, pick, without } from './pick.ts';
import { type Ask, asksForOpinion, asksForPrediction, type PartVerb, readAsk } from './question.ts';
import {
  announcementReply,
  documentReply,
  durationReply,
  endReply,
  eventsReply,
  excludedReply,
  factsReply,
  humanitarianReply,
  linkedReply,
  partReply,
  type Reply,
  scopeReply,
  startReply,
  summaryReply,
  termsReply,
  whereReply,
  whoReply,
} from './replies.ts';
import { type Desk, dateOf, named, partyNameOf, type Said, say } from './said.ts';
import { statementsFor } from './statements.ts';

export type AnswerKind =
  | 'answered'
  /** The dataset has the agreement or the subject, but not what was asked. */
  | 'not said'
  /** Another war, another subject, or a judgement. */
  | 'out of scope'
  | 'prediction'
  | 'impossible date'
  /** Several agreements fit equally; `said` has what was asked for each. */
  | 'which one';

export type Answer = {
  readonly kind: AnswerKind;
  readonly question: string;
  /** The agreement that it is about, for the card one click away. */
  readonly agreement: string | null;
  /** The answer, one sentence or two at first, with the ids of the sources. Plain text. */
  readonly said: readonly Said[];
  /** Where the question itself is not answered: what comes nearest. */
  readonly nearest: readonly Said[];
  /** Other agreements that fit, best first. */
  readonly others: readonly string[];
};

export type AnswerOptions = {
  /** The day in Damascus. */
  readonly today: string;
  readonly texts: Texts;
};

const MOST_OTHERS = 5;

/**
 * Answers a question from the dataset alone, by rules: what is asked, which agreement, which fact. Says so
 * where no source says it, where the question is about something else, or about the future. It never puts
 * facts together that stand apart in the dataset.
 */
export const answer = (
  index: SearchIndex,
  dataset: Dataset,
  question: string,
  { today, texts }: AnswerOptions,
): Answer => {
  const desk: Desk = { dataset, texts };
  const make = (kind: AnswerKind, rest: Partial<Omit<Answer, 'kind' | 'question'>>): Answer => ({
    kind,
    question,
    agreement: null,
    said: [],
    nearest: [],
    others: [],
    ...rest,
  });
  if (foldWords(question).length === 0) return make('out of scope', { said: [say(texts.answers.tooShort)] });

  const query = readQuery(index, question, { today });
  const wrong = [query.period, ...query.otherPeriods].find((period) => period?.kind === 'impossible');
  if (wrong?.kind === 'impossible') {
    return make('impossible date', {
      said: [say(texts.reading.noSuchDate(wrong.typed, wrong.problem, wrong.example))],
    });
  }
  if (query.elsewhere.length > 0 && query.found.exact.length === 0) {
    return make('out of scope', { said: [say(texts.answers.outOfScope)] });
  }
  if (asksForOpinion(question)) return make('out of scope', { said: [say(texts.answers.opinion)] });

  const ask = readAsk(question);
  const { rest } = readPeriods(question, { today });
  const table: Table = { index, desk, question, query, ask, needs: needsOf(index, query, rest), make };
  if (asksForPrediction(question) && !(ask.kind === 'start' && hasHandle(query))) return prediction(table);
  return ask.kind === 'took part'
    ? partAnswer(table, ask.verb)
    : ask.kind === 'covered'
      ? coverAnswer(table)
      : plainAnswer(table);
};

/** What the steps below share. */
type Table = {
  readonly index: SearchIndex;
  readonly desk: Desk;
  readonly question: string;
  readonly query: Query;
  readonly ask: Ask;
  readonly needs: Needs;
  readonly make: (kind: AnswerKind, rest: Partial<Omit<Answer, 'kind' | 'question'>>) => Answer;
};

const othersOf = (picked: Picked, but: string | undefined): readonly string[] =>
  picked.matches
    .map(({ id }) => id)
    .filter((id) => id !== but)
    .slice(0, MOST_OTHERS);

/** Whether a question is about this war at all: it names an agreement, or a place or group of it. */
const isAtHome = ({ index, query, question }: Table): boolean => {
  const ofThisWar = query.named.some(({ meanings }) =>
    meanings.some(({ kind, id }) =>
      kind === 'place'
        ? index.around.get(id)?.has('syria') === true || id === 'syria'
        : index.dataset.parties.get(id)?.kind === 'armed group',
    ),
  );
  return (
    query.found.contained.length + query.found.exact.length + query.found.begun.length > 0 ||
    query.classes.length > 0 ||
    (saysAgreement(question) && asksForMore(query)) ||
    (ofThisWar && (query.leftover.length === 0 || query.period !== null))
  );
};

const saysAgreement = (question: string): boolean => foldWords(question).some(meansAgreement);

/** Whether a query is more than "the truce". */
const asksForMore = (query: Query): boolean =>
  query.named.length > 0 || query.period !== null || query.words.length + query.features.length > 0;

/** Whether the question chooses an agreement, rather than only having words in common with its facts. */
const chooses = ({ query }: Table): boolean =>
  query.named.length > 0 || query.period !== null || query.names.length > 0 || query.classes.length > 0;

/**
 * The share of a question's words that a fact must hold, or null where words alone are no ground: the less
 * else shows that this war is meant, the more of them.
 */
const leastShare = (table: Table): number | null => {
  const { needs, query } = table;
  const grounds = needs.own.length + Number(query.period !== null) + Number(query.names.length > 0);
  if (!isAtHome(table)) return grounds >= 2 ? 0.99 : null;
  if (!chooses(table)) return grounds >= 2 ? 0.75 : null;
  return YES_NO.test(foldWords(table.question).join(' ')) ? 0.45 : 0.6;
};

// What is asked with yes or no is told as the sources have it, so less of its wording has to be theirs.
const YES_NO = /^(?:is|was|were|are|did|does|do|has|have|had)\b/;

const prediction = (table: Table): Answer => {
  const { make, desk, index, query, question } = table;
  const picked = pick(index, query, question);
  const [clear] = picked.rivals;
  const nearest =
    clear && chooses(table) && picked.rivals.length === 1
      ? endReply(clear.agreement, desk).said.slice(0, 1)
      : [];
  return make('prediction', {
    said: [say(desk.texts.answers.prediction)],
    agreement: nearest.length > 0 && clear ? clear.agreement.id : null,
    nearest,
  });
};

const known = (table: Table, entry: Entry, reply: Reply, others: readonly string[] = []): Answer =>
  table.make('answered', { agreement: entry.agreement.id, said: reply.said, others });

const notSaid = (
  table: Table,
  entry: Entry | undefined,
  nearest: readonly Said[],
  others: readonly string[],
): Answer =>
  table.make('not said', {
    agreement: entry?.agreement.id ?? null,
    said: [say(table.desk.texts.answers.notSaid)],
    nearest,
    others,
  });

/** The reply to a question that asks for one field, or null where it asks for words in the facts. */
const replyTo = (ask: Ask, { agreement }: Entry, desk: Desk): Reply | null => {
  switch (ask.kind) {
    case 'start':
      return startReply(agreement, desk);
    case 'announcement':
    case 'where made':
      return announcementReply(agreement, desk);
    case 'end':
    case 'in force':
      return endReply(agreement, desk);
    case 'duration':
      return durationReply(agreement, desk);
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

/** Several agreements that fit equally, each with what was asked. */
const whichOne = (table: Table, replies: readonly (readonly [Entry, Reply])[]): Answer =>
  table.make('which one', {
    said: [
      say(table.desk.texts.answers.whichOne),
      ...replies.flatMap(([{ agreement }, { said }]) => {
        const [first] = said;
        if (!first) return [];
        const text = first.text.startsWith(agreement.name)
          ? first.text
          : `${named(agreement, table.desk)}. ${first.text}`;
        return [say(text, first.sources)];
      }),
    ],
    others: replies.map(([{ agreement }]) => agreement.id),
  });

const plainAnswer = (table: Table): Answer => {
  const { index, desk, query, ask, question } = table;
  const picked = pick(index, query, question);
  if (ask.kind === 'how many') return countAnswer(table, picked);
  if (ask.kind === 'said') return saidAnswer(table, picked);
  if (ask.kind === 'which agreement') return whichAgreement(table, picked);
  const [top] = picked.rivals;
  if (!top || !isAtHome(table)) return evidenceAnswer(table, picked) ?? eventsIn(table) ?? nothing(table);
  if (PRECISE.has(ask.kind) && table.needs.own.length > 0) {
    const evidence = evidenceAnswer(table, picked, true);
    if (evidence) return evidence;
  }
  const replies = picked.rivals.flatMap((entry) => {
    const reply = replyTo(ask, entry, desk);
    return reply ? [[entry, reply] as const] : [];
  });
  const knowing = replies.filter(([, reply]) => reply.known);
  const withPersons = knowing.filter(([, reply]) => reply.persons === true);
  const answered = withPersons.length > 0 ? withPersons : knowing;
  const [first, second] = answered;
  if (first && second) {
    // Words of the question may still tell them apart.
    const hinted =
      table.needs.own.length > 0
        ? evidencePositions(
            table,
            answered.map(([{ position }]) => position),
          )
        : [];
    const chosen =
      hinted.length === 1 ? answered.find(([{ position }]) => position === hinted[0]) : undefined;
    if (chosen) return known(table, chosen[0], chosen[1], othersOf(picked, chosen[0].agreement.id));
    return whichOne(table, answered);
  }
  if (first) return known(table, first[0], first[1], othersOf(picked, first[0].agreement.id));
  const evidence = evidenceAnswer(table, picked) ?? eventsIn(table);
  if (evidence) return evidence;
  const [reply] = replies;
  if (reply) {
    const [entry, { said }] = reply;
    return table.make('not said', {
      agreement: entry.agreement.id,
      said: said.slice(0, 1),
      nearest: said.slice(1),
      others: othersOf(picked, entry.agreement.id),
    });
  }
  // Where nothing chose the agreement, it is no nearest thing either.
  if (!chooses(table)) return notSaid(table, undefined, [], othersOf(picked, undefined));
  return isAtHome(table)
    ? notSaid(
        table,
        top,
        summaryReply(top.agreement, desk).said.slice(0, 2),
        othersOf(picked, top.agreement.id),
      )
    : outOfScope(table);
};

const outOfScope = ({ make, desk }: Table): Answer =>
  make('out of scope', { said: [say(desk.texts.answers.outOfScope)] });

const evidencePositions = (table: Table, positions: readonly number[]): readonly number[] => [
  ...new Set(
    factsFor(table.index, table.needs, { positions: new Set(positions), least: 0.6 }).map(
      ({ position }) => position,
    ),
  ),
];

/** The positions among which facts are looked for: what fits the question, or everything where nothing chooses. */
const scopeOf = (table: Table, picked: Picked): ReadonlySet<number> =>
  chooses(table) ? new Set(orderOf(table, picked)) : new Set(table.index.entries.keys());

/** The facts that the question's words point to. Of an agreement that is called by its name, only its own. */
const evidenceAnswer = (table: Table, picked: Picked, onlyRivals = false): Answer | null => {
  const { index, needs, desk, query } = table;
  const least = leastShare(table);
  if (least === null) return null;
  const preferred = new Set(picked.rivals.map(({ position }) => position));
  const byName = picked.rivals.some(({ agreement }) => query.names.includes(agreement.id));
  const positions = byName || onlyRivals ? preferred : scopeOf(table, picked);
  const facts = factsFor(index, needs, { positions, preferred, least });
  const entry = facts[0] && index.entries[facts[0].position];
  if (!entry) return null;
  return known(table, entry, factsReply(entry.agreement, facts, desk), othersOf(picked, entry.agreement.id));
};

/** Questions of these kinds often ask for one thing: the facts that hold their words come before the whole field. */
const PRECISE: ReadonlySet<Ask['kind']> = new Set(['summary', 'events', 'terms', 'duration']);

/** What happened, or was said, in the period of the question, whatever the agreement's own dates. */
const eventsIn = (table: Table): Answer | null => {
  const { index, needs, query, desk } = table;
  const { period } = query;
  const least = leastShare(table);
  if (period?.kind !== 'period' || least === null) return null;
  const dated = (fact: Fact): boolean => {
    const agreement = index.entries[fact.position]?.agreement;
    const [date, text] =
      fact.kind === 'event'
        ? [agreement?.events[fact.at]?.date]
        : fact.kind === 'statement'
          ? [agreement?.statements?.[fact.at]?.date]
          : fact.kind === 'term'
            ? [undefined, agreement?.terms[fact.at]?.text]
            : fact.kind === 'monitoring'
              ? [undefined, agreement?.monitoring[fact.at]?.text]
              : [];
    if (date !== undefined) return overlaps(daysOf(date), period.days);
    if (text === undefined) return false;
    return readPeriods(text, { today: period.days.from }).readings.some(
      (reading) =>
        reading.kind === 'period' && reading.form !== 'year' && overlaps(reading.days, period.days),
    );
  };
  const facts = factsFor(index, needs, { positions: new Set(index.entries.keys()), least, accept: dated });
  const entry = facts[0] && index.entries[facts[0].position];
  return entry ? known(table, entry, factsReply(entry.agreement, facts, desk)) : null;
};

/** Nothing fits: a date without agreements, an error in print, or a question about something else. */
const nothing = (table: Table): Answer => {
  const { make, desk, query } = table;
  const { answers, reading } = desk.texts;
  if (query.period?.kind === 'period') {
    const date = reading.period(query.period);
    const errors = errorsWith(table, query.period);
    const text = query.period.form === 'day' ? answers.nothingOn(date) : answers.nothingIn(date);
    const [entry] = errors;
    if (entry || isAtHome(table)) {
      return make('not said', {
        said: [say(text)],
        agreement: entry?.agreement.id ?? null,
        nearest: entry ? errorSaid(table, entry, query.period) : [],
      });
    }
  }
  return isAtHome(table) ? notSaid(table, undefined, [], []) : outOfScope(table);
};

const mentionsDay = (text: string, { days }: Period, today: string): boolean =>
  readPeriods(text, { today }).readings.some(
    (reading) => reading.kind === 'period' && reading.days.from === days.from && reading.days.to === days.to,
  );

/** Agreements that somebody printed under a wrong date: the date of the question. */
const errorsWith = ({ index }: Table, period: Period): readonly Entry[] =>
  period.form !== 'day'
    ? []
    : index.entries.filter(({ agreement }) =>
        agreement.publishedErrors?.some(({ text }) => mentionsDay(text, period, period.days.from)),
      );

const errorSaid = ({ desk }: Table, { agreement }: Entry, period: Period): readonly Said[] =>
  (agreement.publishedErrors ?? [])
    .filter(({ text }) => mentionsDay(text, period, period.days.from))
    .map(({ text, sources }) =>
      say(
        `${named(agreement, desk)}. ${desk.texts.answers.labelled(desk.texts.answers.labels.error, text)}`,
        sources,
      ),
    );

/** "Which deal created a joint centre?": the facts choose; without words of its own, the date or place does. */
const whichAgreement = (table: Table, picked: Picked): Answer => {
  const { desk, query, index } = table;
  const evidence = evidenceAnswer(table, picked);
  if (evidence) return evidence;
  const found = picked.matches.filter(({ aside }) => !aside).slice(0, MOST_OTHERS + 1);
  const entries = found.flatMap(({ id }) => entryOf(index, id) ?? []);
  const [top, second] = entries;
  // Words that no agreement has must not be passed over.
  if (!top || !isAtHome(table) || (query.leftover.length > 0 && table.needs.own.length > 0))
    return nothing(table);
  if (!second || picked.rivals.length === 1) {
    return known(table, top, summaryReply(top.agreement, desk), othersOf(picked, top.agreement.id));
  }
  return whichOne(
    table,
    entries.slice(0, MOST_OTHERS).map((entry) => [entry, announcementReply(entry.agreement, desk)] as const),
  );
};

/** A place of the question that neither the count nor the agreement's whole area is about makes it another count. */
const isAbout = (table: Table, fact: Fact): boolean => {
  const { index, query } = table;
  const entry = index.entries[fact.position];
  if (!entry) return false;
  const byName = query.names.includes(entry.agreement.id);
  const placed = query.named.every(({ meanings }) => {
    if (meanings.some((meaning) => fact.has.has(`${meaning.kind}:${meaning.id}`))) return true;
    if (byName) return true;
    return meanings.some(
      (meaning) =>
        meaning.kind === 'place' &&
        placeFit(index, entry, meaning.id) > 0 &&
        entry.agreement.areas.places.every((id) => index.inside.get(meaning.id)?.has(id)),
    );
  });
  if (!placed) return false;
  const period = query.period;
  const figure = fact.kind === 'figure' ? entry.agreement.figures?.[fact.at] : undefined;
  if (period?.kind !== 'period' || figure?.period === undefined) return true;
  const own = readPeriods(figure.period, { today: period.days.from }).readings.find(
    (reading) => reading.kind === 'period',
  );
  return own?.kind !== 'period' || overlaps(own.days, period.days);
};

const countAnswer = (table: Table, picked: Picked): Answer => {
  const { index, desk, needs } = table;
  const facts = countsFor(index, needs, {
    positions: scopeOf(table, picked),
    order: orderOf(table, picked),
    accept: (fact) => isAbout(table, fact),
  });
  const entry = facts[0] && index.entries[facts[0].position];
  if (entry) {
    return known(
      table,
      entry,
      factsReply(entry.agreement, facts, desk),
      othersOf(picked, entry.agreement.id),
    );
  }
  const [top] = picked.rivals;
  if (!top && !isAtHome(table)) {
    const [any] = countsFor(
      index,
      needs,
      anywhere(index, () => true),
    );
    if (!any) return outOfScope(table);
  }
  // The same kind of count elsewhere, with its own agreement and period, so that nobody takes it for this one.
  const bare: Needs = { ...needs, units: needs.units.filter(({ context }) => !context) };
  const near = nearestCounts(index, bare).slice(0, 1);
  const nearest = near.flatMap((fact) => {
    const other = index.entries[fact.position];
    if (!other) return [];
    return factsReply(other.agreement, [fact], desk).said.map(({ text, sources }) => say(text, sources));
  });
  return notSaid(table, top, nearest, othersOf(picked, top?.agreement.id));
};

const anywhere = (index: SearchIndex, accept: (fact: Fact) => boolean): CountsWanted => ({
  positions: new Set(index.entries.keys()),
  order: [],
  accept,
});

/** Counts that hold the first thing that is counted and the author, whatever they are of. */
const nearestCounts = (index: SearchIndex, needs: Needs): readonly Fact[] => {
  const figures = anywhere(index, ({ kind }) => kind === 'figure');
  const exact = countsFor(index, needs, figures);
  if (exact.length > 0) return exact;
  // Leave out one word after another from the end: "in the first week" before "killed".
  for (let length = needs.own.length - 1; length > needs.own.length / 2 && length > 1; length -= 1) {
    const own = needs.own.slice(0, length);
    const fewer: Needs = { ...needs, own, units: needs.units.filter(({ key }) => own.includes(key)) };
    const found = countsFor(index, fewer, figures);
    if (found.length > 0) return found;
  }
  return [];
};

const orderOf = ({ index }: Table, picked: Picked): readonly number[] =>
  picked.matches.flatMap(({ id }) => entryOf(index, id)?.position ?? []);

const saidAnswer = (table: Table, picked: Picked): Answer => {
  const { index, desk, needs } = table;
  const scope = scopeOf(table, picked);
  const found = statementsFor(index, needs, table.query, scope, orderOf(table, picked));
  const entry = found.facts[0] && index.entries[found.facts[0].position];
  if (entry) {
    return known(
      table,
      entry,
      factsReply(entry.agreement, found.facts, desk),
      othersOf(picked, entry.agreement.id),
    );
  }
  const evidence = found.speaker === null ? evidenceAnswer(table, picked) : null;
  if (evidence) return evidence;
  const [top] = picked.rivals;
  if (!top && !isAtHome(table)) return outOfScope(table);
  if (found.speaker === null && top && table.ask.kind === 'said' && needs.own.length === 0) {
    return known(table, top, termsReply(top.agreement, desk), othersOf(picked, top.agreement.id));
  }
  return table.make('not said', {
    agreement: top?.agreement.id ?? null,
    said: [
      say(
        found.speaker === null ? desk.texts.answers.notSaid : desk.texts.answers.noStatement(found.speaker),
      ),
    ],
    nearest: top ? summaryReply(top.agreement, desk).said.slice(0, 1) : [],
    others: othersOf(picked, top?.agreement.id),
  });
};

/** The first party or place that the question names, with the query without it. */
const asked = (
  table: Table,
  kind: 'party' | 'place',
): { readonly one: Named; readonly id: string; readonly rest: Query } | null => {
  const { index, query, question } = table;
  const words = fold(question);
  const candidates = query.named
    .filter(({ meanings }) => meanings.some((meaning) => meaning.kind === kind))
    .toSorted((a, b) => words.indexOf(a.typed) - words.indexOf(b.typed));
  const [one] = candidates;
  const id = one?.meanings.find((meaning) => meaning.kind === kind)?.id;
  return one && id !== undefined ? { one, id, rest: without(index, query, one, question) } : null;
};

const partAnswer = (table: Table, verb: PartVerb): Answer => {
  const { index, desk, query, question } = table;
  const subject = asked(table, 'party');
  if (!subject) return plainAnswer({ ...table, ask: { kind: 'words' } });
  const { id, rest } = subject;
  const picked = pick(index, hasHandle(rest) ? rest : query, question);
  const whole = pick(index, query, question);
  const active = (entry: Entry): boolean => (entry.parties.get(id) ?? 0) > 0;
  const [top] = picked.rivals;
  if (!top || !isAtHome(table)) return nothing(table);
  if (!hasHandle(rest)) {
    const entries = whole.matches.slice(0, MOST_OTHERS).flatMap((match) => entryOf(index, match.id) ?? []);
    return whichOne(
      table,
      entries.map((entry) => [entry, partReply(entry.agreement, id, verb, desk)] as const),
    );
  }
  const involved = picked.rivals.filter(active);
  const [chosen = top, second] = involved;
  if (involved.length > 1 && second) {
    return whichOne(
      table,
      involved.map((entry) => [entry, partReply(entry.agreement, id, verb, desk)] as const),
    );
  }
  const reply = partReply(chosen.agreement, id, verb, desk);
  const others = othersOf(picked, chosen.agreement.id);
  if (reply.known) return known(table, chosen, reply, others);
  const elsewhere = whole.matches
    .flatMap((match) => entryOf(index, match.id) ?? [])
    .find((entry) => entry !== chosen && (entry.parties.get(id) ?? 0) >= 0.5);
  const near =
    elsewhere &&
    desk.texts.answers.elsewherePart(
      partyNameOf(desk, id),
      elsewhere.agreement.parties
        .filter(({ party }) => party === id)
        .map(({ role }) => desk.texts.roles[role])
        .join(', '),
      elsewhere.agreement.name,
      dateOf(elsewhere.agreement, desk),
    );
  return table.make('not said', {
    agreement: chosen.agreement.id,
    said: reply.said.slice(0, 1),
    nearest: [...reply.said.slice(1), ...(near ? [say(near, elsewhere.agreement.announced.sources)] : [])],
    others,
  });
};

/** "Is Suwayda in …?", "Did it cover Suwayda?"; but not "Did the fighting in Suwayda stop?". */
const asksWhetherCovered = (question: string, place: Named): boolean => {
  const words = foldWords(question);
  const text = words.join(' ');
  return (
    /\b(?:cover\w*|includ\w+|appl(?:y|ied|ies)|extend\w*|part of|among)\b|تشمل|охват/u.test(text) ||
    words.indexOf(place.typed.split(' ')[0] ?? '') <= 2
  );
};

const coverAnswer = (table: Table): Answer => {
  const { index, desk, query, question } = table;
  const subject = asked(table, 'place');
  if (!subject) return plainAnswer({ ...table, ask: { kind: 'words' } });
  const { id, rest } = subject;
  if (!hasHandle(rest) || !asksWhetherCovered(table.question, subject.one)) {
    return plainAnswer({ ...table, ask: { kind: 'words' } });
  }
  const picked = pick(index, rest, question);
  const [top] = picked.rivals;
  if (!top) return nothing(table);
  const evidence = factsFor(index, table.needs, { positions: new Set([top.position]), least: 0.6 });
  const own = evidence.filter(
    (fact) => fact.has.has(`place:${id}`) && fact.kind !== 'areas' && fact.kind !== 'term',
  );
  if (query.words.length > 2 && own.length > 0) {
    return known(table, top, factsReply(top.agreement, own, desk), othersOf(picked, top.agreement.id));
  }
  const reply = coverReply(index, top, id, desk);
  const others = othersOf(picked, top.agreement.id);
  if (reply.known) return known(table, top, reply, others);
  return table.make('not said', {
    agreement: top.agreement.id,
    said: reply.said.slice(0, 1),
    nearest: reply.said.slice(1),
    others,
  });
};

/** An answer as one text: for doors that show nothing else, and for tests. */
export const answerText = ({ said, nearest }: Answer, { answers }: Texts): string =>
  [
    ...said.map(({ text }) => text),
    ...nearest.map(({ text }, at) => (at === 0 ? answers.nearest(text) : text)),
  ].join(' ');
