import { clipMarkdown } from './markdown.ts';

/**
 * Shortening, so that no record is too long for a message: blocks give up lines from their ends, the longest
 * first, and say how many are missing.
 */

/** One line of a card and the sources that it rests on. A `minor` line gives way before the others of its block. */
export type Line = { readonly text: string; readonly cites: readonly string[]; readonly minor?: true };

/**
 * Lines under a title. `keep` lines stay until nothing else can go; a block of little `yielding` (1 where
 * absent) gives up its lines late.
 */
export type Block = {
  readonly title?: string;
  readonly lines: readonly Line[];
  readonly keep: number;
  readonly yielding?: number;
};

export type FittedBlock = Block & { readonly left: number };

// A citation costs a space and up to two superscript digits.
const lengthOf = ({ text, cites }: Line): number => text.length + cites.length * 3 + 1;

// "… and 123 more" and the line break.
const MORE_LENGTH = 18;

const sizeOf = (block: FittedBlock): number =>
  (block.title ? block.title.length + 6 : 0) +
  block.lines.reduce((sum, line) => sum + lengthOf(line), 0) +
  (block.left > 0 ? MORE_LENGTH : 0);

const total = (blocks: readonly FittedBlock[]): number =>
  blocks.reduce((sum, block) => sum + sizeOf(block), 0);

const clipLines = (blocks: readonly FittedBlock[], max: number): readonly FittedBlock[] =>
  blocks.map((block) => ({
    ...block,
    lines: block.lines.map((line) => ({ ...line, text: clipMarkdown(line.text, max) })),
  }));

const shortened = (lines: readonly Line[]): readonly Line[] => {
  const minor = lines.findLastIndex((line) => line.minor);
  return lines.toSpliced(minor === -1 ? lines.length - 1 : minor, 1);
};

/** Fits blocks into a number of characters. Blocks without lines are left out. */
export const fit = (blocks: readonly Block[], budget: number): readonly FittedBlock[] => {
  let fitted: readonly FittedBlock[] = clipLines(
    blocks.filter(({ lines }) => lines.length > 0).map((block) => ({ ...block, left: 0 })),
    400,
  );
  while (total(fitted) > budget) {
    const spare = fitted
      .map((block, index) => ({
        index,
        spare: block.lines.length - block.keep,
        size: sizeOf(block) * (block.yielding ?? 1),
      }))
      .filter((candidate) => candidate.spare > 0)
      .sort((a, b) => b.size - a.size)[0];
    if (!spare) break;
    fitted = fitted.map((block, index) =>
      index === spare.index ? { ...block, lines: shortened(block.lines), left: block.left + 1 } : block,
    );
  }
  for (let max = 320; total(fitted) > budget && max >= 40; max -= 40) fitted = clipLines(fitted, max);
  return fitted;
};
