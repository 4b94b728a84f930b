import type { SearchIndex } from '../search/build-index.ts';
import { canon, type Fact, plainWords } from '../search/facts.ts';
import type { Query } from '../search/read-query.ts';
import { type Needs, rankIn } from './evidence.ts';

/** What somebody said: statements whose speaker the question names, and the words that it asks about. */

export type Statements = {
  /** The speaker as the question names it, or null where it names none that the dataset knows. */
  readonly speaker: string | null;
  readonly facts: readonly Fact[];
};

const MOST = 3;
// Words of offices and of many speakers: they name nobody.
const OFFICES = new Set(
  [
    'the',
    'of',
    'for',
    'us',
    'usa',
    'un',
    'foreign',
    'minister',
    'secretary',
    'state',
    'president',
    'spokesman',
    'envoy',
    'special',
    'official',
    'ministry',
    'defence',
    'department',
    'general',
    'to',
    'a',
    'negotiator',
    'syrian',
    'syria',
  ].map(canon),
);

export const statementsFor = (
  index: SearchIndex,
  needs: Needs,
  query: Query,
  positions: ReadonlySet<number>,
  order: readonly number[],
): Statements => {
  const speakers = new Map<string, Set<Fact>>();
  const facts = index.facts().filter(({ kind }) => kind === 'statement');
  const byOf = (fact: Fact): readonly string[] => {
    const by = index.entries[fact.position]?.agreement.statements?.[fact.at]?.by ?? '';
    return plainWords(by).map(canon);
  };
  const wanted = new Set(needs.units.flatMap(({ key }) => key.split(' ')));
  for (const fact of facts) {
    const by = byOf(fact);
    for (const word of by) {
      if (OFFICES.has(word) || !wanted.has(word)) continue;
      const set = speakers.get(word) ?? new Set();
      set.add(fact);
      speakers.set(word, set);
    }
    // A state speaks through its ministers: "What did Russia say?"
    for (const { meanings } of query.named) {
      for (const meaning of meanings) {
        const party = index.dataset.parties.get(meaning.id);
        if (meaning.kind !== 'party' || !party || party.kind !== 'state') continue;
        const names = plainWords(`${party.name} ${party.short}`).map(canon);
        if (!names.some((name) => by.includes(name) && !OFFICES.has(name))) continue;
        const set = speakers.get(`party ${party.id}`) ?? new Set();
        set.add(fact);
        speakers.set(`party ${party.id}`, set);
      }
    }
  }
  // A person before a state.
  const [speaker] = [...speakers.keys()].toSorted(
    (a, b) => Number(a.startsWith('party ')) - Number(b.startsWith('party ')),
  );
  if (speaker === undefined) return { speaker: null, facts: [] };
  const name = speaker.startsWith('party ')
    ? (index.dataset.parties.get(speaker.slice(6))?.short ?? speaker)
    : (index.entries
        .flatMap(({ agreement }) => agreement.statements ?? [])
        .find(({ by }) => plainWords(by).map(canon).includes(speaker))
        ?.by.replace(/,.*$/, '') ?? speaker);
  const own = [...(speakers.get(speaker) ?? [])].filter(({ position }) => positions.has(position));
  const about = needs.units.filter(({ key, context }) => !context || key.includes(':')).map(({ key }) => key);
  const asked = about.filter(
    (key) => key !== speaker && !speakers.has(key) && !SAYING.has(key) && `party:${speaker.slice(6)}` !== key,
  );
  const held = own
    .map((fact) => ({
      fact,
      share: asked.filter((key) => key.split(' ').some((one) => fact.has.has(one))).length,
    }))
    .toSorted((a, b) => b.share - a.share || rankIn(order, a.fact) - rankIn(order, b.fact));
  const best = held[0];
  if (!best || (asked.length > 0 && best.share === 0)) return { speaker: name, facts: [] };
  const least = asked.length === 0 ? 0 : best.share;
  return {
    speaker: name,
    facts: held
      .filter(({ fact, share }) => share >= least && fact.position === best.fact.position)
      .slice(0, MOST)
      .map(({ fact }) => fact),
  };
};

const SAYING = new Set(
  'say said says call called describe described think thought write wrote claim claimed report reported tell told comment promise promised warn warned accuse accused react reaction statement according'
    .split(' ')
    .map(canon),
);
