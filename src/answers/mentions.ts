import type { SearchIndex } from '../search/build-index.ts';
import { matchesOf } from '../search/find.ts';
import { fitsOfMeaning } from '../search/fit.ts';
import { readPeriods } from '../search/period.ts';
import { type Query, readQuery } from '../search/read-query.ts';

/** An agreement that a message points to, and by what. */
type Mention = { readonly id: string; readonly by: readonly ('name' | 'place' | 'party' | 'date')[] };

const MOST = 10;
// A place with more agreements than these points to none of them.
const FEW = 2;
// A message is cut into sentences: a place of one and a date of the next need not belong together.
const SENTENCE = /(?<=[.!?؟\n])\s+|\n+/u;
const LONGEST_SENTENCE = 400;

/** What a sentence names: a place, a party, a day or month. */
const pointsOf = (query: Query): readonly Mention['by'][number][] => {
  const dated =
    query.period?.kind === 'period' && (query.period.form === 'day' || query.period.form === 'month');
  const by: Mention['by'][number][] = [];
  if (query.places.length > 0) by.push('place');
  if (query.parties.length > 0) by.push('party');
  if (dated) by.push('date');
  return by;
};

/**
 * The agreements that a sentence points to. Enough are: a name; a day with a place; a month with a place, or
 * with two parties, if it speaks of truces; a place that has one or two agreements.
 */
const bySentence = (index: SearchIndex, sentence: string, today: string): readonly Mention[] => {
  const query = readQuery(index, sentence, { today });
  if (query.period?.kind === 'impossible' || query.elsewhere.length > 0) return [];
  const { matches } = matchesOf(index, { ...query, scope: null, order: null }, true);
  const named = matches.filter(({ why }) => why.includes('name'));
  const points = pointsOf(query);
  const found: Mention[] = [];
  // A name of one word ("Astana") is also said of other things: in a sentence without "truce" it names none.
  if (query.found.exact.length > 0 || query.found.telling > 1 || query.subject) {
    for (const { id } of named.slice(0, 3)) found.push({ id, by: ['name'] });
  }
  const exactly = matches.filter(({ why }) => why.includes('period') && !why.includes('party took no part'));
  const day = query.period?.kind === 'period' && query.period.form === 'day';
  const ofTruces = query.subject || query.parties.length > 0 || query.classes.length > 0;
  const enough =
    points.includes('date') &&
    (points.includes('place') ? day || ofTruces : query.subject || query.parties.length > 1);
  if (enough) {
    for (const { id, why } of exactly.slice(0, 5)) {
      if (found.some((one) => one.id === id)) continue;
      const by = points.filter((point) => point === 'date' || why.some((reason) => reason === point));
      found.push({ id, by });
    }
  }
  const [place, other] = query.places;
  if (
    found.length === 0 &&
    query.subject &&
    place !== undefined &&
    other === undefined &&
    query.period === null
  ) {
    if (fitsOfMeaning(index, { kind: 'place', id: place }).size <= FEW)
      for (const { id } of matches.slice(0, FEW)) found.push({ id, by: ['place'] });
  }
  return found;
};

/**
 * The agreements that a message of free text points to, in the order of the text. Sparing: a place alone,
 * a party alone or a year alone points to none, unless the place has but one or two agreements and the
 * sentence speaks of one. `today` is the day in Damascus.
 */
export const mentionsIn = (
  index: SearchIndex,
  text: string,
  { today }: { readonly today: string },
): readonly Mention[] => {
  const mentions = new Map<string, Mention>();
  for (const sentence of text.split(SENTENCE)) {
    const short = sentence.slice(0, LONGEST_SENTENCE).trim();
    if (short === '' || !/\p{L}/u.test(short)) continue;
    // Links and mentions are no words of the writer's.
    const plain = short.replace(/https?:\/\/\S+|<[@#:][^>]*>|`[^`]*`/g, ' ');
    if (!/\p{L}{3}/u.test(plain) && readPeriods(plain, { today }).readings.length === 0) continue;
    for (const mention of bySentence(index, plain, today)) {
      if (!mentions.has(mention.id)) mentions.set(mention.id, mention);
    }
  }
  return [...mentions.values()].slice(0, MOST);
};
