import { createInterface } from 'node:readline';
import type { Answer } from './answers.ts';
import { isObject, listOf, objectOf, textOf } from './json.ts';
import type { Message } from './messages.ts';
import { type LocalDiscord, startLocalDiscord } from './start.ts';
import { readTypedCommand } from './typed-command.ts';
import { walkComponents } from './validate-components.ts';

/**
 * A local Discord for trying the bot by hand: prints what to start the bot with, then takes commands typed as in
 * Discord, one a line, or `button ID` and `select ID VALUE` for the last message; and the same over
 * `POST /local/interactions` with `{"command": "/help"}`, `{"button": "ID"}` or
 * `{"select": "ID", "values": ["VALUE"]}`, which answers with the message's JSON.
 */
let last: Message | undefined;

async function act(discord: LocalDiscord, wish: Record<string, unknown>): Promise<unknown> {
  const { interactions } = discord;
  const json = () => {
    if (typeof wish.command === 'string') {
      const typed = readTypedCommand(wish.command, discord.commands());
      return interactions.chatInput(typed.name, typed.options);
    }
    if (!last) throw new Error('there is no message yet');
    if (typeof wish.button === 'string') return interactions.button(last, wish.button);
    const values = Array.isArray(wish.values) ? wish.values.map(String) : [];
    return interactions.select(last, textOf(wish.select), values);
  };
  const asked = discord.ask(json());
  const { type, data } = await asked.callback();
  if (type === 8 || type === 9) return data;
  last = await asked.finalMessage();
  return last;
}

async function outside(url: string | undefined, body: Buffer): Promise<Answer | undefined> {
  if (url !== '/local/interactions') return undefined;
  try {
    return { status: 200, body: await act(discord, objectOf(JSON.parse(body.toString()))) };
  } catch (error) {
    return { status: 400, body: { message: error instanceof Error ? error.message : String(error) } };
  }
}

const [port] = process.argv.slice(2);
const discord = await startLocalDiscord({
  port: Number(port ?? 0),
  outside: (request, body) => outside(request.url, body),
});
console.log('A local Discord is running. Start the bot in another terminal with');
console.log(`  DISCORD_TOKEN=${discord.token} DISCORD_API_URL=${discord.apiUrl} npm start`);
console.log('then type commands here, such as /help.');
discord.onMessage(({ message, channel }) =>
  console.log(`#${channel.name}`, JSON.stringify(message, null, 2)),
);

/** The texts of an answer, and what on it can be used. */
function show(answer: unknown): void {
  for (const component of walkComponents(objectOf(answer).components)) {
    if (component.type === 10) console.log(textOf(component.content));
    if (typeof component.custom_id !== 'string') continue;
    const values = listOf(component.options)
      .filter(isObject)
      .map((option) => textOf(option.value));
    console.log(
      `  [${component.type === 2 ? 'button' : 'select'} ${component.custom_id}] ${values.join(', ')}`,
    );
  }
  for (const choice of listOf(objectOf(answer).choices)) console.log(objectOf(choice).name);
}

/** A typed line as a wish: `button ID`, `select ID VALUE`, or a command. */
function wishOf(line: string): Record<string, unknown> {
  const [, kind, id = '', value] = /^(button|select) (\S+)(?: (.+))?$/.exec(line) ?? [];
  if (kind === 'button') return { button: id };
  return kind === 'select' ? { select: id, values: [value] } : { command: line };
}

for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim() === '') continue;
  try {
    show(await act(discord, wishOf(line.trim())));
  } catch (error) {
    console.log(error instanceof Error ? error.message : error);
  }
}
await discord.close();
