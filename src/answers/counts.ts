import type { SearchIndex } from '../search/build-index.ts';
import { type Fact, plainWords } from '../search/facts.ts';
import { isOfPeriod } from './by-words.ts';
import { type CountsWanted, countsFor } from './counts-for.ts';
import { factsReply } from './fact-said.ts';
import { fitsPeriod, fitsWholly, isOfCounted, isOfDeaths, isOfWar, namesAll } from './figures.ts';
import type { Needs } from './needs.ts';
import type { Picked } from './pick.ts';
import { whereReply } from './replies.ts';
import type { Said } from './said.ts';
import { agreementCount } from './several.ts';
import type { Answer } from './shape.ts';
import { answeredBy, chooses, isAtHome, notSaid, orderOf, outOfScope, type Table } from './table.ts';

/** Answers to "how many". A count belongs to its agreement, place, period and author: another one is no answer. */

/** "How many de-escalation zones were there?": the class of agreement chooses. */
const isNamedCount = ({ index, query }: Table, { position }: Fact): boolean =>
  query.classes.some((one) => one === index.entries[position]?.agreement.class);

/** "How many trucks of the aid convoy were hit?": so many words that they choose the fact by themselves. */
const isDetailed = ({ needs }: Table): boolean =>
  needs.units.filter(({ key, weight }) => needs.own.includes(key) && weight >= 0.5).length >= 3;

/** Whether a fact is a count of what was asked: in the agreement that was chosen, or by its own words. */
const isWanted = (table: Table, fact: Fact, scope: ReadonlySet<number> | null): boolean => {
  if (!fitsPeriod(table, fact) || !isOfWar(table, fact) || !isOfCounted(table, fact)) return false;
  if (!isOfDeaths(table, fact)) return false;
  const { period, named, names, found } = table.query;
  // Of an agreement that is called by its name, no other one's.
  const id = table.index.entries[fact.position]?.agreement.id;
  if (found.share === 1 && names.length > 0 && (id === undefined || !names.includes(id))) return false;
  const exact = period?.kind === 'period' && (period.form === 'day' || period.form === 'month');
  // Outside the figures a number says something of its own deal only.
  if (fact.kind !== 'figure' && named.length + names.length === 0 && !exact)
    return isNamedCount(table, fact) || isDetailed(table);
  if (scope === null || scope.has(fact.position)) return fitsWholly(table, fact);
  // Of another agreement only what names the place and falls into the period by itself.
  if (names.length > 0 || !namesAll(table, fact)) return false;
  if (period?.kind === 'period') return isOfPeriod(table, fact, period);
  return named.length > 0 && fact.kind === 'figure';
};

const anywhere = (index: SearchIndex, accept: (fact: Fact) => boolean): CountsWanted => ({
  positions: new Set(index.entries.keys()),
  order: [],
  accept,
});

/** Counts of the same thing by the same author, whatever they are of. */
const nearestCounts = (index: SearchIndex, needs: Needs): readonly Fact[] =>
  countsFor(
    index,
    needs,
    anywhere(index, ({ kind }) => kind === 'figure'),
  );

/**
 * "Were the 75 violations committed after July 2017?": a count that the question itself gives is named with its
 * own agreement, where the question is not answered.
 */
export const countNamed = (table: Table): readonly [string, readonly Said[]] | null => {
  const { index, desk, question, needs } = table;
  const numbers = plainWords(question).filter(
    (word) => /^\d{2,}$/.test(word) && !/^(?:19|20)\d\d$/.test(word),
  );
  if (numbers.length === 0) return null;
  const fact = index
    .facts()
    .find(
      ({ kind, has, position, at }) =>
        kind === 'figure' &&
        numbers.some((number) => index.entries[position]?.agreement.figures?.[at]?.value === number) &&
        needs.own.some((key) => !/^\d/.test(key) && has.has(key)),
    );
  const agreement = fact && index.entries[fact.position]?.agreement;
  return agreement ? [agreement.id, factsReply(agreement, [fact], desk).said] : null;
};

const PLACES_COUNTED =
  /\bhow many (?:\w+ )?(?:zones|areas|regions|provinces|governorates|towns|places|cities|villages)\b.*\b(?:in|covers?|covered|includ\w+|part of|belong\w*)\b/i;

/** "How many regions did it cover?": they are listed. */
const placesCounted = (table: Table, picked: Picked): Answer | null => {
  const [top, other] = picked.rivals;
  if (!top || other || !PLACES_COUNTED.test(table.question)) return null;
  const places = whereReply(top.agreement, table.desk);
  return places.known ? answeredBy(table, top, places, picked) : null;
};

/** The number that a question asks for; else the same kind of count elsewhere, as the nearest thing. */
export const countAnswer = (table: Table, picked: Picked): Answer => {
  const { index, desk, needs } = table;
  const total = agreementCount(table, picked);
  if (total) return total;
  const places = placesCounted(table, picked);
  if (places) return places;
  const order = orderOf(table, picked);
  const scope = chooses(table) ? new Set(order) : null;
  const facts = countsFor(index, needs, {
    positions: new Set(index.entries.keys()),
    order,
    accept: (fact) => isWanted(table, fact, scope),
  });
  const entry = facts[0] && index.entries[facts[0].position];
  if (entry) return answeredBy(table, entry, factsReply(entry.agreement, facts, desk), picked);
  const [top] = picked.rivals;
  // The same kind of count elsewhere, with its own agreement and period, so that nobody takes it for this one.
  const near = nearestCounts(index, { ...needs, units: needs.units.filter(({ context }) => !context) })[0];
  const other = near && index.entries[near.position];
  if (!other && !isAtHome(table)) return outOfScope(table);
  const nearest = other ? factsReply(other.agreement, [near], desk).said : [];
  return notSaid(table, chooses(table) ? top : undefined, nearest, picked);
};
