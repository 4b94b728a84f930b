import { agreementContainer, wholeRecordPages } from '../src/cards/agreement.ts';
import { answerBody, CARD_BUDGET, openQuery } from '../src/cards/answer.ts';
import { listLine, openMenu, pageOf, pager } from '../src/cards/list.ts';
import { plain } from '../src/cards/markdown.ts';
import { answerPress } from '../src/cards/press.ts';
import { relatedTo } from '../src/cards/related.ts';
import { type Context, customId, defineCommand, type Press, type Reply } from '../src/command.ts';
import { inForceOn } from '../src/dataset/in-force.ts';
import type { Agreement } from '../src/dataset/schema.ts';
import { startDay } from '../src/dataset/time.ts';
import { button, container, type MessageBody, row, textDisplay } from '../src/message/build.ts';
import { agreementOf, answerOnce, queryOption, search } from '../src/query.ts';

const cardBody = (agreement: Agreement, { dataset, texts }: Context): MessageBody => ({
  components: [agreementContainer(dataset, agreement, texts, { budget: CARD_BUDGET })],
});

const backRow = (id: string, { texts }: Context) =>
  row([button(texts.card.buttons.card, customId('ceasefire', 'card', id))]);

const open = (press: Press, context: Context): Reply =>
  answerPress(press, cardBody(agreementOf(press.values[0] ?? press.args[0], context), context));

const turnPage = (press: Press, context: Context): Reply => {
  const [query = '', page = '1'] = press.args;
  return answerPress(press, answerBody(search(query, context), Number(page), context));
};

const whole = (press: Press, context: Context): Reply => {
  const { dataset, texts } = context;
  const agreement = agreementOf(press.args[0], context);
  const { items, page, pages } = pageOf(
    wholeRecordPages(dataset, agreement, texts),
    Number(press.args[1] ?? 1),
    1,
  );
  return answerPress(press, {
    components: [
      container([
        textDisplay(
          `### ${plain(agreement.name)}\n${pages > 1 ? `-# ${texts.card.page(page, pages)}` : ''}`.trim(),
        ),
        ...items.map((item) => textDisplay(item)),
        ...pager({ page, pages }, (to) => customId('ceasefire', 'whole', agreement.id, String(to)), texts),
        backRow(agreement.id, context),
      ]),
    ],
  });
};

const related = (press: Press, context: Context): Reply => {
  const { dataset, texts } = context;
  const agreement = agreementOf(press.args[0], context);
  const links = relatedTo(dataset, agreement);
  const lines = links
    .slice(0, 25)
    .map(
      ({ type, inverse, other }) =>
        `${listLine(other, texts)}\n-# ${(inverse ? texts.inverseRelations : texts.relations)[type]}`,
    );
  return answerPress(press, {
    components: [
      container([
        textDisplay(
          [
            `**${texts.card.relations}: ${plain(agreement.name)}**`,
            ...(lines.length > 0 ? lines : [texts.card.nothingRelated]),
          ].join('\n'),
        ),
        ...(links.length > 0
          ? [
              openMenu(
                links.map(({ other }) => other),
                texts.card.openOne,
                texts,
              ),
            ]
          : []),
        backRow(agreement.id, context),
      ]),
    ],
  });
};

const inForceThen = (press: Press, context: Context): Reply => {
  const { dataset, texts } = context;
  const agreement = agreementOf(press.args[0], context);
  const day = startDay(agreement);
  const { certain, possible } = inForceOn(dataset, day);
  const doubtful = possible.map((one) => one.agreement);
  const shown = (agreements: readonly Agreement[], max: number): readonly string[] => [
    ...agreements.slice(0, max).map((other) => listLine(other, texts)),
    ...(agreements.length > max ? [`-# ${texts.card.more(agreements.length - max)}`] : []),
  ];
  const all = [...certain, ...doubtful];
  return answerPress(press, {
    components: [
      container([
        textDisplay(
          [
            `**${texts.card.inForceOn(texts.dates.day(day))}**`,
            ...(certain.length > 0 ? shown(certain, 15) : [texts.card.noneInForce]),
            ...(doubtful.length > 0
              ? [`**${texts.card.perhapsInForceOn(texts.dates.day(day))}**`, ...shown(doubtful, 12)]
              : []),
          ].join('\n'),
        ),
        ...(all.length > 0 ? [openMenu(all, texts.card.openOne, texts)] : []),
        backRow(agreement.id, context),
      ]),
    ],
  });
};

export default defineCommand({
  name: 'ceasefire',
  description: 'An agreement by place, party, name or date',
  options: {
    query: queryOption('A place, party, name, month or date, or a mix: aleppo 2016'),
  },
  run: ({ query }, context) => ({
    kind: 'message',
    body: answerOnce('ceasefire', query, context, () => openQuery(query, context)),
  }),
  actions: {
    open,
    card: open,
    page: turnPage,
    whole,
    related,
    held: inForceThen,
    search: (press, context) => answerPress(press, openQuery(press.values[0] ?? '', context)),
  },
});
