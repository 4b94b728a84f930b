import { kindLine } from '../src/cards/agreement.ts';
import {
  announcedText,
  effectiveText,
  endedText,
  partyName,
  placeText,
  rolesText,
} from '../src/cards/facts.ts';
import type { Block, Line } from '../src/cards/fit.ts';
import { foundAgreements } from '../src/cards/found.ts';
import { plain } from '../src/cards/markdown.ts';
import { withSources } from '../src/cards/sourced.ts';
import { type Context, customId, defineCommand, UserError } from '../src/command.ts';
import type { Agreement } from '../src/dataset/schema.ts';
import { button, clip, container, type MessageBody, row, textDisplay } from '../src/message/build.ts';
import { queryOption, search } from '../src/query.ts';
import { fold } from '../src/search/fold.ts';
import { namesBeginningWith } from '../src/search/spelling.ts';

const BUDGET = 3700;
const MAX_TERMS = 3;
const MARKS = ['①', '②'] as const;

/** The best known of the agreements whose names begin so: "moscow" is the Moscow protocol here, not its signatory. */
const begun = (typed: string, { index }: Context): Agreement | undefined =>
  namesBeginningWith(index, fold(typed))
    .flatMap((position) => index.entries[position]?.agreement ?? [])
    .toSorted((a, b) => b.notability - a.notability)[0];

const chosen = (typed: string, context: Context): Agreement => {
  const found = search(typed, context);
  const { main, aside } = foundAgreements(context.dataset, found);
  const named = found.matches[0]?.why.some((why) => why === 'id' || why === 'name');
  const [best] = [...(named ? [] : [begun(typed, context)]), ...main, ...aside].filter(
    (one) => one !== undefined,
  );
  if (!best) throw new UserError(context.texts.lists.compare.notFound(plain(typed)));
  return best;
};

type Aspect = {
  readonly title: string;
  readonly lines: (
    agreement: Agreement,
  ) => readonly { readonly text: string; readonly sources: readonly string[] }[];
};

const aspects = (context: Context): readonly Aspect[] => {
  const { dataset, texts } = context;
  return [
    { title: texts.lists.compare.kind, lines: (one) => [{ text: kindLine(one, texts), sources: [] }] },
    {
      title: texts.card.announced,
      lines: (one) => [{ text: announcedText(one, texts), sources: one.announced.sources }],
    },
    {
      title: texts.card.effective,
      lines: ({ effective }) =>
        effective
          ? [{ text: effectiveText(effective, texts).split('\n')[0] ?? '', sources: effective.sources }]
          : [{ text: texts.card.effectiveUnknown, sources: [] }],
    },
    {
      title: texts.card.status,
      lines: (one) => [{ text: endedText(one, texts), sources: one.ended.sources }],
    },
    {
      title: texts.card.parties,
      lines: (one) => [
        {
          text: one.parties
            .map(
              ({ party, role, alsoRoles }) =>
                `${partyName(dataset, party)} (${rolesText([role, ...(alsoRoles ?? [])], texts)})`,
            )
            .join(', '),
          sources: one.parties.flatMap(({ sources }) => sources),
        },
      ],
    },
    {
      title: texts.card.where,
      lines: ({ areas }) => [
        {
          text:
            areas.places.length > 0
              ? areas.places.map((id) => placeText(dataset, id)).join(', ')
              : texts.card.areasUnknown,
          sources: areas.sources,
        },
      ],
    },
    {
      title: texts.card.terms,
      lines: ({ terms }) =>
        terms.slice(0, MAX_TERMS).map(({ text, sources }) => ({ text: plain(text), sources })),
    },
  ];
};

const blockOf = ({ title, lines }: Aspect, pair: readonly Agreement[]): Block => ({
  title,
  keep: 2,
  lines: pair.flatMap((agreement, index): readonly Line[] =>
    lines(agreement).map(({ text, sources }) => ({ text: `${MARKS[index] ?? ''} ${text}`, cites: sources })),
  ),
});

const body = (first: Agreement, second: Agreement, context: Context): MessageBody => {
  const { dataset, texts } = context;
  const pair = [first, second];
  const names = pair
    .map((agreement, index) => `### ${MARKS[index] ?? ''} ${plain(agreement.name)}`)
    .join('\n');
  const compared = withSources(
    dataset,
    aspects(context).map((aspect) => blockOf(aspect, pair)),
    BUDGET - names.length,
    texts,
  );
  return {
    components: [
      container([
        textDisplay(names),
        textDisplay(compared.texts.join('\n')),
        textDisplay(compared.sources),
        row(
          pair.map((agreement, index) =>
            button(
              clip(`${MARKS[index] ?? ''} ${agreement.name}`, 80),
              customId('ceasefire', 'card', agreement.id),
            ),
          ),
        ),
      ]),
    ],
  };
};

export default defineCommand({
  name: 'compare',
  description: 'Two agreements side by side: dates, parties, areas, terms, end',
  options: {
    a: queryOption('The first agreement'),
    b: queryOption('The second agreement'),
  },
  run: ({ a, b }, context) => {
    const [first, second] = [chosen(a, context), chosen(b, context)];
    if (first === second) throw new UserError(context.texts.lists.compare.same);
    return { kind: 'message', body: body(first, second, context) };
  },
});
