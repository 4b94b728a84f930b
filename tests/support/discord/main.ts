import { createInterface } from 'node:readline';
import type { Answer } from './answers.ts';
import { isObject, objectOf, textOf } from './json.ts';
import type { Message } from './messages.ts';
import { type LocalDiscord, startLocalDiscord } from './start.ts';
import { readTypedCommand } from './typed-command.ts';

/**
 * A local Discord for trying the bot by hand: prints what to start the bot with, then takes commands typed as in
 * Discord, one a line, and the same over `POST /local/interactions` with `{"command": "/help"}`,
 * `{"button": "<custom id>"}` or `{"select": "<custom id>", "values": ["…"]}` on the last message.
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

for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim() === '') continue;
  try {
    const answer = await act(discord, { command: line });
    console.log(JSON.stringify(isObject(answer) ? (answer.components ?? answer) : answer, null, 2));
  } catch (error) {
    console.log(error instanceof Error ? error.message : error);
  }
}
await discord.close();
