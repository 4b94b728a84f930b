import type { Said } from '../answers/said.ts';
import type { Answer } from '../answers/shape.ts';
import { customId } from '../command.ts';
import type { Dataset } from '../dataset/load.ts';
import { button, clip, container, type MessageBody, row, textDisplay } from '../message/build.ts';
import type { Texts } from '../texts/texts.ts';
import type { Block, Line } from './fit.ts';
import { openMenu } from './list.ts';
import { plain } from './markdown.ts';
import { withSources } from './sourced.ts';

/** The answer to a question: sentences with numbered sources, and the card one click away. */

const BUDGET = 3400;
const SHOWN_QUESTION = 200;

const lines = (said: readonly Said[]): readonly Line[] =>
  said.map(({ text, sources }) => ({ text: plain(text), cites: sources }));

export const answerCard = (dataset: Dataset, answer: Answer, texts: Texts): MessageBody => {
  const blocks: readonly Block[] = [
    { lines: lines(answer.said), keep: 1 },
    {
      lines: lines(
        // Said once: what follows is near as well.
        answer.nearest.map(({ text, sources }, at) => ({
          text: at === 0 ? texts.answers.nearest(text) : text,
          sources,
        })),
      ),
      keep: 1,
    },
  ];
  const { texts: paragraphs, sources } = withSources(dataset, blocks, BUDGET, texts);
  const others = answer.others.flatMap((id) => dataset.agreement.get(id) ?? []);
  const hasSources = [...answer.said, ...answer.nearest].some((said) => said.sources.length > 0);
  const { buttons } = texts.card;
  return {
    components: [
      container([
        textDisplay(`> ${plain(clip(answer.question.replaceAll('\n', ' '), SHOWN_QUESTION))}`),
        ...paragraphs.map(textDisplay),
        ...(hasSources ? [textDisplay(sources)] : []),
        ...(answer.agreement
          ? [
              row([
                button(texts.answers.openCard, customId('ceasefire', 'card', answer.agreement)),
                button(buttons.sources, customId('sources', 'of', answer.agreement)),
              ]),
            ]
          : []),
        ...(others.length > 0 ? [openMenu(others, texts.answers.others, texts)] : []),
      ]),
    ],
  };
};
