import { DiscordAPIError, HTTPError, type REST } from '@discordjs/rest';
import { WebSocketManager, WebSocketShardEvents } from '@discordjs/ws';
import { GatewayCloseCodes, GatewayDispatchEvents, GatewayIntentBits, Routes } from 'discord-api-types/v10';
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
  /** All servers of a shard, as Discord lists them when a session begins; those that have an outage too. */
  readonly onSession: (
    guildIds: ReadonlySet<string>,
    shard: readonly [number: number, count: number],
  ) => void;
  /** Discord has ended the connection for good, as when the token is taken back: nothing comes any more. */
  readonly onLost: (problem: string) => void;
  readonly log: Logger;
};

export type Gateway = {
  /** Stops taking interactions, waits for the answers under way for at most `graceMs`, then closes the connection. */
  readonly stop: (graceMs: number) => Promise<void>;
};

/** A connection, or what an operator has to put right. */
export type OpenedGateway =
  | { readonly ok: true; readonly gateway: Gateway }
  | { readonly ok: false; readonly problem: string };

const BAD_TOKEN =
  'Discord does not accept DISCORD_TOKEN: copy the token again from the Bot page of the developer portal.';

/**
 * Close codes after which a new connection would fail as well
 * (https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes).
 */
const finalCloses: ReadonlyMap<number, string> = new Map([
  [GatewayCloseCodes.AuthenticationFailed, BAD_TOKEN],
  [GatewayCloseCodes.InvalidShard, 'Discord refuses the shard.'],
  [GatewayCloseCodes.ShardingRequired, 'Discord wants more shards for so many servers.'],
  [GatewayCloseCodes.InvalidAPIVersion, 'Discord no longer speaks this version of its gateway.'],
  [GatewayCloseCodes.InvalidIntents, 'Discord does not know an intent that Hudna asks for.'],
  [GatewayCloseCodes.DisallowedIntents, 'Discord does not allow an intent that Hudna asks for.'],
]);

/** What an operator can do about a failed start; undefined for a defect of ours. */
const startProblem = (error: unknown, rest: REST): string | undefined => {
  if (error instanceof DiscordAPIError && error.status === 401) return BAD_TOKEN;
  if (error instanceof DiscordAPIError || error instanceof HTTPError)
    return `Discord answers ${error.status} (${error.message}).`;
  if (error instanceof Error && ('code' in error || 'cause' in error || error.name === 'AbortError'))
    return `Discord cannot be reached at ${rest.options.api} (DISCORD_API_URL): ${error.message}.`;
  return undefined;
};

const readySchema = z.looseObject({
  application: z.looseObject({ id: z.string() }).optional(),
  user: z.looseObject({ id: z.string() }),
  guilds: z.array(z.looseObject({ id: z.string() })).default([]),
  shard: z.tuple([z.number(), z.number()]).default([0, 1]),
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
  const registered = await rest
    .get(route, { query: new URLSearchParams({ with_localizations: 'true' }) })
    .catch((error: unknown) => {
      log.warn({ err: error }, 'the published commands could not be read; publishing anew');
    });
  if (sameDefinitions(wanted, registered)) {
    log.info({ commands: wanted.length }, 'commands are up to date');
    return;
  }
  await rest.put(route, { body: wanted });
  log.info({ commands: wanted.length }, 'commands published');
};

/**
 * The gateway door: connects, publishes the commands, and answers interactions from their raw JSON. It holds
 * no cache of servers, channels or members.
 */
export const openGateway = async (options: GatewayOptions): Promise<OpenedGateway> => {
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
        if (!ready.success) {
          log.warn('Discord sent a READY that cannot be read');
          return;
        }
        const first = self === undefined;
        self = { botId: ready.data.user.id };
        log.info({ servers: ready.data.guilds.length }, 'ready');
        options.onSession(new Set(ready.data.guilds.map(({ id }) => id)), ready.data.shard);
        if (!first) return;
        track(
          // An application of today has the id of its bot.
          publishCommands(rest, ready.data.application?.id ?? ready.data.user.id, commands, log).catch(
            (error: unknown) => {
              log.error({ err: error }, 'the commands could not be published');
            },
          ),
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

  const refused = Promise.withResolvers<string>();
  let connected = false;
  manager.on(WebSocketShardEvents.Dispatch, (payload) => onDispatch(payload.data.t, payload.data.d));
  manager.on(WebSocketShardEvents.Resumed, () => log.info('session resumed'));
  manager.on(WebSocketShardEvents.Error, ({ error }) => log.error({ err: error }, 'gateway error'));
  manager.on(WebSocketShardEvents.Closed, ({ code }) => {
    log.warn({ code }, 'connection closed');
    const problem = finalCloses.get(code);
    if (problem === undefined) return;
    if (connected) options.onLost(problem);
    else refused.resolve(problem);
  });
  try {
    const problem = await Promise.race([manager.connect(), refused.promise]);
    if (problem !== undefined) return { ok: false, problem };
  } catch (error) {
    const problem = startProblem(error, rest);
    if (problem === undefined) throw error;
    return { ok: false, problem };
  }
  connected = true;

  const stop = async (graceMs: number): Promise<void> => {
    taking = false;
    const grace = Promise.withResolvers<void>();
    const timer = setTimeout(grace.resolve, graceMs);
    await Promise.race([Promise.allSettled(underWay), grace.promise]);
    clearTimeout(timer);
    await manager.destroy();
  };
  return { ok: true, gateway: { stop } };
};
