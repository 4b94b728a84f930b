import type { SearchIndex } from '../search/build-index.ts';
import { governments, withGovernment } from '../search/candidates.ts';
import type { Entry } from '../search/entry.ts';
import { CEASEFIRES, type Match, matchesOf } from '../search/find.ts';
import { periodTest } from '../search/fit.ts';
import { fold, foldWords } from '../search/fold.ts';
import { nameToken } from '../search/name-tokens.ts';
import { namesIn } from '../search/names.ts';
import { once } from '../search/once.ts';
import { type Named, type Query, withCountry } from '../search/read-query.ts';
import { readAsk, speaksOfCeasefires } from './question.ts';

/** Which agreements a question is about. */

/** What was picked for a question. */
export type Picked = {
  /** Every agreement that fits, best first. */
  readonly matches: readonly Match[];
  /** Those among which the search sees no difference; one where the question is clear. */
  readonly rivals: readonly Entry[];
  /** Whether the question calls the rivals by their name. */
  readonly byName: boolean;
};

// Scores nearer than this differ by nothing that the asker said.
const TIE = 0.025;
const NEAR_TIE = 0.12;
const MOST_OF_IT = 0.5;
const MOST_RIVALS = 4;
const WELL = 0.4;
const DEAL = /\b(?:deals?|agreements?|accords?|pacts?|understandings?|memorand\w+|protocols?)\b/i;

/** The agreements that were found, in their order. */
export const entriesOf = (index: SearchIndex, matches: readonly Pick<Match, 'id'>[]): readonly Entry[] =>
  matches.flatMap(({ id }) => index.byId.get(id) ?? []);

const AGREEMENT =
  /^(?:ceasefires?|truces?|deals?|agreements?|accords?|cessations?|pauses?|memorand\w+|protocols?|evacuations?|halts?|extensions?|regimes?)$/;

/** Whether a month or day of the question names the agreement: "the September 2016 truce", "the truce of 2 May 2016". */
const isNamedByPeriod = ({ period }: Query, question: string): boolean => {
  if (period?.kind !== 'period' || (period.form !== 'month' && period.form !== 'day')) return false;
  const at = question.indexOf(period.typed);
  if (at < 0) return false;
  const after = foldWords(question.slice(at + period.typed.length)).slice(0, 3);
  const before = foldWords(question.slice(0, at)).slice(-3);
  return (
    after.some((word) => AGREEMENT.test(word)) ||
    (before.some((word) => AGREEMENT.test(word)) &&
      /\b(?:of|from)\s+(?:the\s+)?$/i.test(question.slice(0, at)))
  );
};

const isOfPeriod = (entry: Entry | undefined, period: Query['period']): boolean =>
  entry !== undefined && period !== null && periodTest(period)(entry) > 0;

const isIn = (name: ReadonlySet<string>, typed: string): boolean =>
  typed.split(' ').every((word) => name.has(nameToken(word)));

/** "Between Israel and Syria": the state, as one of two sides. */
export const WITH_SYRIA = /\bbetween (?:the )?(?:Syria and\b|.{2,30} and Syria\b)|\bwith Syria\b/i;

const isCeasefire = (index: SearchIndex, id: string): boolean =>
  CEASEFIRES.has(index.dataset.agreement.get(id)?.class ?? 'proposal');

/** The agreements that a question is about, by its names, places, parties, period and order. */
export const pick = (index: SearchIndex, query: Query, question: string): Picked => {
  // "Was it local?" asks for the scope and "instead of local truces" speaks of many; "the nationwide ceasefire"
  // chooses by it.
  const scope = query.scope === 'nationwide' && readAsk(question).kind !== 'scope' ? query.scope : null;
  const covered = query.named.filter(({ meanings }) =>
    meanings.some(({ kind, id }) => kind !== 'place' || index.isCovered(id)),
  );
  // "Between the SDF and Damascus", "with Syria": a side, and no place.
  const sides = /\b(?:and|with|between) Damascus\b/i.test(question)
    ? withGovernment(index, covered)
    : WITH_SYRIA.test(question) && query.parties.length > 0
      ? [...covered, { typed: 'syria', meanings: governments(index) }]
      : null;
  const all = { ...query, scope, named: sides ?? covered, uncovered: [] };
  const placesOnly = covered.filter(({ meanings }) => meanings.some(({ kind }) => kind === 'place'));
  // In "Is there a monitoring mechanism in the July 2017 deal?" a class is asked for, in "Which UN resolution
  // endorsed the February 2016 truce?" a party: neither chooses.
  const tried = [all, { ...all, classes: [] }, { ...all, classes: [], named: placesOnly, parties: [] }].map(
    (one) => once(() => matchesOf(index, one, true).matches),
  );
  // A place's own agreements come before wider ones with a party of the question.
  const found =
    tried.find((one) => one()[0]?.why.includes('wider area') === false)?.() ??
    tried.find((one) => one().length > 0)?.() ??
    [];
  // "The December 2025 truce" is none of April, whatever its name has in common with it; but "the Kerry–Lavrov
  // truce of October 2015" is called by its name, with a wrong date: the last look says so.
  const called = query.names.length > 0 && query.found.share >= MOST_OF_IT && query.named.length === 0;
  const isThen = ({ id }: Match): boolean => isOfPeriod(index.byId.get(id), query.period);
  const dated = !called && isNamedByPeriod(query, question) ? found.filter(isThen) : [];
  const matches = dated.length > 0 ? dated : found;
  const [best] = matches;
  if (!best) return { matches, rivals: [], byName: false };
  if (query.order !== null) {
    // The first of those that fit well, not one that only has words in common.
    const most = Math.max(...matches.map(({ score }) => score));
    const near = matches.filter(({ score }) => score >= most - WELL);
    const halts = near.filter(({ id }) => isCeasefire(index, id));
    const meant = speaksOfCeasefires(question) && halts.length > 0 ? halts : near;
    const placeOf = ({ id }: Match): number => index.byId.get(id)?.position ?? 0;
    const well = meant.toSorted((a, b) =>
      query.order === 'newest' ? placeOf(b) - placeOf(a) : placeOf(a) - placeOf(b),
    );
    return {
      matches: well,
      rivals: entriesOf(index, well.slice(0, 1)),
      byName: false,
    };
  }
  const tied = entriesOf(
    index,
    matches.filter(({ score, aside }) => score >= best.score - TIE && aside === best.aside),
  );
  // A deal has two sides; a ceasefire may have one.
  const mutual = tied.filter(({ agreement }) => agreement.laterality !== 'unilateral');
  const byName = new Set(matches.flatMap(({ id, why }) => (why.includes('name') ? [id] : [])));
  // "The Russia-Turkey ceasefire" is the one that has both in its name.
  const titled =
    query.named.length < 2
      ? []
      : entriesOf(
          index,
          matches.filter(({ score, aside }) => score >= best.score - NEAR_TIE && aside === best.aside),
        ).filter(({ names }) => names.some((name) => query.named.every(({ typed }) => isIn(name, typed))));
  if (titled.length > 0) return { matches, rivals: titled.slice(0, MOST_RIVALS), byName: true };
  const byTheirName = tied.filter(({ agreement }) => byName.has(agreement.id));
  const rivals =
    byTheirName.length > 0 ? byTheirName : DEAL.test(question) && mutual.length > 0 ? mutual : tied;
  return { matches, rivals: rivals.slice(0, MOST_RIVALS), byName: byTheirName.length > 0 };
};

/** A query without one of its names: in "Did Turkey sign the Astana memorandum?" the memorandum is looked for. */
export const without = (index: SearchIndex, query: Query, left: Named, question: string): Query => {
  const named = query.named.filter((one) => one !== left);
  const ids = new Set(left.meanings.map(({ id }) => id as string));
  const typed = left.typed.split(' ');
  const words = withCountry(index, foldWords(question));
  const start = words.findIndex((_, at) => typed.every((word, offset) => words[at + offset] === word));
  const kept = start < 0 ? words : [...words.slice(0, start), ...words.slice(start + typed.length)];
  const found = namesIn(index, kept);
  return {
    ...query,
    named,
    places: query.places.filter((id) => !ids.has(id)),
    parties: query.parties.filter((id) => !ids.has(id)),
    names: [...found.exact, ...found.begun, ...found.contained].flatMap(
      (position) => index.entries[position]?.agreement.id ?? [],
    ),
    found,
  };
};

const ORDERED =
  /\b(?:the|its|their|s|which|what|was|a)? ?(?:very )?(first|earliest|oldest|last|latest|final|newest|most recent) (?:ever )?((?:\S+ ){0,3}?)(?:ceasefires?|truces?|deals?|agreements?|accords?|pauses?|evacuations?|settlements?|memorand\w+)\b/;
// "The first day of the truce" and "the last meeting before the deal" choose none.
const OF_THE_DEAL = /\b(?:of|before|after|in|under|to|by|with|since|days?|weeks?|hours?|months?|rounds?)\b/;

/** A query with the order that a question asks for: "the last al-Waer agreement". */
export const withOrder = (query: Query, question: string): Query => {
  const [, order, between = ''] = ORDERED.exec(foldWords(question).join(' ')) ?? [];
  if (order === undefined || query.order !== null || OF_THE_DEAL.test(between)) return query;
  return { ...query, order: /^(?:first|earliest|oldest)$/.test(order) ? 'oldest' : 'newest' };
};

/** A query in which places without agreements are named too: facts may speak of them. */
export const withUncovered = (index: SearchIndex, query: Query): Query => {
  const more = query.uncovered.flatMap((id): readonly Named[] => {
    const name = index.dataset.places.get(id)?.name;
    return name === undefined ? [] : [{ typed: fold(name), meanings: [{ kind: 'place', id }] }];
  });
  const words = new Set(more.flatMap(({ typed }) => typed.split(' ')));
  return {
    ...query,
    named: [...query.named, ...more],
    places: [...query.places, ...query.uncovered],
    words: query.words.filter((word) => !words.has(word)),
  };
};

/** Whether a query has anything that chooses agreements. */
export const hasHandle = (query: Query): boolean =>
  query.named.length > 0 ||
  query.period !== null ||
  query.classes.length > 0 ||
  query.names.length > 0 ||
  query.words.length > 0;
