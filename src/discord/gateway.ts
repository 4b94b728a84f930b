import type { REST } from '@discordjs/rest';
import { WebSocketManager, WebSocketShardEvents } from '@discordjs/ws';
import { GatewayDispatchEvents, GatewayIntentBits, Routes } from 'discord-api-types/v10';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Commands } from '../dispatch.ts';
import type { Answer } from './answer.ts';
import { definitions, sameDefinitions } from './definitions.ts';
import type { AnswerMention } from './mention.ts';
import { restTransport } from './rest.ts';

export type GatewayOptions = {
  readonly token: string;
  readonly rest: REST;
  readonly commands: Commands;
  readonly answer: Answer;
  /** Absent where mentions are not answered: the message intents are then not asked for. */
  readonly answerMention: AnswerMention | undefined;
  /** A server that the bot has joined, or that is there again. */
  readonly onGuildJoined: (guildId: string) => void;
  /** A server that the bot was removed from; an outage of the server is not that. */
  readonly onGuildLeft: (guildId: string) => void;
  readonly log: Logger;
};

export type Gateway = {
  /** Stops taking interactions, waits for the answers under way for at most `graceMs`, then closes the connection. */
  readonly stop: (graceMs: number) => Promise<void>;
};

const readySchema = z.looseObject({
  application: z.looseObject({ id: z.string() }),
  user: z.looseObject({ id: z.string() }),
  guilds: z.array(z.unknown()).default([]),
});

const guildSchema = z.looseObject({ id: z.string(), unavailable: z.boolean().optional() });

/** Publishes the command definitions where Discord has others: an unchanged bot writes nothing. */
export const publishCommands = async (
  rest: REST,
  applicationId: string,
  commands: Commands,
  log: Logger,
): Promise<void> => {
  const wanted = definitions(commands);
  const route = Routes.applicationCommands(applicationId);
  const registered = await rest.get(route, { query: new URLSearchParams({ with_localizations: 'true' }) });
  if (sameDefinitions(wanted, registered)) {
    log.info({ commands: wanted.length }, 'commands are up to date');
    return;
  }
  await rest.put(route, { body: wanted });
  log.info({ commands: wanted.length }, 'commands published');
};

const closed = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

/**
 * The gateway door: connects, publishes the commands, and answers interactions from their raw JSON. It holds
 * no cache of servers, channels or members. Rejects where Discord refuses the token or the intents.
 */
export const openGateway = async (options: GatewayOptions): Promise<Gateway> => {
  const { token, rest, commands, answer, answerMention, log } = options;
  const intents =
    GatewayIntentBits.Guilds |
    (answerMention ? GatewayIntentBits.GuildMessages | GatewayIntentBits.DirectMessages : 0);
  const manager = new WebSocketManager({ token, intents, rest });
  const transport = restTransport(rest);
  const underWay = new Set<Promise<void>>();
  let taking = true;
  let self: { readonly botId: string } | undefined;

  const track = (work: Promise<void>): void => {
    underWay.add(work);
    void work.finally(() => underWay.delete(work));
  };

  const onDispatch = (event: string, data: unknown): void => {
    switch (event) {
      case GatewayDispatchEvents.InteractionCreate:
        if (taking) track(answer(data, transport));
        return;
      case GatewayDispatchEvents.MessageCreate:
        if (taking && answerMention && self) track(answerMention(data, self.botId));
        return;
      case GatewayDispatchEvents.Ready: {
        const ready = readySchema.safeParse(data);
        if (!ready.success) return;
        const first = self === undefined;
        self = { botId: ready.data.user.id };
        log.info({ servers: ready.data.guilds.length }, 'ready');
        if (!first) return;
        track(
          publishCommands(rest, ready.data.application.id, commands, log).catch((error: unknown) => {
            log.error({ err: error }, 'the commands could not be published');
          }),
        );
        return;
      }
      case GatewayDispatchEvents.GuildCreate: {
        const guild = guildSchema.safeParse(data);
        if (guild.success) options.onGuildJoined(guild.data.id);
        return;
      }
      case GatewayDispatchEvents.GuildDelete: {
        const guild = guildSchema.safeParse(data);
        if (guild.success && guild.data.unavailable !== true) options.onGuildLeft(guild.data.id);
        return;
      }
    }
  };

  const failed = Promise.withResolvers<never>();
  // Only the start listens for a failure; a later one is logged below.
  failed.promise.catch(() => {});
  manager.on(WebSocketShardEvents.Dispatch, (payload) => onDispatch(payload.data.t, payload.data.d));
  manager.on(WebSocketShardEvents.Resumed, () => log.info('session resumed'));
  manager.on(WebSocketShardEvents.Closed, ({ code }) => log.warn({ code }, 'connection closed'));
  manager.on(WebSocketShardEvents.Error, ({ error }) => {
    log.error({ err: error }, 'gateway error');
    failed.reject(closed(error));
  });
  await Promise.race([manager.connect(), failed.promise]);

  return {
    stop: async (graceMs) => {
      taking = false;
      const grace = Promise.withResolvers<void>();
      const timer = setTimeout(grace.resolve, graceMs);
      await Promise.race([Promise.allSettled(underWay), grace.promise]);
      clearTimeout(timer);
      await manager.destroy();
    },
  };
};
