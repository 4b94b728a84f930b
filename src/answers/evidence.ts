import type { SearchIndex } from '../search/build-index.ts';
import type { Entry } from '../search/entry.ts';
import { canon, conceptKey, type Fact, plainWords } from '../search/facts.ts';
import { placeFit } from '../search/fit.ts';
import { foldWords } from '../search/fold.ts';
import type { Meaning } from '../search/phrases.ts';
import type { Query } from '../search/read-query.ts';
import { SUBJECT_WORDS, stem } from '../search/words.ts';

/** Finds the facts that a question's own words point to. Strict: a fact that holds only a few of them is none. */

const wordSet = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Words of questions that no fact has to hold. */
const EMPTY_WORDS = wordSet(
  'the a an of in on at to for from by with and or but is are was were be been being do does did done has have had ' +
    'that this these those it its they their them there many who whom whose what which when where why how much long ' +
    'any some all then as into about if so than will would shall must should can could may might i me my you your ' +
    'we us our he she his her supposed meant according tell please time times really exactly also ever s t d ' +
    'between among during dataset database total altogether overall party parties side sides involved country countries group groups participants say says said utc gmt hour date agreement article source sources summary overview organisation organization outlet agency official officials instead rather purpose function mention mentioned due under per via task job charge responsible responsibility obligation obligations le la les un une des du de et ou en au qui que quel quelle der die das den dem und в и на с по о في من على ما',
);

/** Words that say little about which fact is meant. */
const LIGHT_WORDS = wordSet(
  'after before since until while happen happens happened happening take takes took taken make makes made come comes came ' +
    'go goes went get name names day days give given gave use used set up out off other another announce announces new old start started starts begin began begun announced agree agrees agreed reached documented counted recorded registered first last lasts lasted lasting valid part thing things term terms provide provides provided open opens opened midnight noon midday sunset sundown end ends ended ending',
);

// A count is given, recorded, documented: the verb is in the question, not in the figure.
const COUNTING_WORDS: ReadonlySet<string> = new Set(
  'create created set establish established launch launched fire fired first document documented record recorded count counted give gave given report reported say said estimate estimated register registered note noted happen happened occur occurred many number total altogether'
    .split(' ')
    .map(canon),
);

type Unit = {
  readonly key: string;
  readonly weight: number;
  /** What the question is about, rather than what it asks: a place, a party, the agreement's own name. */
  readonly context: boolean;
  /** A word of the name of an agreement that the question calls by its name. */
  readonly naming: boolean;
  readonly fitsEntry: (entry: Entry) => boolean;
};

/** The parts of a question that facts are compared with. */
export type Needs = {
  readonly units: readonly Unit[];
  /** Keys of the words that say what is asked. */
  readonly own: readonly string[];
  /** Nothing but a party is left to ask about: "What did Moscow have to do?" */
  readonly partyOnly: boolean;
  /** Whether one of the words that say what is asked weighs anything. */
  readonly telling: boolean;
};

// A word that no agreement has: often only another verb for what the sources say.
const UNKNOWN_WEIGHT = 2.5;
const LIGHT = 0.2;
// Less than one word of weight asks for nothing.
const LEAST_WEIGHT = 0.5;

const weightOf = (index: SearchIndex, word: string): number => {
  if (SUBJECT_WORDS.has(word)) return 0.3;
  if (LIGHT_WORDS.has(word) || /^[a-z]{4,}ly$/.test(word)) return LIGHT;
  const holders = index.wordFits.get(stem(word))?.size;
  return holders === undefined
    ? UNKNOWN_WEIGHT
    : Math.max(0.6, Math.log(1 + index.entries.length / (1 + holders)));
};

const fitsMeaning = (index: SearchIndex, meaning: Meaning, entry: Entry): boolean =>
  meaning.kind === 'place'
    ? placeFit(index, entry, meaning.id) > 0
    : meaning.kind === 'party'
      ? entry.parties.has(meaning.id)
      : meaning.kind === 'class' && entry.agreement.class === meaning.id;

/** The words of an agreement's names: in a question that calls it so, they say which, not what. */
const namesOf = (index: SearchIndex, id: string): readonly string[] => {
  const entry = index.byId.get(id);
  return entry ? entry.names.flatMap((name) => [...name]) : [];
};

// "What did Moscow have to do?"
const DUTY =
  /\b(?:have to|has to|had to|must|supposed to|do|did|undert\w+|obliged?|promised?|expected|required?|duty|duties|role|task|job|charge|responsib\w+|obligation|deals? with)\b/i;

/** Reads what a question needs, from the query that it is as a search; `rest` is the question without its dates. */
export const needsOf = (index: SearchIndex, query: Query, rest: string): Needs => {
  const names = new Set(query.names.flatMap((id) => namesOf(index, id)));
  const concepts = query.named.map(
    ({ meanings }): Unit => ({
      key: meanings.map(conceptKey).join(' '),
      weight: 1.5,
      context: true,
      naming: false,
      fitsEntry: (entry) => meanings.some((meaning) => fitsMeaning(index, meaning, entry)),
    }),
  );
  const typed = new Set([
    ...query.named.flatMap((one) => one.typed.split(' ')),
    ...query.classes.flatMap((one) => foldWords(one)),
  ]);
  // As plain words write it.
  if (typed.has('us')) typed.add('usa');
  const words = new Map<string, Unit>();
  for (const word of plainWords(rest)) {
    if (EMPTY_WORDS.has(word) || typed.has(word)) continue;
    const subject = SUBJECT_WORDS.has(word);
    const stemmed = stem(word);
    const naming = names.has(stemmed);
    const key = subject ? 'subject' : canon(word);
    if (words.has(key)) continue;
    words.set(key, {
      key,
      weight: naming ? 0.5 : weightOf(index, word),
      context: subject || naming,
      naming,
      fitsEntry: (entry) => subject || entry.words.get(stemmed) === 1,
    });
  }
  const own = [...words.values()].filter(({ context }) => !context);
  const parties = concepts.filter(({ key }) => key.includes('party:'));
  const partyOnly = parties.length > 0 && DUTY.test(rest) && !own.some(({ weight }) => weight > LIGHT);
  const asked = partyOnly ? parties.map((unit) => ({ ...unit, context: false })) : own;
  const keys = new Set(asked.map(({ key }) => key));
  const others = [...concepts, ...words.values()].filter(({ key }) => !keys.has(key));
  const telling = asked.some(({ weight }) => weight > LIGHT);
  return { units: [...others, ...asked], own: [...keys], partyOnly, telling };
};

const holds = (fact: Fact, unit: Unit): boolean => unit.key.split(' ').some((key) => fact.has.has(key));

/** How well a fact fits: over all units, and over those that say what is asked. 0 to 1. */
type Fit = { readonly fact: Fact; readonly all: number; readonly own: number; readonly held: number };

const fitOf = (index: SearchIndex, needs: Needs, fact: Fact, namesCount: FactsWanted['namesCount']): Fit => {
  const entry = index.entries[fact.position];
  let sum = 0;
  let held = 0;
  let ownSum = 0;
  let ownHeld = 0;
  let words = 0;
  for (const unit of needs.units) {
    const has = holds(fact, unit);
    const fits = entry !== undefined && unit.fitsEntry(entry);
    sum += unit.weight;
    held += has ? unit.weight : fits ? 0.6 * unit.weight : 0;
    // A word of the agreement's own name says which agreement, not what about it.
    const word = !unit.key.includes(':') && unit.key !== 'subject';
    const inTitle = entry?.names[0]?.has(unit.key) === true;
    const counts = word && (namesCount === 'needed' ? !inTitle : namesCount === 'held' && has);
    if (!counts && (unit.context || (fits && !needs.partyOnly))) continue;
    ownSum += unit.weight;
    if (has) ownHeld += unit.weight;
    if (has && unit.weight > LIGHT) words += 1;
  }
  return {
    fact,
    all: sum === 0 ? 0 : held / sum,
    own: ownSum < LEAST_WEIGHT ? 0 : ownHeld / ownSum,
    held: words,
  };
};

const LEAST_ALL = 0.55;
// Facts nearly as good as the best are told with it.
const NEAR = 0.9;
// Where the search finds one agreement before all others, its facts come first among equals.
const PREFERRED = 0.35;
// Facts that have a rule of their own: told for their words only where nothing else holds these.
const RULED: ReadonlySet<Fact['kind']> = new Set(['announcement', 'start', 'end', 'duration', 'areas']);
// What a party has to do stands in these.
const DUTIES: ReadonlySet<Fact['kind']> = new Set(['term', 'party', 'monitoring', 'humanitarian']);

const OWN_DUTY = 0.5;
// A fact that names the places and parties of the question itself comes before one whose agreement does.
const NAMED = 0.5;

/** The share of a question's places and parties that a fact names. */
export const heldConcepts = (needs: Needs, fact: Fact): number => {
  const concepts = needs.units.filter(({ key }) => key.includes(':'));
  return concepts.length === 0 ? 0 : concepts.filter((unit) => holds(fact, unit)).length / concepts.length;
};

/** Whether a fact is about what the asked party has to do: its own note, or a term that begins with it. */
const isDutyOf = (index: SearchIndex, fact: Fact, needs: Needs): boolean => {
  const entry = index.entries[fact.position];
  const keys = needs.own.flatMap((key) => key.split(' '));
  if (fact.kind === 'party') return keys.includes(`party:${entry?.agreement.parties[fact.at]?.party}`);
  return keys.some((key) => fact.first === key);
};

/** Which facts a question may be answered with. */
type FactsWanted = {
  /** Positions of the agreements whose facts count. */
  readonly positions: ReadonlySet<number>;
  /** Positions that come first among equals. */
  readonly preferred?: ReadonlySet<number>;
  /** The share of the question's own words that a fact must hold. */
  readonly least: number;
  /** How many of them, besides. */
  readonly leastWords?: number;
  readonly accept?: (fact: Fact) => boolean;
  /** Whether words of the agreement's names count: where the fact holds them, or all but those of its title. */
  readonly namesCount?: 'held' | 'needed' | undefined;
};

/** The facts that a question's words point to, best first: up to three of one agreement. */
export const factsFor = (index: SearchIndex, needs: Needs, wanted: FactsWanted): readonly Fact[] => {
  if (!needs.telling) return [];
  const parties = needs.units.filter(({ key }) => key.includes('party:'));
  const { positions, preferred, least, leastWords = 1, accept, namesCount } = wanted;
  const fits = index
    .facts()
    .filter(({ position, kind }) => positions.has(position) && kind !== 'error')
    .filter(({ kind }) => !needs.partyOnly || DUTIES.has(kind))
    .map((fact) => fitOf(index, needs, fact, namesCount))
    .filter(
      ({ fact, all, own, held }) =>
        all >= LEAST_ALL && own >= least && held >= leastWords && (!accept || accept(fact)),
    )
    // Of two parties, a fact about one of them alone says nothing of both.
    .filter(({ fact, own }) => own >= 0.9 || parties.length < 2 || parties.every((unit) => holds(fact, unit)))
    .map((fit) => ({
      ...fit,
      rank:
        fit.all +
        fit.own +
        (preferred?.has(fit.fact.position) ? PREFERRED * fit.own ** 2 : 0) +
        NAMED * heldConcepts(needs, fit.fact) +
        (needs.partyOnly && isDutyOf(index, fit.fact, needs) ? OWN_DUTY : 0),
    }))
    .toSorted((a, b) => b.rank - a.rank);
  const best = fits.find(({ fact }) => !RULED.has(fact.kind)) ?? fits[0];
  if (!best) return [];
  return fits
    .filter(
      ({ fact, rank }) =>
        fact.position === best.fact.position &&
        rank >= NEAR * best.rank &&
        (RULED.has(best.fact.kind) || !RULED.has(fact.kind)),
    )
    .slice(0, 3)
    .map(({ fact }) => fact);
};

/** Which facts may be told as near a question. */
type ClosestWanted = {
  readonly positions: ReadonlySet<number>;
  /** The position that comes first among equals. */
  readonly preferred: number;
  /** The share of the question's own words that a fact must hold. */
  readonly least: number;
  readonly accept?: ((fact: Fact) => boolean) | undefined;
};

// A word that most agreements have brings no fact near.
const TELLING = 1;

/** The facts that hold most of a question's own words, best first, of one agreement: near it, and no answer. */
export const closestFacts = (
  index: SearchIndex,
  needs: Needs,
  { positions, preferred, least, accept }: ClosestWanted,
): readonly Fact[] => {
  const own = needs.units.filter(({ key, weight }) => needs.own.includes(key) && weight > LIGHT);
  const sum = own.reduce((all, { weight }) => all + weight, 0);
  if (sum === 0) return [];
  const found = index
    .facts()
    .filter(({ position, kind }) => positions.has(position) && kind !== 'error')
    .map((fact) => {
      const held = own.filter((unit) => holds(fact, unit));
      const share = held.reduce((all, { weight }) => all + weight, 0) / sum;
      return { fact, share: held.some(({ weight }) => weight >= TELLING) ? share : 0 };
    })
    .filter(({ fact, share }) => share >= least && (!accept || accept(fact)))
    .toSorted(
      (a, b) =>
        b.share - a.share ||
        Number(b.fact.position === preferred) - Number(a.fact.position === preferred) ||
        heldConcepts(needs, b.fact) - heldConcepts(needs, a.fact),
    );
  const [best] = found;
  return best
    ? found
        .filter(({ fact, share }) => fact.position === best.fact.position && share >= NEAR * best.share)
        .map(({ fact }) => fact)
    : [];
};

const isNumber = (word: string | undefined): boolean => word !== undefined && /^\d/.test(word);

/** Whether a number stands right before a word of a fact: "four safe zones". */
export const countsWord = ({ words }: Fact, key: string): boolean =>
  words.some((word, at) => word === key && (isNumber(words[at - 1]) || isNumber(words[at - 2])));

const MOVING_WORDS: ReadonlySet<string> = new Set(
  'leave left go went enter entered evacuate evacuated return returned flee fled reach reached arrive arrived'
    .split(' ')
    .map(canon),
);

/** Which counts may answer a question, and in which order. */
export type CountsWanted = {
  readonly positions: ReadonlySet<number>;
  /** Positions in the order in which their counts are wanted. */
  readonly order: readonly number[];
  readonly accept: (fact: Fact) => boolean;
};

/**
 * The counts that a question asks for. Every word that says what is counted, by whom and of what must be in
 * the fact: a count of something like it is another count.
 */
export const countsFor = (
  index: SearchIndex,
  needs: Needs,
  { positions, order, accept }: CountsWanted,
): readonly Fact[] => {
  const counted = needs.units.filter(
    ({ key, context, naming }) => (!context || naming) && !COUNTING_WORDS.has(key),
  );
  if (counted.length === 0 || needs.partyOnly) return [];
  // Of "fighters left" the fighters are counted: ten thousand civilians leaving are others.
  const nouns = counted.filter(({ key, context }) => !context && !MOVING_WORDS.has(key));
  const heads = nouns.length > 0 ? nouns : counted;
  const found = index
    .facts()
    .filter((fact) => positions.has(fact.position) && fact.kind !== 'error')
    .flatMap((fact) => {
      const entry = index.entries[fact.position];
      const missing = counted.filter((unit) => !holds(fact, unit));
      const onlyNames = entry !== undefined && missing.every((unit) => unit.naming && unit.fitsEntry(entry));
      if (!onlyNames || missing.length === counted.length) return [];
      // Outside the figures the number must stand before what is counted.
      const figure = fact.kind === 'figure';
      if (!figure && !heads.some(({ key }) => countsWord(fact, key))) return [];
      // The costly part last.
      if (!accept(fact)) return [];
      return [{ fact, rank: (figure ? 2 : 1) + counted.length - missing.length }];
    })
    .toSorted((a, b) => b.rank - a.rank || rankIn(order, a.fact) - rankIn(order, b.fact));
  const best = found[0];
  if (!best) return [];
  return found
    .filter(({ fact, rank }) => fact.position === best.fact.position && rank === best.rank)
    .slice(0, 3)
    .map(({ fact }) => fact);
};

/** Where a fact's agreement stands in an order; after all where it is not in it. */
export const rankIn = (order: readonly number[], { position }: Fact): number => {
  const at = order.indexOf(position);
  return at < 0 ? order.length : at;
};
