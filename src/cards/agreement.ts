import type {
  APIActionRowComponent,
  APIComponentInContainer,
  APIComponentInMessageActionRow,
} from 'discord-api-types/v10';
import { customId } from '../command.ts';
import type { Dataset } from '../dataset/load.ts';
import type { Agreement, Ending } from '../dataset/schema.ts';
import { button, container, type MessageBody, row, separator, textDisplay } from '../message/build.ts';
import type { Texts } from '../texts/texts.ts';
import {
  announcedText,
  bestSources,
  effectiveText,
  endedText,
  localTimeText,
  partyName,
  placeText,
  rolesText,
} from './facts.ts';
import type { Block, Line } from './fit.ts';
import { link, plain } from './markdown.ts';
import { packPages } from './pages.ts';
import { needsNote } from './parties.ts';
import { relatedTo } from './related.ts';
import { withSources } from './sourced.ts';

/** The card of one agreement. */

/** Neutral colours, by how it ended; the words say the same. */
export const endingColours: Readonly<Record<Ending, number>> = {
  expired: 0x6f7f95,
  collapsed: 0x9a5b4f,
  'declared over': 0x9a5b4f,
  superseded: 0x7a6a94,
  completed: 0x4f7f6a,
  'in force': 0x3f8f5f,
  unknown: 0xa08a4a,
};

type FactLike = { readonly sources: readonly string[]; readonly note?: string | undefined };

const withNote = (text: string, note: string | undefined): string =>
  note ? `${text.replace(/[.\s]+$/, '')}. ${plain(note)}` : text;

const minorLine = (text: string, cites: readonly string[] = []): Line => ({
  text: `-# ${text}`,
  cites,
  minor: true,
});

/** A date, then what the sources add to it in a small line of its own. */
const dateLines = (text: string, fact: FactLike): readonly Line[] => [
  { text, cites: fact.sources },
  ...(fact.note ? [minorLine(plain(fact.note))] : []),
];

const factLine = (text: string, fact: FactLike): Line => ({
  text: withNote(text, fact.note),
  cites: fact.sources,
  ...(fact.note ? { short: text } : {}),
});

const bulleted = (lines: readonly Line[]): readonly Line[] =>
  lines.map((line) => ({
    ...line,
    text: `- ${line.text}`,
    ...(line.short === undefined ? {} : { short: `- ${line.short}` }),
  }));

/** What kind of agreement it is, on one line. */
export const kindLine = (agreement: Agreement, texts: Texts): string =>
  [
    texts.classes[agreement.class],
    texts.card[agreement.laterality],
    texts.forms[agreement.form],
    texts.card[agreement.scope],
  ].join(' · ');

const alternativesOf = (
  alternatives: readonly (FactLike & { readonly value?: string | undefined })[] | undefined,
  texts: Texts,
): readonly Line[] =>
  (alternatives ?? []).map(({ value, note, sources }) =>
    minorLine(
      `${texts.card.alternative}: ${[value, note && plain(note)].filter(Boolean).join(': ')}`,
      sources,
    ),
  );

const datesBlock = (agreement: Agreement, texts: Texts): Block => {
  const { announced, effective, ended } = agreement;
  const { status, announced: announcedLabel, effective: effectiveLabel, effectiveOf, duration } = texts.card;
  const ownZone = (
    other: NonNullable<NonNullable<Agreement['effective']>['alternatives']>[number],
    zone: string,
  ): string | undefined =>
    other.local &&
    localTimeText(
      {
        local: other.local,
        zone: other.zone ?? zone,
        precision: other.precision ?? (other.local.includes('T') ? 'minute' : 'day'),
      },
      texts,
    );
  const lines: readonly Line[] = [
    ...dateLines(`**${status}** ${endedText(agreement, texts)}`, ended),
    ...alternativesOf(
      ended.alternatives?.map((other) => ({ ...other, value: other.date && texts.dates.edtf(other.date) })),
      texts,
    ),
    ...dateLines(`**${announcedLabel}** ${announcedText(agreement, texts)}`, announced),
    ...alternativesOf(
      announced.alternatives?.map((other) => ({ ...other, value: texts.dates.edtf(other.date) })),
      texts,
    ),
    ...(effective
      ? [
          ...dateLines(`**${effectiveOf[effective.of]}** ${effectiveText(effective, texts)}`, effective),
          ...(effective.asPublished ?? []).map((words) =>
            minorLine(`${texts.card.asPublished}: “${plain(words)}”`),
          ),
          ...alternativesOf(
            effective.alternatives?.map((other) => ({ ...other, value: ownZone(other, effective.zone) })),
            texts,
          ),
        ]
      : [{ text: `**${effectiveLabel}** ${texts.card.effectiveUnknown}`, cites: [] }]),
    ...(agreement.duration
      ? [factLine(`**${duration}** ${plain(agreement.duration.text)}`, agreement.duration)]
      : []),
  ];
  // The dates stay whatever happens; notes and other accounts may give way.
  return { lines, keep: 3, yielding: 0.4 };
};

const partyLine = (dataset: Dataset, fact: Agreement['parties'][number], texts: Texts): Line => {
  const roles = rolesText([fact.role, ...(fact.alsoRoles ?? [])], texts);
  const name = `**${partyName(dataset, fact.party)}**${fact.as ? ` (${plain(fact.as)})` : ''}`;
  const line = factLine(`${name}: ${roles}`, fact);
  // What only a report says is never shown without it.
  return needsNote(fact) ? { text: line.text, cites: line.cites } : line;
};

/** The parties of an agreement as lines, those that took part before those only reported or left out. */
export const partyLines = (dataset: Dataset, agreement: Agreement, texts: Texts): readonly Line[] =>
  bulleted(agreement.parties.map((fact) => partyLine(dataset, fact, texts)));

const areaLine = (dataset: Dataset, { areas }: Agreement, texts: Texts): Line => ({
  text: withNote(
    areas.places.length === 0
      ? texts.card.areasUnknown
      : areas.places
          .map((id) => (id === 'syria' ? texts.card.wholeCountry : placeText(dataset, id)))
          .join(', '),
    areas.note,
  ),
  cites: areas.sources,
});

const textLines = (facts: readonly (FactLike & { readonly text: string })[]): readonly Line[] =>
  bulleted(facts.map((fact) => factLine(plain(fact.text), fact)));

/** Every section of a record, whole and in reading order. */
export const sections = (dataset: Dataset, agreement: Agreement, texts: Texts): readonly Block[] => [
  datesBlock(agreement, texts),
  { title: texts.card.parties, lines: partyLines(dataset, agreement, texts), keep: 2, yielding: 0.6 },
  { title: texts.card.excluded, lines: textLines(agreement.excluded), keep: 1 },
  { title: texts.card.where, lines: [areaLine(dataset, agreement, texts)], keep: 1 },
  { title: texts.card.terms, lines: textLines(agreement.terms), keep: 1 },
  { title: texts.card.monitoring, lines: textLines(agreement.monitoring), keep: 1 },
  { title: texts.card.humanitarian, lines: textLines(agreement.humanitarian), keep: 1 },
  {
    title: texts.card.events,
    lines: bulleted(
      agreement.events.map((event) =>
        factLine(`${texts.dates.edtf(event.date)}: ${plain(event.text)}`, event),
      ),
    ),
    keep: 1,
  },
  {
    title: texts.card.relations,
    lines: relatedTo(dataset, agreement).map(({ type, inverse, other }) => ({
      text: `- ${(inverse ? texts.inverseRelations : texts.relations)[type]}: ${plain(other.name)}`,
      cites: [],
    })),
    keep: 1,
  },
];

/** Sections that only the whole record shows. */
const furtherSections = (agreement: Agreement, texts: Texts): readonly Block[] => [
  {
    title: texts.card.statements,
    lines: bulleted(
      (agreement.statements ?? []).map((statement) =>
        factLine(
          `${plain(statement.by)}${statement.date ? `, ${texts.dates.edtf(statement.date)}` : ''}: ${plain(statement.text)}`,
          statement,
        ),
      ),
    ),
    keep: 0,
  },
  {
    title: texts.card.figures,
    lines: bulleted(
      (agreement.figures ?? []).map((figure) =>
        factLine(
          `${plain(figure.text)} (${[figure.by, figure.period].flatMap((part) => (part ? plain(part) : [])).join(', ')})`,
          figure,
        ),
      ),
    ),
    keep: 0,
  },
  { title: texts.card.documents, lines: textLines(agreement.documents ?? []), keep: 0 },
  { title: texts.card.publishedErrors, lines: textLines(agreement.publishedErrors ?? []), keep: 0 },
];

export type CardOptions = {
  /** Characters that the card may take of the message's 4,000. */
  readonly budget?: number;
  /** Buttons under the card; left out where it stands in a reminder or a list. */
  readonly buttons?: boolean;
  /** A line above the name. */
  readonly heading?: string;
};

const buttonRows = (
  agreement: Agreement,
  texts: Texts,
): readonly APIActionRowComponent<APIComponentInMessageActionRow>[] => {
  const { buttons } = texts.card;
  return [
    row([
      button(buttons.parties, customId('parties', 'of', agreement.id)),
      button(buttons.sources, customId('sources', 'of', agreement.id)),
      button(buttons.related, customId('ceasefire', 'related', agreement.id)),
      button(buttons.inForce, customId('ceasefire', 'held', agreement.id)),
      button(buttons.whole, customId('ceasefire', 'whole', agreement.id, '1')),
    ]),
    row([
      button(buttons.map, customId('map', 'of', agreement.id)),
      button(buttons.timeline, customId('timeline', 'of', agreement.id)),
      button(buttons.remind, customId('reminders', 'about', agreement.id)),
    ]),
  ];
};

/** The container of an agreement's card: name, dates, parties, places, terms, course and numbered sources. */
export const agreementContainer = (
  dataset: Dataset,
  agreement: Agreement,
  texts: Texts,
  options: CardOptions = {},
) => {
  const budget = options.budget ?? 3800;
  const names = [agreement.aliases.ar[0]].flatMap((name) => (name ? [plain(name)] : []));
  const head = [
    ...(options.heading ? [options.heading] : []),
    `### ${plain(agreement.name)}`,
    ...(names.length > 0 ? [names.join(' · ')] : []),
    `-# ${kindLine(agreement, texts)}`,
    ...(agreement.disputed ? [`-# ${texts.card.disputed}`] : []),
    ...(agreement.background ? [`-# ${texts.card.background}`] : []),
  ].join('\n');
  const foot = `-# ${texts.card.edition(texts.dates.day(dataset.info.date), texts.card.confidence[agreement.confidence])}`;
  const {
    texts: [dates = '', ...rest],
    sources,
  } = withSources(dataset, sections(dataset, agreement, texts), budget - head.length - foot.length, texts);
  const components: APIComponentInContainer[] = [
    textDisplay(`${head}\n${dates}`),
    separator(),
    ...rest.map(textDisplay),
    separator(),
    textDisplay(`${sources}\n${foot}`),
    ...(options.buttons === false ? [] : buttonRows(agreement, texts)),
  ];
  return container(components, endingColours[agreement.ended.how]);
};

export const agreementCard = (
  dataset: Dataset,
  agreement: Agreement,
  texts: Texts,
  options: CardOptions = {},
): MessageBody => ({
  components: [agreementContainer(dataset, agreement, texts, options)],
});

const PAGE = 3400;

/** The whole record in pages: nothing shortened, each fact with its sources as links. */
export const wholeRecordPages = (dataset: Dataset, agreement: Agreement, texts: Texts): readonly string[] => {
  const lines = [...sections(dataset, agreement, texts), ...furtherSections(agreement, texts)].flatMap(
    ({ title, lines }) =>
      lines.length === 0
        ? []
        : [
            ...(title ? [`**${title}**`] : []),
            ...lines.map(({ text, cites }) => {
              const links = bestSources(dataset, cites, 6).map(({ publisher, url }) =>
                url ? link(publisher, url) : plain(publisher),
              );
              return links.length > 0 ? `${text}\n-# ${links.join(', ')}` : text;
            }),
          ],
  );
  return packPages(lines, PAGE);
};
