import type { Answer } from '../../src/answers/shape.ts';
import type { Texts } from '../../src/texts/texts.ts';

/** An answer as one text, with what comes nearest under its label. */
export const answerText = ({ said, nearest }: Answer, { answers }: Texts): string =>
  [
    ...said.map(({ text }) => text),
    ...nearest.map(({ text }, at) => (at === 0 ? answers.nearest(text) : text)),
  ].join(' ');
