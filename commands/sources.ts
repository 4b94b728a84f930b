import { foundAgreements, nothingFound } from '../src/cards/found.ts';
import { openMenu, pageOf, pager } from '../src/cards/list.ts';
import { plain } from '../src/cards/markdown.ts';
import { packPages } from '../src/cards/pages.ts';
import { answerPress } from '../src/cards/press.ts';
import { sourceText, usesOfSources } from '../src/cards/sources.ts';
import { type Context, customId, defineCommand } from '../src/command.ts';
import type { Agreement } from '../src/dataset/schema.ts';
import { button, container, type MessageBody, row, textDisplay } from '../src/message/build.ts';
import { agreementOf, answerOnce, queryOption, search } from '../src/query.ts';

const PAGE = 3300;

const body = (
  agreement: Agreement,
  wanted: number,
  others: readonly Agreement[],
  { dataset, texts }: Context,
): MessageBody => {
  const texted = usesOfSources(dataset, agreement, texts).flatMap(({ id, facts }, index) => {
    const source = dataset.sources.get(id);
    return source ? [sourceText(source, facts, index + 1, texts)] : [];
  });
  const { items, page, pages } = pageOf(packPages(texted, PAGE), wanted, 1);
  return {
    components: [
      container([
        textDisplay(
          `### ${texts.sources.heading(plain(agreement.name))}${pages > 1 ? `\n-# ${texts.card.page(page, pages)}` : ''}`,
        ),
        ...items.map((item) => textDisplay(item)),
        ...pager({ page, pages }, (to) => customId('sources', 'of', agreement.id, String(to)), texts),
        row([button(texts.card.buttons.card, customId('ceasefire', 'card', agreement.id))]),
        ...(others.length > 0 ? [openMenu(others, texts.card.openOne, texts)] : []),
      ]),
    ],
  };
};

const byQuery = (query: string, context: Context): MessageBody => {
  const found = search(query, context);
  const { main, aside } = foundAgreements(context.dataset, found);
  const [best, ...others] = [...main, ...aside];
  return best
    ? body(best, 1, others, context)
    : nothingFound(context.dataset, found, 'sources', context.texts);
};

export default defineCommand({
  name: 'sources',
  description: 'Every source of an agreement, and which facts rest on it',
  options: {
    query: queryOption('The agreement: a name, place, party or date'),
  },
  run: ({ query }, context) => ({
    kind: 'message',
    body: answerOnce('sources', query, context, () => byQuery(query, context)),
  }),
  actions: {
    of: (press, context) => {
      const [id, page = '1'] = press.args;
      return answerPress(press, body(agreementOf(id, context), Number(page), [], context));
    },
    search: (press, context) => answerPress(press, byQuery(press.values[0] ?? '', context)),
  },
});
