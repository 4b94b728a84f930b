import type { Bot } from './bots.ts';

/** How fast a bot answers `/ceasefire aleppo`, and what that costs. */

export type Round = {
  /** With questions that were not asked before, where the bot cannot give the same answer again. */
  readonly freshCpuMsPerThousand: number;
  /** Each answer's time from the interaction to its response, in milliseconds. */
  readonly tripsMs: readonly number[];
  readonly cpuMsPerThousand: number;
  readonly answersPerSecond: number;
};

const QUESTION = 'aleppo';

/** The question in ever other capitals and with ever other spaces behind it: 64 × 60 of them. */
const freshQuestion = (index: number): string =>
  [...QUESTION].map((letter, bit) => ((index >> bit) & 1 ? letter.toUpperCase() : letter)).join('') +
  ' '.repeat((index >> QUESTION.length) % 60);

/** The time until the answer has arrived whole; what the local Discord does with it then does not count. */
const ask = async ({ discord }: Bot, query = QUESTION): Promise<number> => {
  const interaction = discord.interactions.chatInput('ceasefire', { query });
  const started = performance.now();
  await discord.interact(interaction);
  const path = `/interactions/${interaction.id}/${interaction.token}/callback`;
  const request = discord.requests.findLast((one) => one.path === path);
  return (request?.at ?? Number.NaN) - started;
};

const askAtOnce = async (bot: Bot, count: number, concurrency: number): Promise<void> => {
  let left = count;
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await ask(bot);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
};

export type Load = { readonly oneByOne: number; readonly atOnce: number; readonly concurrency: number };

export const warmUp = (bot: Bot, count: number): Promise<void> => askAtOnce(bot, count, 10);

/** One round: answers one after another, then many at once. */
export const measureRound = async (bot: Bot, { oneByOne, atOnce, concurrency }: Load): Promise<Round> => {
  const tripsMs: number[] = [];
  const cpuBefore = bot.cpuMs();
  for (let index = 0; index < oneByOne; index += 1) tripsMs.push(await ask(bot));
  const cpuMsPerThousand = ((bot.cpuMs() - cpuBefore) / oneByOne) * 1000;
  const cpuBetween = bot.cpuMs();
  for (let index = 0; index < oneByOne; index += 1) await ask(bot, freshQuestion(index + 1));
  const freshCpuMsPerThousand = ((bot.cpuMs() - cpuBetween) / oneByOne) * 1000;
  const started = performance.now();
  await askAtOnce(bot, atOnce, concurrency);
  const answersPerSecond = (atOnce / (performance.now() - started)) * 1000;
  return { tripsMs, cpuMsPerThousand, freshCpuMsPerThousand, answersPerSecond };
};
