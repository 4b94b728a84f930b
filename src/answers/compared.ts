import type { Entry } from '../search/entry.ts';
import { readQuery } from '../search/read-query.ts';
import { passesOver } from './accounted.ts';
import { pick } from './pick.ts';
import { announcementReply, durationReply, endReply, startReply } from './replies.ts';
import { type Said, say } from './said.ts';
import type { Answer } from './shape.ts';
import { make, type Table } from './table.ts';

/** Answers that set two agreements side by side: "Which came first, …?", "Which lasted longer, … or …?". */

const BETWEEN =
  /\s+(?:or|and|versus|vs\.?|than|compared (?:to|with)|from|before or after|(?:come|came|start|started|begin|began) (?:before|after)|follow|precede)\s+(?:the )?/gi;
const LONGER = /\b(?:long(?:er|est)|short(?:er|est)|last(?:ed)? (?:more|less))\b/i;
// What a half has besides a name: "Which came first, …".
const ASKING =
  /^\W*(?:(?:and|so) )?(?:which|what|did|was|is|were)\b[^,:]*[,:]\s*|\b(?:which|what|is|was|the|difference|between|compare|came?|first|earlier|later|longer|shorter|lasted|did|come)\b/gi;

/** The one agreement that a part of a question means. */
const meantBy = (table: Table, part: string, today: string): Entry | undefined => {
  const { index } = table;
  const text = part.replace(ASKING, ' ').trim();
  const query = readQuery(index, text, { today });
  const { rivals } = pick(index, query, text);
  const [only] = rivals.length === 1 ? rivals : [];
  return only && !passesOver({ ...table, question: text, query }, only, only.agreement.name)
    ? only
    : undefined;
};

/** The two agreements of a question, wherever it falls into two parts that mean one each. */
const twoIn = (table: Table, today: string): readonly [Entry, Entry] | null => {
  const { question } = table;
  for (const { index: at, 0: between } of question.matchAll(BETWEEN)) {
    const first = meantBy(table, question.slice(0, at), today);
    const second = meantBy(table, question.slice(at + between.length), today);
    if (first && second && first !== second) return [first, second];
  }
  return null;
};

/** Null where a question does not name two agreements. */
export const comparison = (table: Table, today: string): Answer | null => {
  const { desk, question } = table;
  const { answers } = desk.texts;
  const two = twoIn(table, today);
  if (!two) return null;
  const inOrder = two.toSorted((a, b) => a.position - b.position);
  const [first, second] = inOrder;
  const lines = inOrder.flatMap(({ agreement }): readonly Said[] => [
    ...announcementReply(agreement, desk).said.slice(0, 1),
    ...(agreement.effective ? startReply(agreement, desk).said.slice(0, 1) : []),
    ...(LONGER.test(question)
      ? [...durationReply(agreement, desk).said.slice(0, 1), ...endReply(agreement, desk).said.slice(0, 1)]
      : []),
  ]);
  const lead =
    !LONGER.test(question) && first && second && first.start < second.start
      ? [say(answers.cameFirst(first.agreement.name))]
      : [];
  return make(table, 'answered', {
    agreement: first?.agreement.id ?? null,
    said: [...lead, ...lines.filter(({ text }, at) => lines.findIndex((one) => one.text === text) === at)],
    others: second ? [second.agreement.id] : [],
  });
};
