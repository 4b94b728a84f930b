import { daysOf, overlaps } from '../dataset/time.ts';
import { canon, type Fact } from '../search/facts.ts';
import { CEASEFIRES } from '../search/find.ts';
import { meaningFit } from '../search/fit.ts';
import { foldWords } from '../search/fold.ts';
import { type Period, readPeriods } from '../search/period.ts';
import { factsReply } from './fact-said.ts';
import { factsFor } from './facts-for.ts';
import { daysIn, isFigureOf, isWhollyOf } from './figures.ts';
import type { Picked } from './pick.ts';
import { isDay } from './said.ts';
import type { Answer } from './shape.ts';
import {
  answeredBy,
  chooses,
  isAtHome,
  isPrintQuestion,
  isYesNo,
  leastShare,
  scopeOf,
  type Table,
} from './table.ts';

/** Answers from the facts that hold a question's words. */

/**
 * The facts that the question's words point to, or null. Of an agreement that is called by its name, only its
 * own; with `onlyRivals` only those of the agreements that fit best.
 */
export const wordsAnswer = (table: Table, picked: Picked, onlyRivals = false): Answer | null => {
  const { index, needs, desk, ask } = table;
  const least = leastShare(table);
  if (least === null) return null;
  const preferred = new Set(picked.rivals.map(({ position }) => position));
  const facts = factsFor(index, needs, {
    positions: picked.byName || onlyRivals ? preferred : scopeOf(table, picked),
    preferred,
    // Where nothing chooses an agreement, one word in common is none.
    leastWords: chooses(table) || needs.partyOnly ? 1 : 2,
    // A date must be the date of just that.
    least: Math.max(least, LEAST_OF[ask.kind] ?? 0),
    // "Did it coincide with Eid?" asks about a word that may be in a name.
    namesCount: ask.kind === 'when' ? 'needed' : isYesNo(table) && ask.kind === 'words' ? 'held' : undefined,
    accept: (fact) =>
      isOfKind(table, fact) &&
      isOfCause(table, fact) &&
      isOfSubject(table, fact) &&
      isFigureOf(table, fact) &&
      isOfSides(table, fact),
  });
  const entry = facts[0] && index.entries[facts[0].position];
  return entry ? answeredBy(table, entry, factsReply(entry.agreement, facts, desk), picked) : null;
};

/** Words for a side of a war that is no party by a name: what another side did is no answer. */
export const SIDES: ReadonlySet<string> = new Set(
  'government regime opposition rebel rebels army state side sides group groups faction factions'.split(' '),
);
const OTHER_SIDE = new Set(['opposition', 'rebel', 'rebels'].map(canon));

/** Whether a fact is of the parties and sides of the question, or of an agreement that they took part in. */
const isOfSides = (table: Table, fact: Fact): boolean => {
  const { index, query, needs, ask } = table;
  const agreement = index.entries[fact.position]?.agreement;
  const parties = index.entries[fact.position]?.parties;
  // Yes or no of one place is not that of a wider deal.
  const narrow =
    isYesNo(table) &&
    (ask.kind === 'words' || ask.kind === 'covered') &&
    !(agreement && query.names.includes(agreement.id));
  return (
    needs.own.every((key) => !OTHER_SIDE.has(key) || fact.has.has(key)) &&
    query.named.every(
      (named) =>
        (narrow && isWhollyOf(table, fact, named)) ||
        named.meanings.some(
          ({ kind, id }) =>
            (kind === 'place' && !narrow) || fact.has.has(`party:${id}`) || (parties?.get(id) ?? 0) >= 0.5,
        ),
    )
  );
};

const LEAST_OF: Partial<Record<Table['ask']['kind'], number>> = { when: 0.9, why: 0.9, duration: 0.75 };

// Questions for one field take their facts from it.
const KINDS: Partial<Record<Table['ask']['kind'], ReadonlySet<Fact['kind']>>> = {
  when: new Set(['event', 'end', 'document', 'term']),
  duration: new Set(['figure', 'term', 'event', 'monitoring', 'humanitarian', 'duration', 'end', 'party']),
  why: new Set(['event', 'statement', 'term', 'document', 'end', 'announcement']),
  terms: new Set(['term', 'monitoring', 'humanitarian', 'excluded']),
  events: new Set(['event', 'statement', 'figure', 'term', 'end']),
};

/** A question about what a party did is not answered with what another one did. */
const isOfSubject = (table: Table, fact: Fact): boolean => {
  const { index, query, question } = table;
  if (!isYesNo(table) || fact.kind === 'end' || fact.kind === 'excluded') return true;
  const words = foldWords(question).slice(1, 4);
  const ids = query.named
    .filter(({ typed }) => words.includes(typed.split(' ')[0] ?? ''))
    .flatMap(({ meanings }) => meanings.flatMap(({ kind, id }) => (kind === 'party' ? [id] : [])));
  if (ids.length === 0) return true;
  const party = index.entries[fact.position]?.agreement.parties[fact.at]?.party;
  if (fact.kind === 'party') return party !== undefined && ids.includes(party);
  return ids.some((id) => fact.has.has(`party:${id}`));
};

/** "Why was Suwayda included?" is answered by what names it, not by another reason in the same deal. */
const isOfCause = ({ ask, query }: Table, { has }: Fact): boolean =>
  ask.kind !== 'why' ||
  query.named.length === 0 ||
  query.named.some(({ meanings }) => meanings.some(({ kind, id }) => has.has(`${kind}:${id}`)));

// Where an agreement has a duration, its terms and events are none.
const NO_DURATION: ReadonlySet<Fact['kind']> = new Set(['term', 'event', 'monitoring', 'humanitarian']);

const isOfKind = (table: Table, { kind, position }: Fact): boolean =>
  ((KINDS[table.ask.kind]?.has(kind) ?? true) &&
    (table.ask.kind !== 'duration' ||
      !NO_DURATION.has(kind) ||
      (chooses(table) && table.index.entries[position]?.agreement.duration === undefined))) ||
  // "When did Putin say that …?"
  (kind === 'statement' &&
    table.ask.kind === 'when' &&
    /\b(?:say|said|call|called|tell|told)\b/i.test(table.question));

// Where the sources say who said something of a party.
const CLAIMS: ReadonlySet<Fact['kind']> = new Set(['party', 'person', 'statement', 'figure', 'event']);

/** "Who said that Jordan was a party?": what is said of the parties that the question names. */
export const claimAnswer = (table: Table, picked: Picked): Answer | null => {
  const { index, needs, desk, query } = table;
  const parties = needs.units.filter(({ key }) => key.includes('party:'));
  if (parties.length === 0 || !isAtHome(table)) return null;
  const facts = factsFor(
    index,
    {
      ...needs,
      own: parties.map(({ key }) => key),
      telling: true,
      partyOnly: false,
      units: parties.map((unit) => ({ ...unit, context: false, fitsEntry: () => false })),
    },
    {
      positions:
        query.period === null && query.names.length === 0
          ? scopeOf(table, picked)
          : new Set(picked.rivals.map(({ position }) => position)),
      least: 0.9,
      accept: (fact) => CLAIMS.has(fact.kind),
    },
  );
  const entry = facts[0] && index.entries[facts[0].position];
  return entry ? answeredBy(table, entry, factsReply(entry.agreement, facts, desk), picked) : null;
};

/** Of some agreements, those that have facts with the question's words. */
export const positionsByWords = (table: Table, positions: readonly number[]): readonly number[] => [
  ...new Set(
    factsFor(table.index, table.needs, { positions: new Set(positions), least: 0.6 }).map(
      ({ position }) => position,
    ),
  ),
];

/** Whether a fact is dated, or speaks of a date, in a period. */
export const isOfPeriod = ({ index }: Table, fact: Fact, { days }: Period): boolean => {
  const agreement = index.entries[fact.position]?.agreement;
  const date =
    fact.kind === 'event'
      ? agreement?.events[fact.at]?.date
      : fact.kind === 'statement'
        ? agreement?.statements?.[fact.at]?.date
        : undefined;
  if (date !== undefined) return overlaps(daysOf(date), days);
  const text =
    fact.kind === 'term'
      ? agreement?.terms[fact.at]?.text
      : fact.kind === 'monitoring'
        ? agreement?.monitoring[fact.at]?.text
        : fact.kind === 'figure'
          ? agreement?.figures?.[fact.at]?.period
          : undefined;
  if (text === undefined) return false;
  return readPeriods(text, { today: days.from }).readings.some(
    (reading) => reading.kind === 'period' && reading.form !== 'year' && overlaps(reading.days, days),
  );
};

/** What is dated in the month or on the day of the question, and holds all its words: "What came of the July 2017 Astana talks?" */
export const datedAnswer = (table: Table, picked: Picked): Answer | null => {
  const { index, needs, query, desk, ask } = table;
  const { period } = query;
  // "When did the talks on policing the zones fail?" asks for no end of an agreement.
  const undated = period === null && ask.kind === 'end';
  const dated = period?.kind === 'period' && (period.form === 'month' || period.form === 'day');
  if (!dated && !undated) return null;
  if (!DATED.has(ask.kind) || needs.own.length < 2) return null;
  const facts = factsFor(index, needs, {
    positions: new Set(index.entries.keys()),
    least: 0.95,
    leastWords: 2,
    accept: (fact) =>
      fact.kind === 'event' &&
      (!dated || isOfPeriod(table, fact, period)) &&
      isOfNamed(table, fact) &&
      isOfSubject(table, fact),
  });
  const entry = facts[0] && index.entries[facts[0].position];
  return entry ? answeredBy(table, entry, factsReply(entry.agreement, facts, desk), picked) : null;
};
const DATED: ReadonlySet<Table['ask']['kind']> = new Set(['events', 'why', 'words', 'end']);

/** What is known of an error in print, for questions about a page: "When does the Inquisitr article date from?" */
export const errorAnswer = (table: Table, picked: Picked): Answer | null => {
  const { index, needs, desk, query, question } = table;
  if (!isPrintQuestion(question)) return null;
  const isNamed = ({ position }: Fact): boolean =>
    query.names.includes(index.entries[position]?.agreement.id ?? '');
  const own = needs.units.filter(({ key }) => needs.own.includes(key));
  const total = own.reduce((sum, { weight }) => sum + weight, 0);
  const [best] = index
    .facts()
    .filter(({ kind }) => kind === 'error')
    .map((fact) => ({
      fact,
      share: own.reduce((sum, { key, weight }) => sum + (fact.has.has(key) ? weight : 0), 0) / total,
    }))
    .filter(({ fact, share }) => share >= (isNamed(fact) ? 0.2 : 0.5))
    .toSorted((a, b) => b.share - a.share);
  const entry = best && index.entries[best.fact.position];
  return entry ? answeredBy(table, entry, factsReply(entry.agreement, [best.fact], desk), picked) : null;
};

/** What happened on a day, of any agreement: "What happened on 19 September 2016?" */
export const eventsOn = (table: Table, picked: Picked): Answer | null => {
  const { index, needs, query, desk } = table;
  const { period } = query;
  // "What happened at Rashideen in April 2017?"
  const ofPlace =
    query.places.length > 0 && (period?.kind === 'period' ? period.form === 'month' : period === null);
  const ofDay = period?.kind === 'period' && period.form === 'day';
  if (!ofDay && !ofPlace) return null;
  if (needs.telling && !needs.partyOnly) return null;
  const facts = index
    .facts()
    .filter((fact) => fact.kind === 'event' && (period?.kind !== 'period' || isOfPeriod(table, fact, period)))
    // What happened at some time in the month did not happen on that day.
    .filter(({ position, at }) => ofPlace || isDay(index.entries[position]?.agreement.events[at]?.date ?? ''))
    .filter(({ has }) =>
      query.named.every(({ meanings }) => meanings.some(({ kind, id }) => has.has(`${kind}:${id}`))),
    )
    .slice(0, 5);
  const entries = [...new Set(facts.map(({ position }) => position))].flatMap(
    (position) => index.entries[position] ?? [],
  );
  // Of a ceasefire, before an evacuation of the same day.
  const first = entries.find(({ agreement }) => CEASEFIRES.has(agreement.class)) ?? entries[0];
  if (!first) return null;
  const said = [first, ...entries.filter((entry) => entry !== first)].flatMap(
    (entry) =>
      factsReply(
        entry.agreement,
        facts.filter(({ position }) => position === entry.position),
        desk,
      ).said,
  );
  return answeredBy(table, first, { known: true, said }, picked);
};

/** Whether a fact, or its agreement, is of every place and party of the question. */
const isOfNamed = ({ index, query }: Table, fact: Fact): boolean => {
  const entry = index.entries[fact.position];
  return query.named.every(({ meanings }) =>
    meanings.some(
      (meaning) =>
        fact.has.has(`${meaning.kind}:${meaning.id}`) ||
        (entry !== undefined && meaningFit(index, entry, meaning) > 0),
    ),
  );
};

// What happened some time after a date is no answer: a period has to have two ends near each other.
const LONGEST_DAYS = 366;

/** What happened, or was said, in the period of the question, whatever the agreement's own dates. */
export const periodAnswer = (table: Table, picked: Picked): Answer | null => {
  const { index, needs, query, desk } = table;
  const { period } = query;
  const least = leastShare(table);
  if (period?.kind !== 'period' || least === null || daysIn(period.days) > LONGEST_DAYS) return null;
  const facts = factsFor(index, needs, {
    positions: new Set(index.entries.keys()),
    least,
    accept: (fact) => isOfPeriod(table, fact, period) && isOfNamed(table, fact) && isOfSubject(table, fact),
  });
  const entry = facts[0] && index.entries[facts[0].position];
  return entry ? answeredBy(table, entry, factsReply(entry.agreement, facts, desk), picked) : null;
};
