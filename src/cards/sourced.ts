import type { Dataset } from '../dataset/load.ts';
import type { Texts } from '../texts/texts.ts';
import { bestSources } from './facts.ts';
import { type Block, CITES_PER_FACT, type FittedBlock, fit, type Line } from './fit.ts';
import { link, plain, superscript } from './markdown.ts';

/** Facts with small numbers beside them, and the numbered sources below. */

const render = (
  blocks: readonly FittedBlock[],
  mark: (line: Line) => string,
  texts: Texts,
): readonly string[] =>
  blocks.map(({ title, lines, left }) =>
    [
      ...(title ? [`**${title}**`] : []),
      ...lines.map((line) => {
        const marks = mark(line);
        // The marks belong to the first row of a fact, before the reader's own time.
        const [first = '', ...rest] = line.text.split('\n');
        return [`${first}${marks}`, ...rest].join('\n');
      }),
      ...(left > 0 ? [`-# ${texts.card.more(left)}`] : []),
    ].join('\n'),
  );

/** The sources beside the facts, numbered in order of appearance. */
const numberSources = (dataset: Dataset, blocks: readonly FittedBlock[]) => {
  const numbers = new Map<string, number>();
  for (const { lines } of blocks) {
    for (const { cites } of lines) {
      for (const { id } of bestSources(dataset, cites, CITES_PER_FACT)) {
        if (!numbers.has(id)) numbers.set(id, numbers.size + 1);
      }
    }
  }
  return numbers;
};

const sourceLine = (dataset: Dataset, id: string, number: number, texts: Texts): string => {
  const source = dataset.sources.get(id);
  if (!source) return '';
  const label = source.publisher;
  const name = source.url ? link(label, source.url) : plain(label);
  return `${superscript(number)} ${name}, ${source.date ? texts.dates.edtf(source.date) : texts.sources.undated}`;
};

// The mark of a small line and its line break.
const SMALL = 4;

// "… and 123 more", the title's asterisks and the line's own mark.
const MORE = 28;

/** The share of the room that the list of sources may take. */
const SOURCES_SHARE = 0.34;

/**
 * Blocks fitted into a number of characters together with the sources that they rest on: the texts of the
 * blocks in their order, and the list of sources as one text.
 */
export const withSources = (
  dataset: Dataset,
  blocks: readonly Block[],
  budget: number,
  texts: Texts,
): { readonly texts: readonly string[]; readonly sources: string } => {
  const sourcesBudget = Math.floor(budget * SOURCES_SHARE);
  const fitted = fit(blocks, budget - sourcesBudget);
  const numbers = numberSources(dataset, fitted);
  const mark = ({ cites }: Line): string => {
    const marks = bestSources(dataset, cites, CITES_PER_FACT).flatMap(({ id }) => numbers.get(id) ?? []);
    return marks.length > 0 ? ` ${marks.map(superscript).join(' ')}` : '';
  };
  const lines = [...numbers].map(([id, number]) => sourceLine(dataset, id, number, texts));
  const shown: string[] = [];
  let used = texts.card.sources.length + MORE;
  for (const line of lines) {
    if (used + line.length + SMALL > sourcesBudget) break;
    shown.push(line);
    used += line.length + SMALL;
  }
  const listed = [
    ...shown,
    ...(shown.length < lines.length ? [texts.card.moreSources(lines.length - shown.length)] : []),
  ];
  return {
    texts: render(fitted, mark, texts),
    sources: [`**${texts.card.sources}**`, ...listed.map((line) => `-# ${line}`)].join('\n'),
  };
};
