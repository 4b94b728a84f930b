import type { SearchIndex } from '../search/build-index.ts';
import type { Entry } from '../search/entry.ts';
import { canon, conceptKey, plainWords } from '../search/facts.ts';
import { placeFit } from '../search/fit.ts';
import { foldWords } from '../search/fold.ts';
import type { Meaning } from '../search/phrases.ts';
import type { Query } from '../search/read-query.ts';
import { SUBJECT_WORDS, stem } from '../search/words.ts';

/** What a question says, as the things that facts are compared with. */

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

/** One thing that a question says: a word, or a place or party. */
export type Unit = {
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

/** The weight of a word that says little. */
export const LIGHT = 0.2;

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
