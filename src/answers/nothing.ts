import type { Entry } from '../search/entry.ts';
import { periodTest } from '../search/fit.ts';
import { type Period, readPeriods } from '../search/period.ts';
import type { Picked } from './pick.ts';
import { named, type Said, say } from './said.ts';
import type { Answer } from './shape.ts';
import { chooses, isAtHome, make, notSaid, outOfScope, type Table } from './table.ts';

/** What is said where no agreement fits, or no fact. */

const mentionsDay = (text: string, { days }: Period): boolean =>
  readPeriods(text, { today: days.from }).readings.some(
    (reading) => reading.kind === 'period' && reading.days.from === days.from && reading.days.to === days.to,
  );

const errorsOf = ({ agreement }: Entry, period: Period) =>
  (agreement.publishedErrors ?? []).filter(({ text }) => mentionsDay(text, period));

/** Something printed under the date of the question by mistake, with what it is really about. */
const misprint = ({ index, desk }: Table, period: Period): readonly [Entry, readonly Said[]] | null => {
  const entry =
    period.form === 'day' ? index.entries.find((one) => errorsOf(one, period).length > 0) : undefined;
  if (!entry) return null;
  const { answers } = desk.texts;
  return [
    entry,
    errorsOf(entry, period).map(({ text, sources }) =>
      say(`${named(entry.agreement, desk)}. ${answers.labelled(answers.labels.error, text)}`, sources),
    ),
  ];
};

/** "When did it start?": something is asked of an agreement that nothing names. */
const isOpen = ({ ask, query, question }: Table): boolean =>
  /\b(?:it|its|that|this|they|them|these|those)\b/i.test(question) &&
  !UNBOUND.has(ask.kind) &&
  query.named.length + query.leftover.length + query.elsewhere.length === 0 &&
  // "When did that one end?"
  query.words.every((word) => word === 'one') &&
  query.names.length === 0 &&
  query.period === null;
const UNBOUND: ReadonlySet<Table['ask']['kind']> = new Set([
  'words',
  'summary',
  'said',
  'who said',
  'compare',
  'how many',
]);

/** A date without agreements, a date that a page bears by mistake, or a question about something else. */
export const nothing = (table: Table): Answer => {
  const { desk, index, query } = table;
  const { answers, reading } = desk.texts;
  if (query.period?.kind === 'period') {
    const wrong = misprint(table, query.period);
    // Where agreements of the date are known and only the rest of the question fits none, no date is denied.
    const test = periodTest(query.period);
    const dated = index.entries.some((entry) => test(entry) > 0);
    if (wrong || (isAtHome(table) && !dated)) {
      const date = reading.period(query.period);
      return make(table, 'not said', {
        said: [say(query.period.form === 'day' ? answers.nothingOn(date) : answers.nothingIn(date))],
        agreement: wrong?.[0].agreement.id ?? null,
        nearest: wrong?.[1] ?? [],
      });
    }
  }
  if (isOpen(table)) return make(table, 'not said', { said: [say(answers.whichAgreement)] });
  return isAtHome(table) ? make(table, 'not said', { said: [say(answers.notSaid)] }) : outOfScope(table);
};

/** No source says it, of the agreement that the question chose or of any. */
export const withoutFact = (table: Table, top: Entry, picked: Picked): Answer =>
  chooses(table)
    ? notSaid(table, top, [], picked)
    : isAtHome(table)
      ? notSaid(table, undefined, [], picked)
      : outOfScope(table);
