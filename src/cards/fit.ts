import { clipMarkdown } from './markdown.ts';

/**
 * Shortening, so that no record is too long for a message: blocks give up lines from their ends, the longest
 * first, and say how many are missing.
 */

/** One line of a card and the sources that it rests on. */
export type Line = {
  readonly text: string;
  readonly cites: readonly string[];
  /** Gives way before the other lines of its block. */
  readonly minor?: true;
  /** The same line without its note, for where room is short. */
  readonly short?: string;
};

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

/** How many sources a card names beside one fact; `/sources` lists them all. */
export const CITES_PER_FACT = 2;

// A citation costs a space and up to two superscript digits.
const lengthOf = ({ text, cites }: Line): number =>
  text.length + Math.min(cites.length, CITES_PER_FACT) * 3 + 1;

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

/** A block with one thing less: a minor line, else the last note, else the last line. */
const shortened = (block: FittedBlock): FittedBlock => {
  const { lines, left } = block;
  const minor = lines.findLastIndex((line) => line.minor);
  if (minor !== -1) return { ...block, lines: lines.toSpliced(minor, 1), left: left + 1 };
  const noted = lines.findLastIndex((line) => line.short !== undefined);
  const line = lines[noted];
  if (line?.short !== undefined) {
    return { ...block, lines: lines.with(noted, { text: line.short, cites: line.cites }) };
  }
  return { ...block, lines: lines.slice(0, -1), left: left + 1 };
};

const canShorten = ({ lines, keep }: FittedBlock): boolean =>
  lines.length > keep || lines.some((line) => line.short !== undefined);

/** Fits blocks into a number of characters. Blocks without lines are left out. */
export const fit = (blocks: readonly Block[], budget: number): readonly FittedBlock[] => {
  let fitted: readonly FittedBlock[] = clipLines(
    blocks.filter(({ lines }) => lines.length > 0).map((block) => ({ ...block, left: 0 })),
    400,
  );
  while (total(fitted) > budget) {
    const longest = fitted
      .map((block, index) => ({ block, index, size: sizeOf(block) * (block.yielding ?? 1) }))
      .filter(({ block }) => canShorten(block))
      .sort((a, b) => b.size - a.size)[0];
    if (!longest) break;
    fitted = fitted.with(longest.index, shortened(longest.block));
  }
  for (let max = 320; total(fitted) > budget && max >= 40; max -= 40) fitted = clipLines(fitted, max);
  return fitted;
};
