import type { Entry } from '../search/entry.ts';
import type { Reply } from './reply.ts';
import { named, say } from './said.ts';
import type { Answer } from './shape.ts';
import { make, type Table } from './table.ts';

/** Several agreements that fit equally, each with what was asked. */
export const whichOne = (table: Table, replies: readonly (readonly [Entry, Reply])[]): Answer =>
  make(table, 'which one', {
    said: [
      say(table.desk.texts.answers.whichOne),
      ...replies.flatMap(([{ agreement }, { said }]) => {
        const [first] = said;
        if (!first) return [];
        const text = first.text.includes(agreement.name)
          ? first.text
          : `${named(agreement, table.desk)}. ${first.text}`;
        return [say(text, first.sources)];
      }),
    ],
    others: replies.map(([{ agreement }]) => agreement.id),
  });
