import { answer } from '../src/answers/answer.ts';
import { answerCard } from '../src/cards/answer-text.ts';
import { defineCommand } from '../src/command.ts';
import { today } from '../src/query.ts';
import { suggestQuestions } from '../src/search/suggest-questions.ts';

/** The same limit holds for a question in a message. */
const QUESTION_LENGTH = 300;

export default defineCommand({
  name: 'ask',
  description: 'A question in plain words, answered from the dataset with its sources',
  options: {
    question: {
      type: 'string',
      description: 'When did the southern truce start? Who guaranteed it? Was Jordan a party?',
      required: true,
      maxLength: QUESTION_LENGTH,
      suggest: (typed, context) =>
        suggestQuestions(context.index, typed, { today: today(context), texts: context.texts }),
    },
  },
  run: ({ question }, context) => {
    const { index, dataset, texts } = context;
    return {
      kind: 'message',
      body: answerCard(dataset, answer(index, dataset, question, { today: today(context), texts }), texts),
    };
  },
});
