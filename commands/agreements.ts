import { csvFile, jsonFile } from '../src/cards/export.ts';
import { listLine, openMenu, PAGE_SIZE, pageOf, pager } from '../src/cards/list.ts';
import { plain } from '../src/cards/markdown.ts';
import { answerPress } from '../src/cards/press.ts';
import { type Context, customId, defineCommand, type Press, type Reply } from '../src/command.ts';
import { classes, endings } from '../src/dataset/schema.ts';
import { carryFilter, filterOptions, filterText, readFilter, uncarryFilter } from '../src/filter-query.ts';
import {
  button,
  container,
  fileComponent,
  type MessageBody,
  row,
  textDisplay,
} from '../src/message/build.ts';
import { type Filter, filterAgreements } from '../src/search/filter.ts';

/** Why a filter finds nothing: a place without agreements, or filters that no agreement fits together. */
const whyNone = ({ place, from, to, ...others }: Filter, { index, dataset, texts }: Context): string => {
  const name = place === undefined || index.isCovered(place) ? undefined : dataset.places.get(place)?.name;
  if (name !== undefined) return texts.reading.uncovered(plain(name));
  const several = [place, from ?? to, ...Object.values(others)].filter((one) => one !== undefined).length > 1;
  return several ? texts.lists.agreements.noneOfAll : texts.lists.agreements.none;
};

const body = (filter: Filter, wanted: number, context: Context): MessageBody => {
  const { texts } = context;
  const found = filterAgreements(context.index, filter);
  const heading = `### ${plain(filterText(filter, context))} · ${texts.card.agreements(found.length)}`;
  if (found.length === 0)
    return { components: [container([textDisplay(`${heading}\n${whyNone(filter, context)}`)])] };
  const { items, page, pages } = pageOf(found, wanted, PAGE_SIZE * 2);
  const carried = carryFilter(filter);
  return {
    components: [
      container([
        textDisplay(
          [
            heading,
            ...items.map((agreement) => listLine(agreement, texts)),
            ...(pages > 1 ? [`-# ${texts.card.page(page, pages)}`] : []),
          ].join('\n'),
        ),
        openMenu(items, texts.card.openOne, texts),
        ...pager({ page, pages }, (to) => customId('agreements', 'page', ...carried, String(to)), texts),
        row([
          button(texts.lists.agreements.csv, customId('agreements', 'csv', ...carried)),
          button(texts.lists.agreements.json, customId('agreements', 'json', ...carried)),
        ]),
      ]),
    ],
  };
};

const exported =
  (make: typeof csvFile) =>
  (press: Press, { dataset, index, texts }: Context): Reply => {
    const found = filterAgreements(index, uncarryFilter(press.args));
    const file = make(dataset, found);
    return {
      kind: 'message',
      private: true,
      body: {
        components: [
          textDisplay(texts.lists.agreements.exported(found.length)),
          fileComponent(`attachment://${file.name}`),
        ],
      },
      files: [file],
    };
  };

const choices = (values: readonly string[]) => values.map((value) => ({ name: value, value }));

export default defineCommand({
  name: 'agreements',
  description: 'List and filter the agreements, and take the list away as CSV or JSON',
  options: {
    ...filterOptions,
    status: { type: 'string', description: 'How it ended', choices: choices(endings) },
    kind: { type: 'string', description: 'What kind of agreement', choices: choices(classes) },
  },
  run: ({ status, kind, ...typed }, context) => ({
    kind: 'message',
    body: body(
      {
        ...readFilter(typed, context),
        ending: endings.find((value) => value === status),
        class: classes.find((value) => value === kind),
      },
      1,
      context,
    ),
  }),
  actions: {
    page: (press, context) =>
      answerPress(
        press,
        body(uncarryFilter(press.args.slice(0, -1)), Number(press.args.at(-1) ?? 1), context),
      ),
    csv: exported(csvFile),
    json: exported(jsonFile),
  },
});
