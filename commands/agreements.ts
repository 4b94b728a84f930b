import { csvFile, jsonFile } from '../src/cards/export.ts';
import { listLine, openMenu, PAGE_SIZE, pageOf, pager } from '../src/cards/list.ts';
import { plain } from '../src/cards/markdown.ts';
import { answerPress } from '../src/cards/press.ts';
import { type Context, customId, defineCommand, type Press, type Reply, UserError } from '../src/command.ts';
import { classes, endings } from '../src/dataset/schema.ts';
import {
  button,
  container,
  fileComponent,
  type MessageBody,
  row,
  textDisplay,
} from '../src/message/build.ts';
import { search, today } from '../src/query.ts';
import { type Filter, filterAgreements } from '../src/search/filter.ts';
import { readPeriod } from '../src/search/period.ts';
import { suggestParties, suggestPlaces } from '../src/search/suggest.ts';

/** A filter as a custom id carries it: values of fixed lists by their number. */
const carry = ({
  from = '',
  to = '',
  place = '',
  party = '',
  ending,
  class: kind,
}: Filter): readonly string[] => [
  from,
  to,
  place,
  party,
  ending ? String(endings.indexOf(ending)) : '',
  kind ? String(classes.indexOf(kind)) : '',
];

const uncarry = ([from, to, place, party, ending, kind]: readonly string[]): Filter => ({
  from: from || undefined,
  to: to || undefined,
  place: place || undefined,
  party: party || undefined,
  ending: ending ? endings[Number(ending)] : undefined,
  class: kind ? classes[Number(kind)] : undefined,
});

const filterText = (filter: Filter, count: number, { dataset, texts }: Context): string => {
  const { agreements } = texts.lists;
  const parts = [
    ...(filter.place ? [plain(dataset.places.get(filter.place)?.name ?? filter.place)] : []),
    ...(filter.party ? [plain(dataset.parties.get(filter.party)?.name ?? filter.party)] : []),
    ...(filter.class ? [texts.classes[filter.class]] : []),
    ...(filter.ending ? [texts.endings[filter.ending]] : []),
    ...(filter.from ? [agreements.from(texts.dates.day(filter.from))] : []),
    ...(filter.to ? [agreements.until(texts.dates.day(texts.reading.dayBefore(filter.to)))] : []),
  ];
  return [...(parts.length > 0 ? parts : [agreements.all]), texts.card.agreements(count)].join(' · ');
};

const body = (filter: Filter, wanted: number, context: Context): MessageBody => {
  const { texts } = context;
  const found = filterAgreements(context.index, filter);
  const heading = `### ${filterText(filter, found.length, context)}`;
  if (found.length === 0)
    return { components: [container([textDisplay(`${heading}\n${texts.lists.agreements.none}`)])] };
  const { items, page, pages } = pageOf(found, wanted, PAGE_SIZE * 2);
  const carried = carry(filter);
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
    const found = filterAgreements(index, uncarry(press.args));
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

const dayOf = (option: 'from' | 'to', typed: string | undefined, context: Context): string | undefined => {
  if (typed === undefined) return undefined;
  const period = readPeriod(typed, { today: today(context) });
  if (period?.kind === 'impossible')
    throw new UserError(context.texts.reading.noSuchDate(typed, period.problem, period.example));
  if (period?.kind !== 'period') throw new UserError(context.texts.lists.agreements.badDate(option, typed));
  return period.days[option];
};

const placeOf = (typed: string | undefined, context: Context): string | undefined => {
  if (typed === undefined || context.dataset.places.has(typed)) return typed;
  const [place] = search(typed, context).reading.places;
  if (!place) throw new UserError(context.texts.lists.agreements.unknownPlace(typed));
  return place;
};

const partyOf = (typed: string | undefined, context: Context): string | undefined => {
  if (typed === undefined || context.dataset.parties.has(typed)) return typed;
  const [party] = search(typed, context).reading.parties;
  if (!party) throw new UserError(context.texts.lists.agreements.unknownParty(typed));
  return party;
};

const choices = (values: readonly string[]) => values.map((value) => ({ name: value, value }));

export default defineCommand({
  name: 'agreements',
  description: 'List and filter the agreements, and take the list away as CSV or JSON',
  options: {
    from: {
      type: 'string',
      description: 'Announced or in effect from: 2016, may 2016, 2016-05-04',
      maxLength: 60,
    },
    to: { type: 'string', description: 'Announced or in effect until the end of: 2017', maxLength: 60 },
    place: {
      type: 'string',
      description: 'A governorate, town or area',
      maxLength: 60,
      suggest: (typed, context) => suggestPlaces(context.index, typed, { today: today(context) }),
    },
    party: {
      type: 'string',
      description: 'A party in any role',
      maxLength: 60,
      suggest: (typed, context) => suggestParties(context.index, typed, { today: today(context) }),
    },
    status: { type: 'string', description: 'How it ended', choices: choices(endings) },
    kind: { type: 'string', description: 'What kind of agreement', choices: choices(classes) },
  },
  run: ({ from, to, place, party, status, kind }, context) => ({
    kind: 'message',
    body: body(
      {
        from: dayOf('from', from, context),
        to: dayOf('to', to, context),
        place: placeOf(place, context),
        party: partyOf(party, context),
        ending: endings.find((value) => value === status),
        class: classes.find((value) => value === kind),
      },
      1,
      context,
    ),
  }),
  actions: {
    page: (press, context) =>
      answerPress(press, body(uncarry(press.args.slice(0, -1)), Number(press.args.at(-1) ?? 1), context)),
    csv: exported(csvFile),
    json: exported(jsonFile),
  },
});
