import { mentionsIn } from '../src/answers/mentions.ts';
import { listLine, openMenu } from '../src/cards/list.ts';
import { type Context, defineMessageCommand } from '../src/command.ts';
import { container, type MessageBody, textDisplay } from '../src/message/build.ts';
import { notice } from '../src/message/notice.ts';
import { today } from '../src/query.ts';

const body = (content: string, context: Context): MessageBody => {
  const { dataset, index, texts } = context;
  const { mentions } = texts.lists;
  const found = mentionsIn(index, content, { today: today(context) }).flatMap(({ id, by }) => {
    const agreement = dataset.agreement.get(id);
    return agreement ? [{ agreement, by }] : [];
  });
  if (found.length === 0) return notice(`${mentions.none}\n${texts.replies.tryExamples}`);
  return {
    components: [
      container([
        textDisplay(
          [
            `**${mentions.found(found.length)}**`,
            ...found.map(({ agreement, by }) => `${listLine(agreement, texts)}\n-# ${mentions.by(by)}`),
          ].join('\n'),
        ),
        openMenu(
          found.map(({ agreement }) => agreement),
          texts.card.openOne,
          texts,
        ),
      ]),
    ],
  };
};

export default defineMessageCommand({
  name: 'Find agreements mentioned here',
  private: true,
  run: ({ content }, context) => ({ kind: 'message', private: true, body: body(content, context) }),
});
