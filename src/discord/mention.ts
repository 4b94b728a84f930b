import type { REST } from '@discordjs/rest';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Asker, Context } from '../command.ts';
import { type Commands, dispatch } from '../dispatch.ts';
import { messageData } from './respond.ts';
import { postMessage } from './rest.ts';

/** Answers a message that mentions the bot, or that was sent to it directly. Never rejects. */
export type AnswerMention = (raw: unknown, botId: string) => Promise<void>;

const messageSchema = z.looseObject({
  id: z.string(),
  channel_id: z.string(),
  guild_id: z.string().optional(),
  content: z.string().default(''),
  author: z.looseObject({ id: z.string(), bot: z.boolean().optional() }),
  mentions: z.array(z.looseObject({ id: z.string() })).default([]),
});

/** The question in a message: what is left without the mentions. */
export const questionIn = (content: string): string =>
  content
    .replace(/<@!?&?\d+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

export const createMentionAnswerer =
  ({
    rest,
    commands,
    contextFor,
    log,
  }: {
    readonly rest: REST;
    readonly commands: () => Commands;
    readonly contextFor: (asker: Asker) => Context | Promise<Context>;
    readonly log: Logger;
  }): AnswerMention =>
  async (raw, botId) => {
    const parsed = messageSchema.safeParse(raw);
    if (!parsed.success) return;
    const message = parsed.data;
    const direct = message.guild_id === undefined;
    if (message.author.bot || message.author.id === botId) return;
    if (!direct && !message.mentions.some(({ id }) => id === botId)) return;
    const question = questionIn(message.content).slice(0, MAX_QUESTION);
    const asker: Asker = {
      userId: message.author.id,
      guildId: message.guild_id,
      channelId: message.channel_id,
      memberPermissions: 0n,
      appPermissions: 0n,
      locale: 'en-US',
      botInGuild: !direct,
    };
    try {
      const request = question
        ? ({ kind: 'command', name: 'ask', values: { question }, asker } as const)
        : ({ kind: 'command', name: 'help', values: {}, asker } as const);
      const { reply, failure } = await dispatch(request, commands(), await contextFor(asker));
      if (failure?.kind === 'defect') log.error({ err: failure.error }, 'answer to a mention failed');
      if (reply.kind === 'modal') return;
      await postMessage(
        rest,
        message.channel_id,
        messageData(reply.body, reply.files),
        reply.files ?? [],
        message.id,
      );
    } catch (error) {
      log.warn({ err: error }, 'an answer to a mention could not be delivered');
    }
  };

/** The same as the option `question` of `/ask` takes. */
const MAX_QUESTION = 300;
