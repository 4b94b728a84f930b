import { type Context, customId } from '../command.ts';
import type { Agreement } from '../dataset/schema.ts';
import { container, type MessageBody, textDisplay } from '../message/build.ts';
import { carried, search } from '../query.ts';
import type { Found } from '../search/find.ts';
import { agreementContainer } from './agreement.ts';
import { foundAgreements, nothingFound, readingNotes, readingText } from './found.ts';
import { listLine, openMenu, PAGE_SIZE, pageOf, pager } from './list.ts';

/** The answer to a search: the best match as a card, every other match as a list below it. */

/** Characters that a card alone may take of the message's 4,000. */
export const CARD_BUDGET = 3900;

// What the card gives up to the list below it.
const LIST_BUDGET = 1050;

/** The list of what else was found: a page of lines, a menu to open one, buttons to turn the page. */
const listContainer = (
  found: Found,
  others: readonly Agreement[],
  asideFrom: number,
  page: number,
  context: Context,
) => {
  const { texts, dataset } = context;
  const shown = pageOf(others, page);
  const offset = (shown.page - 1) * PAGE_SIZE;
  const lines = shown.items.flatMap((agreement, index) => [
    ...(offset + index === asideFrom || (index === 0 && offset > asideFrom)
      ? [`-# ${texts.reading.aside}`]
      : []),
    listLine(agreement, texts),
  ]);
  return container([
    textDisplay(
      [
        `**${readingText(dataset, found, texts)}**`,
        ...readingNotes(dataset, found, texts).map((note) => `-# ${note}`),
        ...lines,
        ...(shown.pages > 1 ? [`-# ${texts.card.page(shown.page, shown.pages)}`] : []),
      ].join('\n'),
    ),
    openMenu(shown.items, texts.card.openOne, texts),
    ...pager(shown, (to) => customId('ceasefire', 'page', carried(found.text), String(to)), texts),
  ]);
};

/** One page of the answer. */
export const answerBody = (found: Found, page: number, context: Context): MessageBody => {
  const { dataset, texts } = context;
  const { main, aside } = foundAgreements(dataset, found);
  const [best, ...others] = [...main, ...aside];
  if (!best) return nothingFound(dataset, found, 'ceasefire', texts);
  if (others.length === 0) {
    const notes = readingNotes(dataset, found, texts);
    return {
      components: [
        agreementContainer(dataset, best, texts, {
          budget: CARD_BUDGET,
          ...(notes.length > 0 ? { heading: notes.map((note) => `-# ${note}`).join('\n') } : {}),
        }),
      ],
    };
  }
  return {
    components: [
      agreementContainer(dataset, best, texts, { budget: CARD_BUDGET - LIST_BUDGET }),
      listContainer(found, others, Math.max(0, main.length - 1), page, context),
    ],
  };
};

/** The answer of `/ceasefire` to a query: the best match as a card, the others as a list. */
export const openQuery = (query: string, context: Context): MessageBody =>
  answerBody(search(query, context), 1, context);
