import type { Dataset } from '../dataset/load.ts';
import type { Agreement, Source } from '../dataset/schema.ts';
import type { Texts } from '../texts/texts.ts';
import { partyName } from './facts.ts';
import { link, plain } from './markdown.ts';

/** Every source of an agreement, with the facts that rest on it. */

type Use = { readonly id: string; readonly facts: readonly string[] };

const sourcesOf = (fact: {
  readonly sources: readonly string[];
  readonly alternatives?: readonly { readonly sources: readonly string[] }[] | undefined;
}): readonly string[] => [...fact.sources, ...(fact.alternatives ?? []).flatMap(({ sources }) => sources)];

/** The sources of a record in order of the facts, each with what rests on it. */
export const usesOfSources = (dataset: Dataset, agreement: Agreement, texts: Texts): readonly Use[] => {
  const labels = texts.sources.facts;
  const uses = new Map<string, Set<string>>();
  const add = (label: string, ids: readonly string[]): void => {
    for (const id of ids) uses.set(id, (uses.get(id) ?? new Set()).add(label));
  };
  add(labels.announced, sourcesOf(agreement.announced));
  if (agreement.effective) add(labels.effective, sourcesOf(agreement.effective));
  add(labels.ended, sourcesOf(agreement.ended));
  if (agreement.duration) add(labels.duration, sourcesOf(agreement.duration));
  for (const fact of agreement.parties) add(labels.party(partyName(dataset, fact.party)), sourcesOf(fact));
  for (const fact of agreement.people ?? []) add(labels.person(plain(fact.name)), fact.sources);
  add(labels.areas, agreement.areas.sources);
  const lists = [
    'excluded',
    'terms',
    'monitoring',
    'humanitarian',
    'events',
    'statements',
    'figures',
    'documents',
    'publishedErrors',
  ] as const;
  for (const list of lists) for (const fact of agreement[list] ?? []) add(labels[list], sourcesOf(fact));
  for (const id of agreement.furtherSources) if (!uses.has(id)) uses.set(id, new Set());
  return [...uses].map(([id, facts]) => ({ id, facts: [...facts] }));
};

const howText = ({ how }: Source, texts: Texts): string | undefined =>
  how === 'seen' ? undefined : texts.sources[how];

/** One source as a text: publisher, title as a link, date, what rests on it, what is odd about it. */
export const sourceText = (
  source: Source,
  facts: readonly string[],
  number: number,
  texts: Texts,
): string => {
  const title = source.title ?? texts.sources.untitled;
  const linked = source.url ? link(title, source.url) : plain(title);
  const details = [
    source.date ? texts.dates.edtf(source.date) : texts.sources.undated,
    source.origin && source.origin !== source.publisher ? plain(source.origin) : undefined,
    source.weight && texts.weights[source.weight],
    howText(source, texts),
    source.url ? undefined : texts.sources.noAddress(plain(source.noUrl ?? '')),
  ].filter((part) => part !== undefined);
  return [
    `${number}. **${plain(source.publisher)}**: ${linked}`,
    `-# ${details.join(' · ')}`,
    `-# ${facts.length > 0 ? `${texts.sources.restsOn}: ${facts.join(', ')}` : texts.sources.furtherReading}`,
    ...(source.oddity ? [`> ${texts.sources.oddity}: ${plain(source.oddity)}`] : []),
  ].join('\n');
};
