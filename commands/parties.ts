import { foundAgreements, nothingFound, readingNotes, readingText } from '../src/cards/found.ts';
import { openMenu, pageOf, pager } from '../src/cards/list.ts';
import { packPages } from '../src/cards/pages.ts';
import { partiesText } from '../src/cards/parties.ts';
import { answerPress } from '../src/cards/press.ts';
import { type Context, customId, defineCommand } from '../src/command.ts';
import { isTruce, possibleEnd } from '../src/dataset/in-force.ts';
import type { Agreement } from '../src/dataset/schema.ts';
import { type Days, effectiveDays, overlaps, startDay } from '../src/dataset/time.ts';
import { button, container, type MessageBody, row, textDisplay } from '../src/message/build.ts';
import { agreementOf, answerOnce, carried, queryOption, search } from '../src/query.ts';
import type { Found } from '../src/search/find.ts';

const PAGE = 3200;

type Sections = readonly { readonly title: string | undefined; readonly agreements: readonly Agreement[] }[];

/**
 * Truces that began before a period and reached into it: by a known end, or perhaps, where no end is known.
 * Only asked for where the query is a period and nothing else.
 */
const begunEarlier = (
  period: Days,
  { dataset }: Context,
): { readonly held: readonly Agreement[]; readonly perhaps: number } => {
  const earlier = dataset.agreements.filter(
    (agreement) =>
      isTruce(agreement) &&
      agreement.effective !== null &&
      effectiveDays(agreement.effective).to <= period.from,
  );
  const held = earlier.filter((agreement) => {
    const end = possibleEnd(agreement);
    return (
      end !== null && !agreement.disputed && overlaps({ from: startDay(agreement), to: end.from }, period)
    );
  });
  const perhaps = earlier.filter(
    (agreement) => !held.includes(agreement) && (possibleEnd(agreement)?.to ?? '9999') > period.from,
  );
  return { held, perhaps: perhaps.length };
};

const periodOf = ({ reading }: Found): Days | undefined =>
  reading.period?.kind === 'period' &&
  reading.places.length === 0 &&
  reading.parties.length === 0 &&
  reading.names.length === 0
    ? reading.period.days
    : undefined;

const sectionsOf = (found: Found, context: Context): Sections => {
  const { dataset, texts } = context;
  const { main, aside } = foundAgreements(dataset, found);
  const chosen = [...main, ...aside];
  const period = periodOf(found);
  if (!period) return [{ title: undefined, agreements: chosen }];
  return [
    { title: texts.partiesCard.announcedOrBegan, agreements: chosen },
    { title: texts.partiesCard.merelyInForce, agreements: begunEarlier(period, context).held },
  ];
};

const body = (found: Found, wanted: number, context: Context): MessageBody => {
  const { dataset, texts } = context;
  const sections = sectionsOf(found, context).filter(({ agreements }) => agreements.length > 0);
  if (sections.length === 0) return nothingFound(dataset, found, 'parties', texts);
  const period = periodOf(found);
  const perhaps = period ? begunEarlier(period, context).perhaps : 0;
  const notes = [
    ...readingNotes(dataset, found, texts),
    ...(perhaps > 0 ? [texts.partiesCard.perhaps(perhaps)] : []),
  ];
  const blocks = sections.flatMap(({ title, agreements }) =>
    agreements.map((agreement, index) => {
      const text = partiesText(dataset, agreement, texts, 'needed');
      return title && index === 0 ? `__${title}__\n${text}` : text;
    }),
  );
  const { items, page, pages } = pageOf(packPages(blocks, PAGE), wanted, 1);
  const query = carried(found.text);
  const all = sections.flatMap(({ agreements }) => agreements);
  return {
    components: [
      container([
        textDisplay(
          [
            `### ${texts.partiesCard.heading(readingText(dataset, found, texts))}`,
            ...notes.map((note) => `-# ${note}`),
            ...(pages > 1 ? [`-# ${texts.card.page(page, pages)}`] : []),
          ].join('\n'),
        ),
        ...items.map((item) => textDisplay(item)),
        ...pager({ page, pages }, (to) => customId('parties', 'page', query, String(to)), texts),
        openMenu(all, texts.card.openOne, texts),
      ]),
    ],
  };
};

const ofOne = (agreement: Agreement, { dataset, texts }: Context): MessageBody => ({
  components: [
    container([
      ...packPages([partiesText(dataset, agreement, texts, 'all')], 3700)
        .slice(0, 1)
        .map((text) => textDisplay(text)),
      row([
        button(texts.card.buttons.card, customId('ceasefire', 'card', agreement.id)),
        button(texts.card.buttons.sources, customId('sources', 'of', agreement.id)),
      ]),
    ]),
  ],
});

export default defineCommand({
  name: 'parties',
  description: 'Who took part in agreements, and in which role',
  options: {
    query: queryOption('A month, date, year, range, place, party or name: 2017-07'),
  },
  run: ({ query }, context) => ({
    kind: 'message',
    body: answerOnce('parties', query, context, () => body(search(query, context), 1, context)),
  }),
  actions: {
    of: (press, context) => answerPress(press, ofOne(agreementOf(press.args[0], context), context)),
    page: (press, context) => {
      const [query = '', page = '1'] = press.args;
      return answerPress(press, body(search(query, context), Number(page), context));
    },
    search: (press, context) => answerPress(press, body(search(press.values[0] ?? '', context), 1, context)),
  },
});
