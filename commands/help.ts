import { openQuery } from '../src/cards/answer.ts';
import { answerPress } from '../src/cards/press.ts';
import { type Context, customId, defineCommand, type Press, type Reply } from '../src/command.ts';
import { button, container, type MessageBody, row, separator, textDisplay } from '../src/message/build.ts';

const EXAMPLES = ['aleppo', 'eid truce 2016', 'russia turkey idlib 2018', 'july 2017'] as const;

const body = ({ dataset, texts }: Context): MessageBody => {
  const { help } = texts;
  return {
    components: [
      container([
        textDisplay(`${help.title}\n${help.intro}`),
        textDisplay(help.commands),
        separator(),
        textDisplay([help.classes, help.messageMenu, help.reading].join('\n')),
        textDisplay(`**${help.examples}**`),
        row(EXAMPLES.map((example) => button(`/ceasefire ${example}`, customId('help', 'try', example)))),
        textDisplay(
          `-# ${help.edition(texts.dates.day(dataset.info.date), dataset.agreements.length, texts.dates.day(dataset.info.cutOff))}`,
        ),
      ]),
    ],
  };
};

const tryExample = (press: Press, context: Context): Reply =>
  answerPress(press, openQuery(press.args[0] ?? '', context));

export default defineCommand({
  name: 'help',
  description: 'What can be asked, with examples',
  options: {},
  private: true,
  run: (_, context) => ({ kind: 'message', private: true, body: body(context) }),
  actions: { try: tryExample },
});
