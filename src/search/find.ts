import type { AgreementClass } from '../dataset/schema.ts';
import { type Board, createBoard } from './board.ts';
import type { SearchIndex } from './build-index.ts';
import { type Candidate, candidatesOf, hasFilter } from './candidates.ts';
import type { Entry } from './entry.ts';
import { eitherUnit, namedUnit, partyUnit, periodTest, placeFit, sharesOf, wordUnit } from './fit.ts';
import { nameToken } from './name-tokens.ts';
import { scatteredNames } from './names.ts';
import type { Meaning } from './phrases.ts';
import { type Query, type Reading, readQuery } from './read-query.ts';
import { nearestPhrase } from './spelling.ts';
import { because, listWhys, type Why, type Whys } from './why.ts';
import { ASIDE_CLASSES, peoples, stem } from './words.ts';

/** An agreement that was found. */
export type Match = {
  readonly id: string;
  /** From 0 to 1: how well it fits, compared with the others found. */
  readonly score: number;
  readonly why: readonly Why[];
  /** A background record, or a class that is no ceasefire by itself, and that was not asked for. */
  readonly aside: boolean;
};

/** What to try instead: `name` is shown, `value` is a text to search for. Each at most 100 characters. */
export type Suggestion = { readonly name: string; readonly value: string };

/** What a search gives. */
export type Found = {
  readonly text: string;
  readonly reading: Reading;
  /** Best first. Empty where nothing was found. */
  readonly matches: readonly Match[];
  /** Things to try where nothing was found; never taken for what was meant. */
  readonly suggestions: readonly Suggestion[];
};

/** `today` is the day in Damascus as an ISO day, for words such as "last summer". */
export type FindOptions = { readonly today: string };

/** The classes that are halts of fighting by themselves. */
export const CEASEFIRES: ReadonlySet<AgreementClass> = new Set([
  'ceasefire',
  'cessation of hostilities',
  'humanitarian pause',
  'de-escalation',
]);

const isAside = (entry: Entry, query: Query): boolean =>
  (entry.agreement.background === true || ASIDE_CLASSES.has(entry.agreement.class)) &&
  !query.classes.includes(entry.agreement.class);

/** Whether it names a Syrian place or an armed group: a state or a year alone may belong to any war. */
const isAnchored = (index: SearchIndex, query: Query): boolean =>
  query.named.some(({ meanings }) =>
    meanings.some(({ kind, id }) =>
      kind === 'place'
        ? id === 'syria' || index.around.get(id)?.has('syria') === true
        : index.dataset.parties.get(id)?.kind === 'armed group',
    ),
  );

// Scores that differ by less than a millionth are equal.
const SHARP = 1_000_000;

// A name counts as the query's subject when it takes in this share of its telling words.
const NAME_SHARE = 0.4;

/** A query with a word of another war, or with unknown words and no hold in this one, is about something else. */
const isOutside = (index: SearchIndex, query: Query): boolean => {
  if (query.found.exact.length > 0) return false;
  if (query.elsewhere.length > 0) return true;
  // "Call me on 9 January" has nothing but a day in common with this war.
  if (query.idle && query.period?.kind === 'yearless' && !query.subject && query.named.length === 0)
    return true;
  // A people is known in any language: "camp palestinien".
  const unknown = query.leftover.filter((word) => !peoples.has(word)).length;
  if (unknown === 0) return false;
  const anchored = isAnchored(index, query);
  const named = query.found.share >= NAME_SHARE;
  // One unknown word does not spoil what is understood in two ways at least: "green buses leave eastern Aleppo".
  if (unknown === 1) {
    const { period } = query;
    const dated = period?.kind === 'period' && (period.form === 'day' || period.form === 'month');
    if (anchored && (query.named.length > 1 || query.leaving || dated)) return false;
    if (named && query.found.telling > 1 && query.words.length > 1) return false;
  }
  return !(query.subject && (named || anchored) && unknown <= 2);
};

/** Whether it is about a place without agreements, or about a city abroad and nothing else that is known. */
const isElsewhere = (index: SearchIndex, query: Query): boolean =>
  query.found.exact.length === 0 &&
  (query.uncovered.length > 0 ||
    (!hasFilter(query) &&
      query.names.length === 0 &&
      query.words.some((word) => index.citiesAbroad.has(word) && index.capitalWords().has(stem(word)))));

/** How much of one of its names an agreement has in the telling words of a query, where they are all in that name. */
const nameCover = (index: SearchIndex, core: readonly string[]): ((entry: Entry) => number) => {
  if (core.filter((token) => !/^(?:month)?\d+$/.test(token)).length < 2) return () => 0;
  // Months are not kept as words. The words of names weigh 1.
  const holders = core
    .filter((token) => !token.startsWith('month'))
    .map((token) => index.wordFits.get(token));
  if (holders.includes(undefined)) return () => 0;
  return ({ names, position }) => {
    if (!holders.every((fits) => fits?.get(position) === 1)) return 0;
    let best = 0;
    for (const name of names) {
      if (core.every((token) => name.has(token))) best = Math.max(best, core.length / name.size);
    }
    return best;
  };
};

const boardOf = (
  index: SearchIndex,
  query: Query,
  candidates: readonly Candidate[],
  lenient: boolean,
): Board => {
  const board = createBoard(index.entries.length);
  const give = (entry: Entry, score: number, whys: Whys): void => {
    // Among equals: first the better known, then ceasefires for those who ask for ceasefires.
    const tie =
      0.03 * (entry.agreement.notability - 1) +
      (query.subject && CEASEFIRES.has(entry.agreement.class) ? 0.02 : 0);
    board.give(entry.position, score + tie, whys);
  };
  const at = (positions: readonly number[]): readonly Entry[] =>
    positions.flatMap((position) => index.entries[position] ?? []);

  const filter = hasFilter(query);
  const isNamed = query.names.length > 0;
  // Words such as "violations" choose an agreement only where nothing else does.
  const words = filter || isNamed ? query.words : [...query.words, ...query.features];
  const stems = words.map(stem);
  const units = words.map((word, at) => {
    const described = lenient ? undefined : peoples.get(word);
    const unit = wordUnit(index, stems[at] ?? word);
    return described === undefined ? unit : eitherUnit(index, unit, partyUnit(index, described));
  });
  const wordShares = sharesOf(index, units);

  // Another resolution is another thing: a number of three digits or more has to be there.
  const numbers = query.words.filter((word) => /^\d{3,}$/.test(word));
  const hasNumbers = (entry: Entry): boolean => numbers.every((number) => entry.words.has(number));
  // Beside a name of this war, a word such as "truce" shows that the rest is a question. Else every word narrows.
  const free =
    lenient || (query.subject && (isNamed || query.classes.length > 0 || isAnchored(index, query)));
  const called = new Set(
    query.named.flatMap(({ meanings }) =>
      meanings.flatMap(({ kind, id }) => [...(index.calledAfter.get(`${kind}:${id}`) ?? [])]),
    ),
  );
  const covers = nameCover(index, query.found.core);
  // "Lebanese Hezbollah" is Hezbollah.
  const describing = isAnchored(index, query) && words.every((word) => peoples.has(word));
  const giveCandidates = (least: number): number => {
    let given = 0;
    for (const { entry, fit, whys } of candidates) {
      const share = wordShares[entry.position] ?? 0;
      if (share < least || !hasNumbers(entry)) continue;
      given += 1;
      const aside = isAside(entry, query) ? 0.3 : 0;
      const own =
        (called.has(entry.position) ? 0.04 : 0) +
        0.06 * covers(entry) +
        (!lenient && query.leaving && entry.agreement.class === 'evacuation' ? 0.1 : 0);
      give(entry, 0.3 + 0.3 * fit + 0.25 * share + own - aside, share > 0 ? whys | because('words') : whys);
    }
    return given;
  };
  // Where no agreement has the further words, they only rank those of a place or an armed group.
  const passed =
    giveCandidates(units.length > 0 && !free && !describing ? 0.4 : 0) ||
    (isAnchored(index, query) ? giveCandidates(0) : 0);

  // A word alone must be one that the texts write as a name: "Putin", not "help".
  const written = lenient ? index.properWords : index.capitalWords;
  const proper = query.words.map(stem).filter((word) => written().has(word));
  // "Astana pro team": one name among ordinary words is said of something else.
  const telling = filter || query.subject || (lenient ? 1 : query.words.length / 2) <= proper.length;
  // Three ordinary words or more must all be in one agreement.
  const ample = !telling && query.words.length > 2 && query.leftover.length === 0;
  if (units.length > 0 && (telling || ample)) {
    // All that was typed as words among words: no single one is needed, but most are.
    const shares = sharesOf(index, [
      ...units,
      ...query.named.map(({ meanings }) => namedUnit(index, meanings)),
    ]);
    const test = query.period && periodTest(query.period);
    const places = query.named.filter(({ meanings }) => meanings.every(({ kind }) => kind === 'place'));
    const isHolder = (entry: Entry): boolean =>
      (wordShares[entry.position] ?? 0) > 0 &&
      (test === null || test(entry) > 0) &&
      hasNumbers(entry) &&
      // "Red Sea": an agreement that has but "sea" is not meant.
      (filter || query.subject || ample || proper.some((word) => entry.words.has(word))) &&
      places.every(({ meanings }) => meanings.some(({ id }) => placeFit(index, entry, id) > 0));
    const found = index.entries.filter(isHolder);
    const shareOf = ({ position }: Entry): number => shares[position] ?? 0;
    const best = found.reduce((most, entry) => Math.max(most, shareOf(entry)), 0);
    for (const entry of found) {
      const share = shareOf(entry);
      if (
        share >= (ample ? 0.6 : 0.5) &&
        share >= best * 0.75 &&
        (!ample || stems.every((word) => entry.words.has(word)))
      )
        give(entry, 0.3 + 0.45 * share, because('words'));
    }
  }

  if (lenient) {
    // "The Sochi memorandum of October 2019": the words of a name, in any order, and the right date.
    const phrases = new Set(query.named.flatMap(({ typed }) => typed.split(' ').map(nameToken)));
    const core = query.found.core.filter(
      (token) => !phrases.has(token) && !/^(?:month)?\d+$/.test(token) && index.isNameWord(token),
    );
    const test = query.period && periodTest(query.period);
    const coversCore = nameCover(index, core);
    for (const entry of core.length < 2 ? [] : index.entries) {
      const share = test === null || test(entry) > 0 ? coversCore(entry) : 0;
      if (share >= 0.4) give(entry, 0.6 + 0.1 * share, because('name'));
    }
  }
  if (query.subject && (lenient || query.general) && !filter && !isNamed && words.length === 0) {
    for (const entry of index.entries) give(entry, isAside(entry, query) ? 0 : 0.3, 0);
  }
  const test = query.period && periodTest(query.period);
  const isThen = (entry: Entry): boolean => test === null || test(entry) > 0;
  if (!lenient) {
    for (const [position, cover] of scatteredNames(index, query.found.core)) {
      for (const entry of at([position])) if (isThen(entry)) give(entry, 0.6 + 0.2 * cover, because('name'));
    }
  }
  for (const entry of at(query.found.exact)) give(entry, 0.92, because('name'));
  for (const entry of at(query.found.begun)) give(entry, 0.8, because('name'));
  const fits = new Set(query.found.contained.length > 0 ? candidates.map(({ entry }) => entry) : []);
  for (const entry of at(query.found.contained)) {
    const fit = filter ? fits.has(entry) : lenient || query.subject;
    if (query.found.share < NAME_SHARE && !fit) continue;
    // "HTS NLF 2018" is not the agreement of 2019, where there is one of 2018.
    if (!lenient && passed > 0 && !isThen(entry)) continue;
    give(entry, 0.6 + 0.2 * query.found.share + (fit ? 0.1 : 0), because('name'));
  }
  return board;
};

/**
 * The agreements that fit a query, best first, and the reading of the period that was used. `lenient` is for
 * whole questions: words that no agreement knows, or that it lacks, then rule nothing out.
 */
export const matchesOf = (
  index: SearchIndex,
  query: Query,
  lenient = false,
): { readonly matches: readonly Match[]; readonly period: Query['period'] } => {
  const none = { matches: [], period: query.period };
  if (query.period?.kind === 'impossible') return none;
  if (isOutside(index, lenient ? { ...query, leftover: [], idle: false } : query)) return none;
  if (!lenient && isElsewhere(index, query)) return none;
  const { candidates, period } = candidatesOf(index, query, !lenient);
  return { matches: rankedMatches(index, { ...query, period }, candidates, lenient), period };
};

const rankedMatches = (
  index: SearchIndex,
  query: Query,
  candidates: readonly Candidate[],
  lenient: boolean,
): readonly Match[] => {
  const board = boardOf(index, query, candidates, lenient);
  const isAsideAt = (position: number): boolean => {
    const entry = index.entries[position];
    return entry !== undefined && isAside(entry, query);
  };
  // The newest or the oldest, where asked for, comes before everything.
  const last = index.entries.length;
  const keyOf = {
    newest: (position: number): number => (isAsideAt(position) ? 1 : 0),
    oldest: (position: number): number => (isAsideAt(position) ? last : 0) + position,
    best: (position: number): number => (2 - board.scoreOf(position)) * SHARP,
  };
  const whys = new Map<Whys, readonly Why[]>();
  const reasons = (set: Whys): readonly Why[] => {
    const known = whys.get(set) ?? listWhys(set);
    whys.set(set, known);
    return known;
  };
  const matches: Match[] = [];
  for (const position of board.ranked(keyOf[query.order ?? 'best'])) {
    const entry = index.entries[position];
    if (!entry) continue;
    const why = reasons(board.whysOf(position));
    matches.push({
      id: entry.agreement.id,
      score: Math.round(Math.min(1, Math.max(0, board.scoreOf(position))) * 1000) / 1000,
      why,
      aside: !why.includes('name') && isAside(entry, query),
    });
  }
  return matches;
};

// Near enough to offer, too far to take for meant.
const SUGGESTION_SHARE = 0.4;

const cut = (text: string): string => (text.length <= 100 ? text : `${text.slice(0, 99)}…`);

/** The name of a place, party or class as people write it. */
const shownName = (index: SearchIndex, meaning: Meaning): string =>
  (meaning.kind === 'place'
    ? index.dataset.places.get(meaning.id)?.name
    : meaning.kind === 'party'
      ? index.dataset.parties.get(meaning.id)?.short
      : undefined) ?? meaning.id;

/** Up to five things to try where nothing was found: near spellings, or the places and parties one by one. */
const suggestionsFor = (index: SearchIndex, query: Query): readonly Suggestion[] => {
  if (query.elsewhere.length + query.uncovered.length > 0 || query.period?.kind === 'impossible') return [];
  const near = query.leftover
    .slice(0, 4)
    .flatMap((word) => (word.length < 4 ? [] : (nearestPhrase(index, word, SUGGESTION_SHARE) ?? [])))
    .flatMap((phrase) => index.phrases.get(phrase)?.[0] ?? []);
  const unclear = [...query.leftover, ...query.words].filter((word) => word.length > 3);
  const meanings =
    near.length > 0
      ? near
      : query.leftover.length === 0 && query.named.length > 0
        ? query.named.flatMap((named) => named.meanings.slice(0, 1))
        : unclear.length === 1 && unclear[0] !== undefined
          ? index.offers(unclear[0])
          : [];
  const names = new Set(
    meanings.filter(({ kind }) => kind !== 'elsewhere').map((meaning) => cut(shownName(index, meaning))),
  );
  return [...names].slice(0, 5).map((name) => ({ name, value: name }));
};

const EMPTY: Reading = {
  places: [],
  parties: [],
  classes: [],
  period: null,
  scope: null,
  order: null,
  otherPeriods: [],
  names: [],
  words: [],
  features: [],
  leftover: [],
  elsewhere: [],
  uncovered: [],
  corrected: [],
};

/** A query of several periods ("2016 and 2018"): any of them is meant. */
const withAllPeriods = (query: Query): Query => {
  const { period, otherPeriods } = query;
  const others = otherPeriods.flatMap((other) => (other.kind === 'period' ? [other.days] : []));
  if (period?.kind !== 'period' || others.length === 0) return query;
  return { ...query, period: { ...period, also: [...(period.also ?? []), ...others] } };
};

/**
 * Finds the agreements that a text speaks of: an id, a name, places, parties, classes, periods, in any
 * mixture and spelling. The order: a name before all; then how closely places and parties fit; then the
 * better known; then the newest. Settlements, mechanisms, proposals and background records come after the
 * others unless asked for. Rather nothing than a doubtful match.
 */
export const find = (index: SearchIndex, text: string, options: FindOptions): Found => {
  const id = text.trim().toLowerCase();
  if (index.dataset.agreement.has(id)) {
    return {
      text,
      reading: { ...EMPTY, names: [id] },
      matches: [{ id, score: 1, why: ['id'], aside: false }],
      suggestions: [],
    };
  }
  const first = foundBy(index, text, options);
  const { period } = first.reading;
  if (first.matches.length > 0 || period?.kind !== 'period' || period.assumed !== 'Islamic calendar')
    return first;
  // An agreement may have been called after a holiday that began later.
  const second = foundBy(index, text, { ...options, holidays: false });
  return second.matches.length > 0 ? second : first;
};

const foundBy = (
  index: SearchIndex,
  text: string,
  options: FindOptions & { readonly holidays?: boolean },
): Found => {
  const query = withAllPeriods(readQuery(index, text, options));
  const {
    named: _,
    subject: __,
    found: ___,
    general: ____,
    leaving: _____,
    idle: ______,
    ...reading
  } = query;
  const { matches, period } = matchesOf(index, query);
  const suggestions = matches.length === 0 ? suggestionsFor(index, query) : [];
  return { text, reading: { ...reading, period }, matches, suggestions };
};
