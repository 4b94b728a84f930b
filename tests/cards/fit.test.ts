import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Block, type FittedBlock, fit, type Line } from '../../src/cards/fit.ts';
import { texts } from '../support/hudna.ts';

const line = (text: string, minor = false): Line => ({ text, cites: [], ...(minor ? { minor: true } : {}) });

const block = (keep: number, ...lines: readonly string[]): Block => ({
  title: 'Title',
  keep,
  lines: lines.map((text) => line(text)),
});

/** What the blocks take as they will be written, title, marks and "… and N more" included. */
const written = (blocks: readonly FittedBlock[]): number =>
  blocks.reduce(
    (sum, { title, lines, left }) =>
      sum +
      (title ? title.length + 5 : 0) +
      lines.reduce((all, { text, cites }) => all + text.length + cites.length * 3 + 1, 0) +
      (left > 0 ? texts.card.more(left).length + 4 : 0),
    0,
  );

const anyLine: fc.Arbitrary<Line> = fc.record(
  {
    text: fc.string({ minLength: 1, maxLength: 500 }),
    cites: fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 4 }),
    minor: fc.constant<true>(true),
  },
  { requiredKeys: ['text', 'cites'] },
);

const anyBlock: fc.Arbitrary<Block> = fc.record(
  {
    title: fc.string({ minLength: 1, maxLength: 30 }),
    lines: fc.array(anyLine, { maxLength: 30 }),
    keep: fc.integer({ min: 0, max: 3 }),
    yielding: fc.constantFrom(0.4, 0.6, 1),
  },
  { requiredKeys: ['lines', 'keep'] },
);

const anyBlocks = fc.array(anyBlock, { maxLength: 10 });

// What nine sections need at the very least, with the lines that they keep.
const budget = fc.integer({ min: 2600, max: 4000 });

describe('shortening', () => {
  test('leaves what fits alone, and drops what is empty', () => {
    const one = block(1, 'a', 'b');
    expect(fit([one, block(1)], 100)).toEqual([{ ...one, left: 0 }]);
  });

  test('takes from the end of the longest', () => {
    const long = block(1, 'a'.repeat(40), 'b'.repeat(40), 'c'.repeat(40));
    const short = block(1, 'd', 'e');
    expect(fit([short, long], 120)).toEqual([
      { ...short, left: 0 },
      { ...long, lines: long.lines.slice(0, 1), left: 2 },
    ]);
  });

  test('takes small lines before others, the last of them first', () => {
    const lines = [
      line('first'),
      line('note', true),
      line('second'),
      line('a longer note of it', true),
      line('third'),
    ];
    const [fitted] = fit([{ keep: 3, lines }], 43);
    expect(fitted?.lines.map(({ text }) => text)).toEqual(['first', 'note', 'second', 'third']);
    expect(fitted?.left).toBe(1);
  });

  test('takes late from a block of little yielding', () => {
    const stubborn: Block = { keep: 0, yielding: 0.1, lines: [line('a'.repeat(60)), line('b'.repeat(60))] };
    const other: Block = { keep: 0, lines: [line('c'.repeat(60)), line('d'.repeat(60))] };
    const [first, second] = fit([stubborn, other], 210);
    expect([first?.left, second?.left]).toEqual([0, 1]);
  });

  test('clips lines where whole ones cannot go', () => {
    const [fitted] = fit([block(1, 'word '.repeat(70))], 200);
    expect(fitted?.lines).toHaveLength(1);
    expect(fitted?.lines[0]?.text).toMatch(/…$/);
    expect(written(fitted ? [fitted] : [])).toBeLessThanOrEqual(200);
  });

  test('never takes more room than there is', () => {
    fc.assert(
      fc.property(anyBlocks, budget, (blocks, max) => {
        expect(written(fit(blocks, max))).toBeLessThanOrEqual(max);
      }),
    );
  });

  test('keeps the order, the first lines, and says how many are missing', () => {
    fc.assert(
      fc.property(anyBlocks, budget, (blocks, max) => {
        const filled = blocks.filter(({ lines }) => lines.length > 0);
        const fitted = fit(blocks, max);
        expect(fitted.map(({ title }) => title)).toEqual(filled.map(({ title }) => title));
        fitted.forEach(({ lines, left }, index) => {
          const whole = filled[index];
          if (!whole) throw new Error('a block too many');
          expect(lines.length + left).toBe(whole.lines.length);
          expect(lines.length).toBeGreaterThanOrEqual(Math.min(whole.keep, whole.lines.length));
          // Those that are no notes stay from the front.
          const kept = lines.filter(({ minor }) => !minor).map(({ text }) => text.replace(/[…*]+$/, ''));
          const all = whole.lines.filter(({ minor }) => !minor).map(({ text }) => text);
          for (const [at, text] of kept.entries()) expect(all[at]?.startsWith(text)).toBe(true);
        });
      }),
    );
  });
});
