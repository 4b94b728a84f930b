import { overlaps } from '../dataset/time.ts';
import type { Entry } from '../search/entry.ts';
import { canon, conceptKey, plainWords } from '../search/facts.ts';
import { meaningFit, periodTest } from '../search/fit.ts';
import { foldWords } from '../search/fold.ts';
import { type Period, type PeriodReading, readPeriods } from '../search/period.ts';
import type { Named } from '../search/read-query.ts';
import { STOP_WORDS, SUBJECT_WORDS, stem } from '../search/words.ts';
import { namesIt } from './asked.ts';
import { partyNameOf, placeNameOf, say } from './said.ts';
import type { Answer } from './shape.ts';
import { ANY_DAY, claimsDate, FIELDS, isPrintQuestion, make, type Table } from './table.ts';

/**
 * The last look at an answer, whatever rule gave it: does it take in all that the question says? What is told
 * of another place, month, person or number than the question's is no answer to it.
 */

// What questions ask with: the rules have taken these in already.
const ASKING_WORDS: ReadonlySet<string> = new Set(
  (
    'start begin began commence kick enter force midnight noon announce unveil finalise conclude sign signatory reach agree ' +
    'strike make made create set enact launch end over expire collapse fail failed finish broke broken break stop halt operation ' +
    'combat hold last valid still current currently now today cover include involve exclude leave left apply extend join accept refuse ' +
    'reject object oppose support endorse back guarantee guarantor broker mediate mediator host sponsor follow precede previous before ' +
    'after latest recent most earlier newest first final oldest list demand require allow provide foresee call condition point ' +
    'public publish text document detail secret available read print page article outlet error wrong right correct true date ' +
    'monitor police watch enforce supervise verify oversee say said write report describe think tell claim mention according view stance ' +
    'reaction comment ask plan task charge role party group side faction organisation official minister week day hour time long many meet ' +
    'talk held city town place country province region area room attend present count document record give number responsible ' +
    'one two three four five six seven eight nine ten twelve agreed open planned duration declare reason kind sort type thing way result figure name power politician agency news led each other man men woman themselves itself good ready seen heard else own different run set get lot state pays ' +
    'supposed purpose only whole all instead rather countryside rebel resolution same produce administration blame'
  )
    .split(' ')
    .flatMap((word) => [word, stem(word), canon(word)]),
);

const TALKING = /^(?:meetings?|talk(?:s|ed|ing)?|conversations?|speech|visit|spoke|speak|met)$/;

// Facts may say in other words what is asked, but not three things at once.
const MOST_ASIDE = 2;
// What stands in a field is asked in the field's own words: one more asks for something else.
const CLOSE: ReadonlySet<Table['ask']['kind']> = new Set([
  ...FIELDS,
  'where',
  'where made',
  'which agreement',
]);

type Aside = { readonly typed: string; readonly firm: boolean };

// "Which hotel did they meet in?": what has no hotel in it is no answer.
const WHAT_KIND =
  /^\W*(?:(?:in|on|at|by|under|for|to|from) )?(?:which|what) ((?:[\p{L}-]+ ){1,3}?)(?:did|does|do|was|were|is|are|has|had|have|would|could|should|\p{L}+ed)\b/iu;

// "Since 2016" is no date of what is said.
const EXACT: ReadonlySet<Period['form']> = new Set(['day', 'month']);

/** Whether an agreement, or what is said of it, is of a period, or of its other reading. */
const agreesWithPeriod = (entry: Entry, text: string, period: PeriodReading | null): boolean =>
  period?.kind !== 'period' ||
  [period.days, ...(period.also ?? [])].some(
    (days) =>
      entry.days.some((own) => overlaps(own, days)) ||
      (entry.held ? overlaps(entry.held, days) : entry.start < days.to) ||
      readPeriods(text, { today: days.from }).readings.some(
        (reading) => reading.kind === 'period' && EXACT.has(reading.form) && overlaps(reading.days, days),
      ),
  ) ||
  (period.other !== undefined && agreesWithPeriod(entry, text, period.other));

const typedIn = (period: PeriodReading | null): readonly string[] =>
  period && 'typed' in period ? foldWords(period.typed) : [];

const ENGLISH = /\b(?:the|what|who|whom|when|where|which|how|why|did|was|is|were|does|do|of|and)\b/i;

/** The words of a question that neither asked, nor named what was found, nor stand in the answer. */
const wordsAside = ({ index, query, question, ask }: Table, entry: Entry, text: string): readonly Aside[] => {
  const held = new Set([
    ...plainWords(text).flatMap((word) => [word, stem(word), canon(word)]),
    ...entry.names.flatMap((name) => [...name]),
    ...(entry.agreement.people ?? []).flatMap(({ name }) => foldWords(name)),
    ...query.named.flatMap(({ typed }) => typed.split(' ')),
    ...query.classes.flatMap((one) => foldWords(one)),
    // Which agreement it was is answered by the whole of it.
    ...(ask.kind === 'which agreement' ? entry.words.keys() : []),
    ...[query.period, ...query.otherPeriods].flatMap(typedIn),
  ]);
  const isHeld = (word: string): boolean =>
    [word, stem(word), canon(word)].some((key) => held.has(key) || ASKING_WORDS.has(key)) &&
    // How long somebody talked is no duration of a truce.
    !(ask.kind === 'duration' && TALKING.test(word) && !held.has(canon(word)));
  const english = ENGLISH.test(question);
  const kind = new Set(foldWords(WHAT_KIND.exec(question)?.[1] ?? ''));
  // "Seven days" are a week, as the facts are compared.
  const written = question.replace(/\bseven[- ]days?\b/gi, 'week').replace(/['’](?:ve|re|ll|d|m)\b/g, '');
  return written.split(/[^\p{L}\p{N}’'-]+/u).flatMap((typed, at) =>
    plainWords(typed).flatMap((word): readonly Aside[] => {
      // How something was done is rarely in the facts: "officially".
      if (
        STOP_WORDS.has(word) ||
        SUBJECT_WORDS.has(word) ||
        isHeld(word) ||
        /^[a-z]{3,}ly$|^[a-z]{1,2}$/.test(word)
      )
        return [];
      if (/^\d/.test(word)) return word.length < 2 || entry.words.has(word) ? [] : [{ typed, firm: true }];
      const known = index.wordFits.has(stem(word));
      // Other languages write nouns with capitals, and say in their own words what the facts say in English.
      if (!known && !english) return [];
      const name =
        /^\p{Lu}{2,}$/u.test(typed) ||
        (known ? index.capitalWords().has(stem(word)) : at > 0 && /^\p{Lu}/u.test(typed));
      return [{ typed, firm: kind.has(word) || (name && !entry.words.has(stem(word))) }];
    }),
  );
};

/** A place or party as the dataset writes it. */
const shownName = ({ desk }: Table, { typed, meanings }: Named): string => {
  const [first] = meanings;
  if (first?.kind === 'place') return placeNameOf(desk, first.id);
  return first?.kind === 'party' ? partyNameOf(desk, first.id) : typed;
};

/** The concepts that a text names. */
const namedIn = ({ index }: Table, text: string): ReadonlySet<string> =>
  new Set(index.meaningsOf(plainWords(text)).map(conceptKey));

/** The places and parties of a question with which neither the agreement nor what is said has to do. */
const namesAside = (table: Table, entry: Entry, said: ReadonlySet<string>): readonly Aside[] => {
  const { index, query, ask } = table;
  const { period } = query;
  // "The September 2016 truce in Aleppo" may well be one for the whole country, and so may one called by its name.
  const isThen = period?.kind === 'period' && period.form !== 'year' && periodTest(period)(entry) > 0;
  const wider =
    isThen || query.names.includes(entry.agreement.id) || ask.kind === 'scope' || ask.kind === 'covered';
  const isOf = ({ typed, meanings }: Named): boolean =>
    meanings.some(
      (meaning) =>
        said.has(conceptKey(meaning)) ||
        meaningFit(index, entry, meaning) > 0 ||
        (wider && meaning.kind === 'place' && isInside(meaning.id) && !isOwnTruce(meaning.id, typed)),
    );
  // "The Harasta deal" is none for all of Eastern Ghouta.
  const words = foldWords(table.question).join(' ');
  const isOwnTruce = (id: string, typed: string): boolean =>
    index.dataset.places.get(id)?.kind !== 'governorate' && namesIt(words, typed);
  const isInside = (place: string): boolean =>
    entry.agreement.areas.places.some((id) => index.around.get(place)?.has(id));
  return query.named
    .filter((named) => !isOf(named))
    .map((named) => ({ typed: shownName(table, named), firm: true }));
};

const DATED_LINE = /^(?:from |about )?(?:\d{1,2} )?\p{L}+ \d{4}(?: to [^:]*)?:/u;

/** Whether all that is said are events of other days than the one that is asked about. */
const isOfOtherDays = (period: PeriodReading | null, entry: Entry, said: readonly string[]): boolean => {
  if (period?.kind !== 'period' || period.form !== 'day') return false;
  const lines = said.map((text) =>
    text.replace(`${entry.agreement.name} (`, '(').replace(/^\([^)]*\)\. /, ''),
  );
  return (
    lines.length > 0 &&
    lines.every(
      (line) =>
        DATED_LINE.test(line) &&
        !readPeriods(line, { today: period.days.from }).readings.some(
          (reading) => reading.kind === 'period' && overlaps(reading.days, period.days),
        ),
    )
  );
};

// "What did Russia demand?", "Who signed for Turkey?"
const DOING = /^\W*(?:what|why|how|whom?) (?:did|had|was|were|would|must|should) (?:the )?$/i;
const ON_BEHALF = /\b(?:for|on behalf of) (?:the )?$/i;
const DEEDS: ReadonlySet<Table['ask']['kind']> = new Set(['words', 'terms', 'why', 'events', 'humanitarian']);

/** The parties whose own doing is asked about, where what is said does not name them. */
const doersAside = (table: Table, said: ReadonlySet<string>): readonly Aside[] => {
  const { query, question, ask } = table;
  // Of several together one may stand for all.
  if (query.parties.length !== 1) return [];
  const words = question.toLowerCase();
  return query.named
    .filter(({ typed, meanings }) => {
      const before = words.slice(0, Math.max(0, words.indexOf(typed.split(' ')[0] ?? typed)));
      const doing =
        (DEEDS.has(ask.kind) && DOING.test(before)) || (ask.kind === 'who' && ON_BEHALF.test(before));
      return doing && meanings.every((meaning) => meaning.kind === 'party' && !said.has(conceptKey(meaning)));
    })
    .map((named) => ({ typed: shownName(table, named), firm: true }));
};

/** What of a question an answer passes over. */
const asideOf = (table: Table, entry: Entry, said: readonly string[]): readonly Aside[] => {
  const { period } = table.query;
  const text = said.join(' . ');
  const names = namedIn(table, text);
  // In "Did the Aleppo truce begin on 3 May?" the day is what is asked.
  const claimed = claimsDate(table) && period?.kind === 'period' && period.form === 'day';
  return [
    ...wordsAside(table, entry, text),
    ...namesAside(table, entry, names),
    ...doersAside(table, names),
    ...(period &&
    'typed' in period &&
    !claimed &&
    (!agreesWithPeriod(entry, text, period) || isOfOtherDays(period, entry, said))
      ? [{ typed: period.typed, firm: true }]
      : []),
  ];
};

/** Whether an agreement, with what is told of it, leaves out a place, a name, a number or a date of a question. */
export const passesOver = (table: Table, entry: Entry, text: string): boolean =>
  asideOf(table, entry, [text]).some(({ firm }) => firm);

// Whose deed it was has to be said, and by whom: that it happened blames nobody.
const WHOSE_DEED =
  /^\W*(?:who|which \w+)(?: (?:first|really|actually))?\s+(?:bomb(?:ed)?|shell(?:ed)?|shot|kill(?:ed)?|murder(?:ed)?|attack(?:ed)?|hit|struck|fired?|carried out|broke|violated?|breached)\b(?! (?:down|out|off))/i;
const BLAMES =
  /\b(?:blam\w+|accus\w+|claim\w+|responsib\w+|admit\w+|den(?:y|ies|ied)|(?:both|all) sides|coalition|by (?:the )?(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))\p{Lu}\p{L}+)/u;

/** The places and parties of a question that none of several agreements has to do with, as shown. */
const withoutAny = (table: Table, { others, said }: Answer): readonly string[] => {
  const { index, query } = table;
  const names = namedIn(table, said.map((one) => one.text).join(' . '));
  const entries = index.entries.filter(({ agreement }) => others.includes(agreement.id));
  const aside = entries.map((entry) => new Set(namesAside(table, entry, names).map(({ typed }) => typed)));
  return query.named
    .map((named) => shownName(table, named))
    .filter((name) => aside.length > 0 && aside.every((one) => one.has(name)));
};

/** An answer as it is, or as the nearest thing known, where it passes over what the question is about. */
export const accountedFor = (table: Table, given: Answer): Answer => {
  const { index, desk, question, ask } = table;
  const { answers } = desk.texts;
  const unknown = given.kind === 'which one' ? withoutAny(table, given) : [];
  if (unknown.length > 0) {
    return make(table, 'not said', { said: [say(answers.nothingOf(unknown))], others: given.others });
  }
  const entry =
    given.kind === 'answered' && given.agreement !== null && !isPrintQuestion(question)
      ? index.byId.get(given.agreement)
      : undefined;
  if (!entry) return given;
  const said = given.said.map((one) => one.text);
  const text = said.join(' . ');
  const aside = asideOf(table, entry, said);
  const firm = aside.filter((one) => one.firm).map(({ typed }) => typed);
  // A date that is asked for has to be there.
  const undated =
    ask.kind === 'when' &&
    readPeriods(text.replace(/^[^.]*\(\D*\d[^)]*\)\. /, ''), { today: ANY_DAY }).readings.length === 0;
  const nobody = WHOSE_DEED.test(question) && !BLAMES.test(text);
  if (firm.length === 0 && !nobody && !undated && aside.length <= (CLOSE.has(ask.kind) ? 0 : MOST_ASIDE))
    return given;
  return make(table, 'not said', {
    agreement: given.agreement,
    said: [say(firm.length > 0 ? answers.nothingOf(firm) : nobody ? answers.notSaid : answers.unsure)],
    nearest: given.said,
    others: given.others,
  });
};
