import type { Entry } from '../search/entry.ts';
import { canon, type Fact, plainWords } from '../search/facts.ts';
import { readPeriods } from '../search/period.ts';
import { isOfPeriod } from './by-words.ts';
import { countsWord } from './counts-for.ts';
import { factsReply } from './fact-said.ts';
import { closestFacts, heldConcepts } from './facts-for.ts';
import { pick } from './pick.ts';
import { outlineReply } from './replies.ts';
import { type Said, say } from './said.ts';
import type { Answer } from './shape.ts';
import { ANY_DAY, chooses, orderOf, type Table } from './table.ts';

/** What comes nearest to a question that no rule answers. */

const MOST = 2;
// The share of the question's own words that the nearest facts hold: in the agreement itself, and in others that fit.
const SHARE_OF_OWN = 0.3;
const SHARE_OF_OTHERS = 0.5;
// With the kind of thing that is asked for (a number, a distance, a day) in it, a fact is the answer.
const SHARE_OF_ANSWER = 0.4;

const HOW_MANY = /\b(?:how many|how much|number of)\s+(.*)$/i;
const HOW_FAR =
  /\bhow (?:\w+ )?(?:wide|broad|deep|far|long a|big|large|high)\b|\bwidth\b|\bdepth\b|\bdistance\b/i;
const LENGTH = /\d\s*(?:km|kilomet\w+|m|met\w+|miles?)\b/i;
const WHERE =
  /^\W*(?:and |so )?(?:where|(?:in|to|from|at|near) (?:which|what) (?:city|town|village|place|province|area))\b/i;

/** The places that a fact names. */
const placesIn = ({ has }: Fact): readonly string[] =>
  [...has].flatMap((key) => (key.startsWith('place:') ? [key.slice('place:'.length)] : []));

const WHICH_DAY =
  /\b(?:by|until|till|from|since|on) (?:what|which) (?:day|date)\b|\bby when\b|\bdeadline\b|\b(?:un)?till? when\b/i;

// Figures have a stricter rule of their own, and dates of announcements count nothing.
const COUNTING: ReadonlySet<Fact['kind']> = new Set([
  'term',
  'humanitarian',
  'event',
  'end',
  'party',
  'areas',
]);

/** Whether a fact has the kind of thing that a question asks for. */
const hasAsked = ({ question, query }: Table, fact: Fact, text: string): boolean => {
  const [, counted] = HOW_MANY.exec(question) ?? [];
  if (counted !== undefined) {
    if (!COUNTING.has(fact.kind)) return false;
    return plainWords(counted)
      .slice(0, 3)
      .some((word) => countsWord(fact, canon(word)));
  }
  if (HOW_FAR.test(question)) return LENGTH.test(text);
  if (WHERE.test(question)) return placesIn(fact).some((place) => !query.places.includes(place));
  if (!WHICH_DAY.test(question)) return false;
  const today = query.period?.kind === 'period' ? query.period.days.from : ANY_DAY;
  return readPeriods(text, { today }).readings.some(
    (reading) => reading.kind === 'yearless' || (reading.kind === 'period' && reading.form === 'day'),
  );
};

type Told = { readonly entry: Entry; readonly facts: readonly Fact[]; readonly said: readonly Said[] };

type Wanted = {
  readonly positions: ReadonlySet<number>;
  readonly preferred?: Entry | undefined;
  readonly least: number;
  readonly accept?: (fact: Fact) => boolean;
};

/** The nearest facts of some agreements, in words. */
const nearestOf = (
  { index, needs, desk }: Table,
  { positions, preferred, least, accept }: Wanted,
): Told | null => {
  const facts = closestFacts(index, needs, {
    positions,
    preferred: preferred?.position ?? -1,
    least,
    accept,
  }).slice(0, MOST);
  const entry = facts[0] && index.entries[facts[0].position];
  return entry ? { entry, facts, said: factsReply(entry.agreement, facts, desk).said } : null;
};

/** The ids that an answer offers besides an agreement. */
const otherIds = ({ others }: Answer, { agreement }: Entry): readonly string[] =>
  others.filter((id) => id !== agreement.id);

/** The answer, where one of the nearest facts has what was asked for. */
const answerIn = (table: Table, given: Answer, told: Told | null): Answer | null => {
  if (!told) return null;
  const saidOf = (fact: Fact): readonly Said[] => factsReply(told.entry.agreement, [fact], table.desk).said;
  const fit = told.facts.find((fact) =>
    hasAsked(
      table,
      fact,
      saidOf(fact)
        .map(({ text }) => text)
        .join(' '),
    ),
  );
  return fit
    ? {
        ...given,
        kind: 'answered',
        agreement: told.entry.agreement.id,
        said: saidOf(fit),
        others: otherIds(given, told.entry),
      }
    : null;
};

/**
 * An answer that says only that nothing is known: with a fact that has the number, distance, place or day asked for
 * after all; else with what comes nearest, facts with words of the question or what its agreement was.
 */
export const withNearest = (table: Table, given: Answer): Answer => {
  const { index, desk, query, question, needs } = table;
  const { answers } = desk.texts;
  if (given.kind !== 'not said' || given.nearest.length > 0 || !chooses(table)) return given;
  const near = ({ entry, said }: Told): Answer => ({
    ...given,
    said: [say(answers.unsure)],
    agreement: entry.agreement.id,
    nearest: said,
    others: otherIds(given, entry),
  });
  const picked = pick(index, query, question);
  const [top, other] = picked.rivals;
  const own = given.agreement === null ? undefined : index.byId.get(given.agreement);
  if (own) {
    const positions = new Set([own.position]);
    const clear = top === own && other === undefined;
    const answer = clear
      ? answerIn(table, given, nearestOf(table, { positions, preferred: own, least: SHARE_OF_ANSWER }))
      : null;
    if (answer) return answer;
    const told = nearestOf(table, { positions, preferred: own, least: SHARE_OF_OWN });
    return told ? near(told) : { ...given, nearest: outlineReply(own.agreement, desk).said };
  }
  const everywhere = new Set(index.entries.keys());
  const { period } = query;
  const told =
    (top &&
      nearestOf(table, {
        positions: new Set(orderOf(table, picked)),
        preferred: top,
        least: SHARE_OF_OTHERS,
      })) ??
    // What names the places and parties of the question, or is of its day, whatever its agreement is of.
    (query.named.length > 0
      ? nearestOf(table, {
          positions: everywhere,
          least: SHARE_OF_OWN,
          accept: (fact) => heldConcepts(needs, fact) === 1,
        })
      : null) ??
    (period?.kind === 'period' && period.form === 'day'
      ? nearestOf(table, {
          positions: everywhere,
          least: SHARE_OF_OWN,
          accept: (fact) => isOfPeriod(table, fact, period),
        })
      : null);
  return answerIn(table, given, told) ?? (told ? near(told) : given);
};
