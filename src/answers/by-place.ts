import { foldWords } from '../search/fold.ts';
import type { Named, Query } from '../search/read-query.ts';
import { asked } from './asked.ts';
import { coverReply } from './cover.ts';
import { nothing } from './nothing.ts';
import { pick } from './pick.ts';
import type { Answer } from './shape.ts';
import { answeredBy, make, notSaid, othersOf, type Table } from './table.ts';
import { whichOne } from './which-one.ts';

/** Answers to "Is Suwayda in it?", "Did it cover Latakia?". */

const KIND_OF_PLACE = /^(?:city|town|province|governorate|region|camp|area)$/;
const INSIDE = /^(?:and|or|in|inside|within|under|one|not|also|really|too)$/;
const COVERS = /\b(?:cover\w*|includ\w+|appl(?:y|ied|ies)|extend(?:s|ed)? to|part of|among)\b|تشمل|охват/u;

/** "Is Suwayda in …?", "Did it cover Suwayda?"; but not "Was Suwayda besieged?", "Did the fighting in Suwayda stop?". */
const asksWhetherCovered = (question: string, place: Named): boolean => {
  const words = foldWords(question);
  const at = words.indexOf(place.typed.split(' ')[0] ?? '');
  const after = words.slice(at + place.typed.split(' ').length).find((word) => !KIND_OF_PLACE.test(word));
  return COVERS.test(words.join(' ')) || (at >= 0 && at <= 2 && (after === undefined || INSIDE.test(after)));
};

const MANY = 3;

/** "Why was Suwayda included?" takes for granted that it was: null where it was, so that the rest is answered. */
export const presumedPlace = (table: Table): Answer | null => {
  if (!/^\W*(?:why|when|how) (?:was|were|is|did)\b/i.test(table.question) || !COVERS.test(table.question))
    return null;
  const given = coverAnswer(table);
  return given?.said.some(({ text }) => /^(?:Yes|In part)\b/.test(text)) ? null : given;
};

/** Whether something besides single words chooses the agreement. */
const isChosen = ({ names, named, period, classes }: Query): boolean =>
  names.length + named.length + classes.length > 0 || period !== null;

/**
 * Whether the agreement of the question covers its first place. The agreement is looked for without the
 * place. Null where the question names no place, or asks something else about it.
 */
export const coverAnswer = (table: Table): Answer | null => {
  const { index, desk, question } = table;
  const subject = asked(table, 'place');
  if (!subject || !isChosen(subject.rest) || !asksWhetherCovered(question, subject.one)) return null;
  const picked = pick(index, subject.rest, question);
  const [top] = picked.rivals;
  if (!top) return nothing(table);
  const replies = picked.rivals.map((entry) => [entry, coverReply(index, entry, subject.id, desk)] as const);
  const known = replies.filter(([, reply]) => reply.known);
  const [first, second] = known;
  if (first && second) return whichOne(table, known);
  if (first) return answeredBy(table, first[0], first[1], picked);
  // A year alone chooses none of its many agreements.
  const { names, named, classes, period } = subject.rest;
  const byYearAlone =
    names.length + named.length + classes.length === 0 &&
    (period?.kind !== 'period' || period.form === 'year');
  if (byYearAlone && picked.matches.length > MANY) {
    return notSaid(table, undefined, [], picked);
  }
  const said = coverReply(index, top, subject.id, desk).said;
  return make(table, 'not said', {
    agreement: top.agreement.id,
    said: said.slice(0, 1),
    nearest: said.slice(1),
    others: othersOf(picked, top.agreement.id),
  });
};
