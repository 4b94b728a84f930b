import { foundAgreements, nothingFound } from '../src/cards/found.ts';
import { plain } from '../src/cards/markdown.ts';
import { pictureBody } from '../src/cards/picture.ts';
import { answerPress } from '../src/cards/press.ts';
import { type Context, customId, defineCommand, UserError } from '../src/command.ts';
import type { Agreement } from '../src/dataset/schema.ts';
import { nextDay } from '../src/dataset/time.ts';
import { type Attachment, button, type MessageBody, row } from '../src/message/build.ts';
import { mapForAgreement, mapForDay } from '../src/pictures/map.ts';
import type { Scene } from '../src/pictures/scenes.ts';
import { agreementOf, queryOption, search } from '../src/query.ts';
import type { Found } from '../src/search/find.ts';

type Drawn = { readonly body: MessageBody; readonly files: readonly Attachment[] };

const drawn = async (
  scene: Scene,
  heading: string,
  rows: Parameters<typeof pictureBody>[2],
  { pictures }: Context,
): Promise<Drawn> => {
  const picture = await pictures.draw(scene);
  return {
    body: pictureBody(heading, picture, rows),
    files: [{ name: picture.name, data: picture.png, description: picture.alt }],
  };
};

const ofAgreement = (agreement: Agreement, context: Context): Promise<Drawn> => {
  const { dataset, texts, asker } = context;
  return drawn(
    mapForAgreement(dataset, agreement, asker.locale),
    plain(texts.lists.pictures.map(agreement.name)),
    [row([button(texts.card.buttons.card, customId('ceasefire', 'card', agreement.id))])],
    context,
  );
};

const ofDay = (day: string, context: Context): Promise<Drawn> => {
  const { dataset, texts, asker } = context;
  return drawn(
    mapForDay(dataset, day, asker.locale),
    texts.lists.pictures.map(texts.dates.day(day)),
    [],
    context,
  );
};

/** The period of a query that is a date and nothing else. */
const onlyPeriod = ({ reading }: Found) =>
  reading.places.length +
    reading.parties.length +
    reading.names.length +
    reading.words.length +
    reading.leftover.length ===
  0
    ? reading.period
    : null;

const answer = async (query: string, context: Context): Promise<Drawn> => {
  const found = search(query, context);
  const period = onlyPeriod(found);
  if (period && period.kind !== 'impossible') {
    if (period.kind !== 'period' || nextDay(period.days.from) !== period.days.to)
      throw new UserError(context.texts.lists.pictures.oneDay);
    return ofDay(period.days.from, context);
  }
  const { main, aside } = foundAgreements(context.dataset, found);
  const [best] = [...main, ...aside];
  return best
    ? ofAgreement(best, context)
    : { body: nothingFound(context.dataset, found, 'map', context.texts), files: [] };
};

export default defineCommand({
  name: 'map',
  description: 'What an agreement covers, or what was in force where on a day',
  options: { query: queryOption('An agreement, or a day: aleppo-2016-05, 4 May 2016') },
  run: async ({ query }, context) => ({ kind: 'message', ...(await answer(query, context)) }),
  actions: {
    of: async (press, context) => {
      const { body, files } = await ofAgreement(agreementOf(press.args[0], context), context);
      return answerPress(press, body, files);
    },
    search: async (press, context) => {
      const { body, files } = await answer(press.values[0] ?? '', context);
      return answerPress(press, body, files);
    },
  },
});
