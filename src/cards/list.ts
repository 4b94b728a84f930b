import type { APIActionRowComponent, APIComponentInMessageActionRow } from 'discord-api-types/v10';
import { customId } from '../command.ts';
import type { Agreement } from '../dataset/schema.ts';
import { button, clip, row, selectMenu } from '../message/build.ts';
import type { Texts } from '../texts/texts.ts';
import { endedText, listDate } from './facts.ts';
import { plain } from './markdown.ts';

/** Lists of agreements: lines to read, a menu to open one, buttons to turn the page. */

export const PAGE_SIZE = 10;

export type Page<T> = { readonly items: readonly T[]; readonly page: number; readonly pages: number };

/** One page (1-based) of a list; a number outside the pages is brought inside. */
export const pageOf = <T>(items: readonly T[], wanted: number, size = PAGE_SIZE): Page<T> => {
  const pages = Math.max(1, Math.ceil(items.length / size));
  const page = Math.min(Math.max(1, Math.trunc(wanted) || 1), pages);
  return { items: items.slice((page - 1) * size, page * size), page, pages };
};

/** `- **Name**: 4 May 2016`. */
export const listLine = (agreement: Agreement, texts: Texts): string =>
  `- ${plain(agreement.name)}: ${listDate(agreement, texts)}`;

/** A menu that opens one of up to 25 agreements. */
export const openMenu = (agreements: readonly Agreement[], placeholder: string, texts: Texts) =>
  row([
    selectMenu(
      customId('ceasefire', 'open'),
      placeholder,
      agreements.slice(0, 25).map((agreement) => ({
        label: clip(agreement.name, 100),
        value: agreement.id,
        description: clip(`${listDate(agreement, texts)} · ${endedText(agreement, texts)}`, 100),
      })),
    ),
  ]);

/** Previous and next; nothing where there is one page only. */
export const pager = (
  { page, pages }: Pick<Page<unknown>, 'page' | 'pages'>,
  idFor: (page: number) => string,
  texts: Texts,
): readonly APIActionRowComponent<APIComponentInMessageActionRow>[] =>
  pages < 2
    ? []
    : [
        row([
          button(texts.card.buttons.previous, idFor(page - 1), { disabled: page <= 1 }),
          button(texts.card.buttons.next, idFor(page + 1), { disabled: page >= pages }),
        ]),
      ];
