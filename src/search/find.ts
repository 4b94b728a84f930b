import type { Days } from '../dataset/time.ts';
import { overlaps, startDay } from '../dataset/time.ts';
import type { Entry, Meaning, SearchIndex } from './build-index.ts';
import type { PeriodReading } from './period.ts';
import { nearestPhrase, type Query, type Reading, readQuery } from './read-query.ts';
import { ASIDE_CLASSES, stem } from './words.ts';

/** Why an agreement was found. */
export type Why =
  | 'id'
  | 'name'
  | 'place'
  | 'wider area'
  | 'party'
  | 'party took no part'
  | 'period'
  | 'in force then'
  | 'class'
  | 'words';

export type Match = {
  readonly id: string;
  /** From 0 to 1: how well it fits, compared with the others found. */
  readonly score: number;
  readonly why: readonly Why[];
  /** A background record or a class that is no ceasefire by itself, and was not asked for. */
  readonly aside: boolean;
};

/** What to try instead: `name` is shown, `value` is a text to search for. Each at most 100 characters. */
export type Suggestion = { readonly name: string; readonly value: string };

export type Found = {
  readonly text: string;
  readonly reading: Reading;
  /** Best first. Empty where nothing was found. */
  readonly matches: readonly Match[];
  readonly suggestions: readonly Suggestion[];
};

export type FindOptions = {
  /** The day in Damascus, as an ISO day. */
  readonly today: string;
};

type Candidate = { readonly entry: Entry; readonly fit: number; readonly why: ReadonlySet<Why> };

type PeriodTest = (entry: Entry) => number;

const inDays = (entry: Entry, days: Days): boolean => entry.days.some((own) => overlaps(own, days));

const yearlessTest =
  (month: number, day: number | undefined): PeriodTest =>
  (entry) =>
    entry.days.some(({ from, to }) => {
      if (day === undefined) return Number(from.slice(5, 7)) === month;
      const iso = `${from.slice(0, 4)}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
      return iso >= from && iso < to && to.slice(0, 7) <= `${iso.slice(0, 7)}~`;
    })
      ? 1
      : 0;

const periodTest = (period: PeriodReading): PeriodTest => {
  if (period.kind === 'yearless') return yearlessTest(period.month, period.day);
  if (period.kind === 'impossible') return () => 0;
  const { days } = period;
  return (entry) => (inDays(entry, days) ? 1 : 0);
};

/** How well an agreement fits one place: 1 where it names it, a little less where it names places inside. */
const placeFit = (index: SearchIndex, entry: Entry, place: string): number => {
  const own = entry.places.get(place);
  const inside = index.inside.get(place);
  let share = 0;
  if (inside) for (const [id, part] of entry.places) if (inside.has(id)) share += part;
  if (share === 0) return 0;
  return (own === undefined ? 0.8 : 0.85) + 0.15 * Math.min(1, share);
};

const isWider = (index: SearchIndex, entry: Entry, place: string): boolean => {
  const around = index.around.get(place);
  return around !== undefined && entry.agreement.areas.places.some((id) => around.has(id));
};

const meaningFit = (index: SearchIndex, entry: Entry, meaning: Meaning): { fit: number; why: Why } => {
  if (meaning.kind === 'place') return { fit: placeFit(index, entry, meaning.id), why: 'place' };
  const fit = entry.parties.get(meaning.id) ?? 0;
  return { fit, why: fit < 0.5 ? 'party took no part' : 'party' };
};

/** Drops a place where another one named lies inside it: "Sheikh Maqsoud, Aleppo". */
const narrowed = (index: SearchIndex, query: Query): Query['named'] => {
  const places = query.named.flatMap(({ meanings }) =>
    meanings.flatMap((m) => (m.kind === 'place' ? [m.id] : [])),
  );
  return query.named.filter(({ meanings }) => {
    const own = meanings.flatMap((m) => (m.kind === 'place' ? [m.id] : []));
    if (own.length === 0 || own.length < meanings.length) return true;
    return !places.some(
      (other) => !own.includes(other) && own.every((id) => index.around.get(other)?.has(id)),
    );
  });
};

const positionsOf = (index: SearchIndex, meaning: Meaning): readonly number[] =>
  meaning.kind === 'party'
    ? (index.entriesByParty.get(meaning.id) ?? [])
    : [...(index.inside.get(meaning.id) ?? [])].flatMap((id) => index.entriesByPlace.get(id) ?? []);

type Unit = { readonly weight: number; readonly fit: (entry: Entry) => number };

const rarity = (index: SearchIndex, holders: number): number =>
  Math.log(1 + index.entries.length / (1 + holders));

const wordUnit = (index: SearchIndex, word: string): Unit => ({
  weight: rarity(index, index.entriesByWord.get(word)?.length ?? 0),
  fit: (entry) => entry.words.get(word) ?? 0,
});

/** A place or party as one word among others: being excluded from an agreement counts as well. */
const namedUnit = (index: SearchIndex, { meanings }: Query['named'][number]): Unit => ({
  weight: rarity(index, Math.max(...meanings.map((meaning) => positionsOf(index, meaning).length))),
  fit: (entry) =>
    Math.max(
      ...meanings.map((meaning) =>
        meaning.kind === 'party' &&
        entry.agreement.excluded.some(({ parties }) => parties.includes(meaning.id))
          ? 0.8
          : meaningFit(index, entry, meaning).fit,
      ),
    ),
});

/** The share of some units that an agreement holds, rare ones counting more. */
const cover = (units: readonly Unit[]): ((entry: Entry) => number) => {
  const sum = units.reduce((all, { weight }) => all + weight, 0);
  return sum === 0
    ? () => 0
    : (entry) => units.reduce((all, { weight, fit }) => all + weight * fit(entry), 0) / sum;
};

type Plan = {
  readonly named: Query['named'];
  readonly test: PeriodTest | null;
  readonly periodWhy: Why;
  readonly wider: boolean;
  readonly least: number;
};

/** All agreements that fit every place, party, class and period of a plan. */
const filtered = (index: SearchIndex, query: Query, plan: Plan): readonly Candidate[] => {
  const [first] = plan.named;
  const positions =
    first && !plan.wider
      ? [...new Set(first.meanings.flatMap((meaning) => positionsOf(index, meaning)))]
      : index.entries.keys();
  const candidates: Candidate[] = [];
  for (const position of positions) {
    const entry = index.entries[position];
    if (!entry) continue;
    const why = new Set<Why>();
    let fit = 1;
    if (plan.test) {
      if (plan.test(entry) === 0) continue;
      why.add(plan.periodWhy);
    }
    if (query.classes.length > 0) {
      if (!query.classes.includes(entry.agreement.class)) continue;
      why.add('class');
    }
    let fits = true;
    for (const { meanings } of plan.named) {
      let best: { fit: number; why: Why } = { fit: 0, why: 'place' };
      for (const meaning of meanings) {
        const one = meaningFit(index, entry, meaning);
        if (one.fit > best.fit) best = one;
        if (plan.wider && best.fit === 0 && meaning.kind === 'place' && isWider(index, entry, meaning.id)) {
          best = { fit: 0.5, why: 'wider area' };
        }
      }
      if (best.fit < plan.least || best.fit === 0) {
        fits = false;
        break;
      }
      fit *= best.fit;
      why.add(best.why);
    }
    if (fits) candidates.push({ entry, fit, why });
  }
  return candidates;
};

const heldTest =
  (days: Days): PeriodTest =>
  (entry) =>
    entry.held && overlaps(entry.held, days) ? 1 : 0;

/** The agreements that fit, by the first of several ever wider plans that gives any. */
const candidatesOf = (index: SearchIndex, query: Query): readonly Candidate[] => {
  const named = narrowed(index, query);
  const { period } = query;
  const hasFilter = named.length > 0 || period !== null || query.classes.length > 0;
  if (!hasFilter) return [];
  const exact: Plan = {
    named,
    test: period && periodTest(period),
    periodWhy: 'period',
    wider: false,
    least: 0.01,
  };
  const plans: Plan[] = [exact];
  const other = period?.kind === 'period' ? period.other : undefined;
  if (other) plans.push({ ...exact, test: periodTest(other) });
  if (named.some(({ meanings }) => meanings.some(({ kind }) => kind === 'place'))) {
    plans.push({ ...exact, wider: true });
    if (period?.kind === 'period') {
      const test = heldTest(period.days);
      plans.push({ ...exact, test, periodWhy: 'in force then' });
      plans.push({ ...exact, test, periodWhy: 'in force then', wider: true });
    }
  }
  for (const plan of plans) {
    const found = filtered(index, query, plan);
    if (found.length > 0) return found;
  }
  // Several places that no agreement has together: those that have any of them.
  const places = named.filter(({ meanings }) => meanings.every(({ kind }) => kind === 'place'));
  if (places.length < 2) return [];
  const rest = named.filter((one) => !places.includes(one));
  const any = {
    typed: places.map(({ typed }) => typed).join(' '),
    meanings: places.flatMap(({ meanings }) => meanings),
  };
  return filtered(index, query, { ...exact, named: [any, ...rest] });
};

const CEASEFIRES = new Set(['ceasefire', 'cessation of hostilities', 'humanitarian pause', 'de-escalation']);

const isAside = (entry: Entry, query: Query): boolean =>
  (entry.agreement.background === true || ASIDE_CLASSES.has(entry.agreement.class)) &&
  !query.classes.includes(entry.agreement.class);

/** A query with words of other wars, or mostly of unknown words, is about something else. */
const isOutside = (index: SearchIndex, query: Query): boolean => {
  if (query.exactNames.length > 0) return false;
  if (query.elsewhere.length > 0) return true;
  if (query.leftover.length === 0) return false;
  const anchored =
    query.nameShare >= 0.4 ||
    query.named.some(({ meanings }) =>
      meanings.some(({ kind, id }) =>
        kind === 'place'
          ? index.around.get(id)?.has('syria') === true
          : index.dataset.parties.get(id)?.kind === 'armed group',
      ),
    );
  return !(query.subject && anchored && query.leftover.length <= 2);
};

const newestFirst = (a: Entry, b: Entry): number =>
  startDay(b.agreement).localeCompare(startDay(a.agreement)) || a.agreement.id.localeCompare(b.agreement.id);

const rank = (index: SearchIndex, query: Query): readonly Match[] => {
  if (isOutside(index, query) || query.period?.kind === 'impossible') return [];
  const hasFilter = query.named.length > 0 || query.period !== null || query.classes.length > 0;
  const named = query.exactNames.length + query.containedNames.length + query.begunNames.length > 0;
  // Words such as "violations" choose only where nothing else does.
  const stems = (hasFilter || named ? query.words : [...query.words, ...query.features]).map(stem);
  const units = stems.map((word) => wordUnit(index, word));
  const wordsOf = cover(units);
  const scored = new Map<number, { score: number; why: Set<Why>; named: boolean }>();
  const give = (entry: Entry, score: number, why: Iterable<Why>, named: boolean): void => {
    const before = scored.get(entry.position);
    scored.set(entry.position, {
      score: Math.max(before?.score ?? 0, score),
      why: new Set([...why, ...(before?.why ?? [])]),
      named: named || before?.named === true,
    });
  };
  const tie = (entry: Entry): number =>
    0.06 * ((entry.agreement.notability - 1) / 2) +
    (query.subject && CEASEFIRES.has(entry.agreement.class) ? 0.02 : 0);

  const candidates = candidatesOf(index, query);
  for (const { entry, fit, why } of candidates) {
    const words = wordsOf(entry);
    // Without a word such as "truce", every further word narrows.
    if (stems.length > 0 && !query.subject && words < 0.4) continue;
    const aside = isAside(entry, query) ? 0.3 : 0;
    give(
      entry,
      0.3 + 0.3 * fit + 0.25 * words - aside + tie(entry),
      words > 0 ? [...why, 'words'] : why,
      false,
    );
  }
  if (stems.length > 0) {
    // All that was typed as words among words: no single one of them is needed, but most are.
    const all = cover([...units, ...query.named.map((one) => namedUnit(index, one))]);
    const test = query.period && periodTest(query.period);
    const places = query.named.filter(({ meanings }) => meanings.every(({ kind }) => kind === 'place'));
    const positions = new Set(stems.flatMap((word) => index.entriesByWord.get(word) ?? []));
    const found = [...positions].flatMap((position) => {
      const entry = index.entries[position];
      if (!entry || (test && test(entry) === 0)) return [];
      if (!places.every((place) => place.meanings.some(({ id }) => placeFit(index, entry, id) > 0)))
        return [];
      return [{ entry, words: all(entry) }];
    });
    const best = Math.max(0, ...found.map(({ words }) => words));
    for (const { entry, words } of found) {
      if (words < 0.5 || words < best * 0.75) continue;
      give(entry, 0.3 + 0.45 * words + tie(entry), ['words'], false);
    }
  }
  for (const position of query.exactNames) {
    const entry = index.entries[position];
    if (entry) give(entry, 0.92 + tie(entry), ['name'], true);
  }
  for (const position of query.begunNames) {
    const entry = index.entries[position];
    if (entry) give(entry, 0.8 + tie(entry), ['name'], true);
  }
  for (const position of query.containedNames) {
    const entry = index.entries[position];
    if (!entry) continue;
    const inPeriod = query.period === null || periodTest(query.period)(entry) > 0;
    const placed = candidates.some((candidate) => candidate.entry === entry) || query.named.length === 0;
    if (query.nameShare < 0.4 && !(inPeriod && placed)) continue;
    give(entry, 0.6 + 0.2 * query.nameShare + (inPeriod && placed ? 0.1 : 0) + tie(entry), ['name'], true);
  }
  return [...scored]
    .flatMap(([position, { score, why, named }]) => {
      const entry = index.entries[position];
      if (!entry) return [];
      const aside = !named && isAside(entry, query);
      return [{ entry, score, why, aside }];
    })
    .sort((a, b) => b.score - a.score || newestFirst(a.entry, b.entry))
    .map(({ entry, score, why, aside }) => ({
      id: entry.agreement.id,
      score: Math.round(Math.min(1, Math.max(0, score)) * 1000) / 1000,
      why: [...why],
      aside,
    }));
};

const cut = (text: string): string => (text.length <= 100 ? text : `${text.slice(0, 99)}…`);

/** The name of a place, party or class as people write it. */
const shownName = (index: SearchIndex, meaning: Meaning): string =>
  (meaning.kind === 'place'
    ? index.dataset.places.get(meaning.id)?.name
    : meaning.kind === 'party'
      ? index.dataset.parties.get(meaning.id)?.short
      : undefined) ?? meaning.id;

/** Up to five things to try where nothing was found: near spellings, or the query without its period. */
const suggestionsFor = (index: SearchIndex, query: Query): readonly Suggestion[] => {
  if (query.elsewhere.length > 0 || query.period?.kind === 'impossible') return [];
  const suggestions: Suggestion[] = [];
  const add = (meaning: Meaning | undefined): void => {
    if (!meaning || meaning.kind === 'elsewhere') return;
    const name = shownName(index, meaning);
    if (!suggestions.some(({ value }) => value === name))
      suggestions.push({ name: cut(name), value: cut(name) });
  };
  for (const word of query.leftover) {
    if (word.length < 4) continue;
    const near = nearestPhrase(index, word, 0.5);
    if (near) add(index.phrases.get(near.phrase)?.[0]);
  }
  if (query.leftover.length === 0) for (const { meanings } of query.named) add(meanings[0]);
  return suggestions.slice(0, 5);
};

const EMPTY: Reading = {
  places: [],
  parties: [],
  classes: [],
  period: null,
  otherPeriods: [],
  names: [],
  words: [],
  features: [],
  leftover: [],
  elsewhere: [],
  corrected: [],
};

/**
 * Finds the agreements that a text speaks of: an id, a name, places, parties, classes, periods, in any
 * mixture and spelling. The order: a name before all, then how closely places and parties fit, then how
 * well known it is, then the newest. Gives no match, rather than a doubtful one.
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
  const query = readQuery(index, text, options);
  const matches = rank(index, query);
  const {
    named: _,
    subject: __,
    exactNames: ___,
    containedNames: ____,
    begunNames: ______,
    nameShare: _____,
    ...reading
  } = query;
  return { text, reading, matches, suggestions: matches.length === 0 ? suggestionsFor(index, query) : [] };
};
