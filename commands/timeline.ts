import { pager } from '../src/cards/list.ts';
import { plain } from '../src/cards/markdown.ts';
import { pictureBody } from '../src/cards/picture.ts';
import { answerPress } from '../src/cards/press.ts';
import { relatedTo } from '../src/cards/related.ts';
import { type Context, customId, defineCommand } from '../src/command.ts';
import type { Agreement } from '../src/dataset/schema.ts';
import { carryFilter, filterOptions, filterText, readFilter, uncarryFilter } from '../src/filter-query.ts';
import { type Attachment, button, type MessageBody, row } from '../src/message/build.ts';
import { notice } from '../src/message/notice.ts';
import { timelineFor } from '../src/pictures/timeline.ts';
import { agreementOf } from '../src/query.ts';
import { type Filter, filterAgreements } from '../src/search/filter.ts';

type Drawn = { readonly body: MessageBody; readonly files: readonly Attachment[] };

const drawn = async (
  agreements: readonly Agreement[],
  title: string,
  heading: string,
  page: number,
  rowsFor: (page: number, pages: number) => Parameters<typeof pictureBody>[2],
  { dataset, pictures, asker }: Context,
): Promise<Drawn> => {
  const scene = timelineFor(
    dataset,
    agreements.map(({ id }) => id),
    { title, page, locale: asker.locale },
  );
  const picture = await pictures.draw(scene);
  return {
    body: pictureBody(heading, picture, rowsFor(scene.page, scene.pages)),
    files: [{ name: picture.name, data: picture.png, description: picture.alt }],
  };
};

const filtered = async (filter: Filter, page: number, context: Context): Promise<Drawn> => {
  const { texts } = context;
  const agreements = filterAgreements(context.index, filter);
  const what = filterText(filter, context);
  if (agreements.length === 0) {
    return {
      body: notice(`**${plain(texts.lists.pictures.timeline(what))}**\n${texts.lists.agreements.none}`),
      files: [],
    };
  }
  return drawn(
    agreements,
    what,
    plain(texts.lists.pictures.timeline(`${what} · ${texts.card.agreements(agreements.length)}`)),
    page,
    (current, pages) =>
      pager(
        { page: current, pages },
        (to) => customId('timeline', 'page', ...carryFilter(filter), String(to)),
        texts,
      ),
    context,
  );
};

const ofAgreement = (agreement: Agreement, page: number, context: Context): Promise<Drawn> => {
  const { dataset, texts } = context;
  const linked = [agreement, ...relatedTo(dataset, agreement).map(({ other }) => other)];
  return drawn(
    linked,
    agreement.name,
    plain(texts.lists.pictures.timelineOf(agreement.name)),
    page,
    (current, pages) => [
      ...pager({ page: current, pages }, (to) => customId('timeline', 'of', agreement.id, String(to)), texts),
      row([button(texts.card.buttons.card, customId('ceasefire', 'card', agreement.id))]),
    ],
    context,
  );
};

export default defineCommand({
  name: 'timeline',
  description: 'A picture of agreements from start to end, by time, place or party',
  options: filterOptions,
  run: async (typed, context) => ({
    kind: 'message',
    ...(await filtered(readFilter(typed, context), 1, context)),
  }),
  actions: {
    page: async (press, context) => {
      const { body, files } = await filtered(
        uncarryFilter(press.args.slice(0, -1)),
        Number(press.args.at(-1) ?? 1),
        context,
      );
      return answerPress(press, body, files);
    },
    of: async (press, context) => {
      const [id, page = '1'] = press.args;
      const { body, files } = await ofAgreement(agreementOf(id, context), Number(page), context);
      return answerPress(press, body, files);
    },
  },
});
