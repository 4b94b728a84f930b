import type { IncomingMessage } from 'node:http';
import type { Answer } from './answers.ts';
import { type Asked, type Callback, createExchange } from './exchange.ts';
import { type Fault, type FaultSpec, faultList } from './faults.ts';
import { createGateway, type GatewayStats, intents } from './gateway.ts';
import { createInteractions, type Interactions } from './interactions.ts';
import type { Json } from './json.ts';
import { createMessages, type Message } from './messages.ts';
import { type RateLimitOptions, rateLimits } from './rate-limits.ts';
import { createRest, type RequestRecord, type RestStats } from './rest.ts';
import { createRoutes } from './routes.ts';
import { snowflakes } from './snowflake.ts';
import type { UploadedFile } from './validate-message.ts';
import { signal as createSignal, defaultTimeoutMs, type Queue, queue } from './waiting.ts';
import {
  type Channel,
  type ChannelSpec,
  type ChannelState,
  createWorld,
  type Guild,
  type GuildSpec,
  sampleGuild,
} from './world.ts';

export type LocalDiscordOptions = {
  token?: string;
  applicationId?: string;
  botName?: string;
  /** Guilds with their channels and roles; or so many of the same sort. Default: one sample guild. */
  guilds?: GuildSpec[] | { count: number; channels: number; roles: number };
  /** 0 picks a free port. */
  port?: number;
  /** Whether body keys that Discord does not document are refused. Default true. */
  rejectUnknownKeys?: boolean;
  rateLimits?: RateLimitOptions | false;
  /** Time to answer an interaction; default 3,000 ms. */
  interactionDeadlineMs?: number;
  /** Life of an interaction's token; default 15 minutes. */
  interactionTokenMs?: number;
  /** How long a nonce is remembered; default 5 minutes. */
  nonceMs?: number;
  heartbeatIntervalMs?: number;
  /** Privileged intents that are allowed; default none. */
  allowedIntents?: number;
  /** Default 2,500. */
  maxGuildsPerShard?: number;
  maxConcurrency?: number;
  /** Shards that are recommended; default one per 1,000 guilds. */
  shards?: number;
  /** IDENTIFYs left today; default 1,000. */
  sessionStarts?: number;
  /** Requests, interactions and messages per channel remembered; default 20,000 of each. */
  keep?: number;
  /** Milliseconds since 1970, for deadlines and windows; default the real clock. */
  now?: () => number;
  /** Answers paths outside `/api`. */
  outside?: (request: IncomingMessage, body: Buffer) => Promise<Answer | undefined>;
};

/** The first response to an interaction together with what may follow it. */
export type Answered = Callback & Omit<Asked, 'callback'>;

/** A message that was posted in a channel. */
export type Posted = { message: Message; channel: Channel; files: readonly UploadedFile[] };

export type LocalDiscord = Awaited<ReturnType<typeof startLocalDiscord>>;

/**
 * Starts a Discord on a loopback port, as strict as the documented limits: gateway v10, REST v10, interactions, rate
 * limits, and faults on demand. Nothing here sleeps: tests await what happens.
 */
export async function startLocalDiscord(options: LocalDiscordOptions = {}) {
  const now = options.now ?? Date.now;
  const token = options.token ?? 'MTAwMDAwMDAwMDAwMDAwMDAx.GlOcAl.local-discord-token-for-tests-only';
  const applicationId = options.applicationId ?? '100000000000000001';
  const botName = options.botName ?? 'hudna';
  const keep = options.keep ?? 20_000;
  const newId = snowflakes(now);
  const signal = createSignal();
  const faults = faultList();
  const world = createWorld(newId, { id: applicationId, name: botName });
  const guilds = options.guilds ?? [sampleGuild];
  const specs = Array.isArray(guilds)
    ? guilds
    : Array.from(
        { length: guilds.count },
        (_, index): GuildSpec => ({ ...guilds, name: `server ${index + 1}` }),
      );
  for (const spec of specs) world.addGuild(spec);

  const botUser = (): Json => ({
    id: applicationId,
    username: botName,
    global_name: null,
    discriminator: '0001',
    avatar: null,
    bot: true,
    public_flags: 0,
  });
  const messages = createMessages(world, newId, now, botUser);
  const rejectUnknownKeys = options.rejectUnknownKeys ?? true;
  const exchange = createExchange({
    applicationId,
    world,
    messages,
    now,
    options: {
      deadlineMs: options.interactionDeadlineMs ?? 3000,
      tokenMs: options.interactionTokenMs ?? 15 * 60_000,
      rejectUnknownKeys,
      keep,
    },
  });
  let port = 0;
  const gateway = createGateway({
    token,
    applicationId,
    botUser,
    world,
    signal,
    url: () => `ws://127.0.0.1:${port}`,
    options: {
      heartbeatIntervalMs: options.heartbeatIntervalMs ?? 41_250,
      allowedIntents: options.allowedIntents ?? 0,
      maxGuildsPerShard: options.maxGuildsPerShard ?? 2500,
      sendLimit: 120,
    },
  });
  const arrivals = new Map<string, Queue<Posted>>();
  const arrivalsIn = (channelId: string): Queue<Posted> => {
    const existing = arrivals.get(channelId);
    if (existing) return existing;
    const created = queue<Posted>(`a message in channel ${channelId}`);
    arrivals.set(channelId, created);
    return created;
  };
  let onPosted: (posted: Posted) => void = () => {};
  const interactions: Interactions = createInteractions({
    applicationId,
    world,
    newId,
    commands: () => routes.commands.global,
  });

  /** Sends a message event to those who have asked for it. */
  function announce(event: string, message: Message, channel: Channel): number {
    const inGuild = channel.guildId !== undefined;
    const intent = inGuild ? intents.guildMessages : intents.directMessages;
    if (!gateway.wants(intent)) return 0;
    return gateway.dispatch(
      event,
      (given) => ({
        ...routes.readable(message, channel, (given & intents.messageContent) !== 0),
        ...(inGuild ? { guild_id: channel.guildId, member: { roles: [], flags: 0 } } : {}),
      }),
      { guildId: channel.guildId, intent },
    );
  }

  const routes = createRoutes({
    applicationId,
    botUser,
    world,
    messages,
    exchange,
    newId,
    now,
    rejectUnknownKeys,
    nonceMs: options.nonceMs ?? 5 * 60_000,
    keepMessages: keep,
    readsContent: ((options.allowedIntents ?? 0) & intents.messageContent) !== 0,
    gatewayUrl: () => `ws://127.0.0.1:${port}`,
    sessionStart: () => ({
      total: 1000,
      remaining: Math.max(0, (options.sessionStarts ?? 1000) - gateway.stats.identifies),
      maxConcurrency: options.maxConcurrency ?? 1,
      shards: options.shards ?? Math.max(1, Math.ceil(world.guilds.size / 1000)),
    }),
    dmWith: (userId) => interactions.dmWith(userId),
    onMessage(message, channel, files) {
      const posted = { message, channel, files };
      arrivalsIn(channel.id).push(posted);
      onPosted(posted);
      announce('MESSAGE_CREATE', message, channel);
    },
    onEdit(message, channel) {
      announce('MESSAGE_UPDATE', message, channel);
    },
  });

  const rest = createRest({
    token,
    routes: routes.routes,
    limits: rateLimits(options.rateLimits ?? {}, now),
    faults,
    signal,
    keep,
    ...(options.outside ? { outside: options.outside } : {}),
  });
  gateway.attach(rest.server);
  port = await rest.listen(options.port ?? 0);

  /** Sends any JSON as an interaction, however malformed, without expecting an answer. */
  function dispatchRaw(json: Json, guildId?: string): void {
    if (gateway.dispatch('INTERACTION_CREATE', () => json, { guildId }) === 0) {
      throw new Error('no bot is connected to the local Discord');
    }
  }

  /** Sends an interaction; gives at once what its answers will arrive in. */
  function ask(json: Json): Asked {
    const asked = exchange.open(json);
    dispatchRaw(json, typeof json.guild_id === 'string' ? json.guild_id : undefined);
    return asked;
  }

  const guild = (id?: string): Guild => {
    for (const one of world.guilds.values()) if (id === undefined || one.id === id) return one;
    throw new Error(`there is no guild ${id ?? ''}`);
  };

  const dispatchIn = (event: string, data: Json, guildId: string | undefined) =>
    gateway.dispatch(event, () => data, { guildId, intent: intents.guilds });

  return {
    token,
    applicationId,
    port,
    /** For `DISCORD_API_URL` and discord.js's `rest.api`: without the version. */
    apiUrl: `http://127.0.0.1:${port}/api`,
    gateway,
    world,
    /** Makes interaction JSON. */
    interactions,
    ask,
    /** Sends an interaction and awaits its first response. */
    async interact(json: Json, timeoutMs?: number): Promise<Answered> {
      const asked = ask(json);
      return { ...asked, ...(await asked.callback(timeoutMs)) };
    },
    dispatchRaw,

    /** Every request, oldest first (the last `keep` of them). */
    requests: rest.requests as readonly RequestRecord[],
    /** Counters since the start. */
    stats: {
      rest: rest.stats as Readonly<RestStats>,
      gateway: gateway.stats as Readonly<GatewayStats>,
      commands: routes.commands as Readonly<{ puts: number; gets: number }>,
    },
    /** The published commands as Discord keeps them. */
    commands: (): readonly Json[] => routes.commands.global,
    /** The bot's messages in a channel, oldest first; responses to interactions are not among them. */
    messages: (channelId: string): readonly Message[] =>
      (routes.posted.get(channelId) ?? []).filter((message) => message.author.id === applicationId),
    /** The next message posted in a channel that nobody has awaited yet. */
    nextMessage: (channelId: string, timeoutMs?: number): Promise<Posted> =>
      arrivalsIn(channelId).next(timeoutMs),
    /** Calls back for each posted message. */
    onMessage(listener: (posted: Posted) => void): void {
      onPosted = listener;
    },
    /** Resolves as soon as `condition` holds; looked at after each request and gateway event. */
    until: (condition: () => boolean, what: string, timeoutMs?: number) =>
      signal.until(condition, what, timeoutMs),
    /** Resolves when a bot is connected and identified. */
    ready: (timeoutMs = defaultTimeoutMs) =>
      signal.until(() => gateway.live().length > 0, 'a connected bot', timeoutMs),
    /** The next request that matches and has not been there yet. */
    async nextRequest(
      matches: (request: RequestRecord) => boolean,
      timeoutMs?: number,
    ): Promise<RequestRecord> {
      const before = new Set(rest.requests);
      const find = () => rest.requests.find((request) => !before.has(request) && matches(request));
      await signal.until(() => find() !== undefined, 'a matching request', timeoutMs);
      const found = find();
      if (!found) throw new Error('the request is gone from the record');
      return found;
    },

    /** Lets the next matching requests fail, wait or lose their answer. */
    fail: (spec: FaultSpec): Fault => faults.add(spec),
    clearFaults: () => faults.clear(),

    guild,
    /** A channel by id or name. */
    channel: (name: string): Channel => interactions.channelNamed(name),
    /** Changes what the bot may do in a channel, and tells it. */
    setChannel(name: string, change: Partial<ChannelState>): void {
      const channel = Object.assign(interactions.channelNamed(name), change);
      dispatchIn(
        world.isThread(channel) ? 'THREAD_UPDATE' : 'CHANNEL_UPDATE',
        world.channelJson(channel),
        channel.guildId,
      );
    },
    deleteChannel(name: string): void {
      const channel = interactions.channelNamed(name);
      channel.deleted = true;
      dispatchIn(
        world.isThread(channel) ? 'THREAD_DELETE' : 'CHANNEL_DELETE',
        world.channelJson(channel),
        channel.guildId,
      );
    },
    addChannel(spec: ChannelSpec, guildId?: string): Channel {
      const channel = world.addChannel(spec, guild(guildId));
      dispatchIn('CHANNEL_CREATE', world.channelJson(channel), channel.guildId);
      return channel;
    },
    addGuild(spec: GuildSpec = {}): Guild {
      const added = world.addGuild(spec);
      dispatchIn('GUILD_CREATE', world.guildCreateJson(added), added.id);
      return added;
    },
    /** Removes the bot from a guild. */
    kick(id: string): void {
      guild(id).member = false;
      dispatchIn('GUILD_DELETE', { id }, id);
    },
    /** Invites the bot back into a guild. */
    invite(id: string): void {
      guild(id).member = true;
      dispatchIn('GUILD_CREATE', world.guildCreateJson(guild(id)), id);
    },
    /** Starts or ends an outage of a guild: it stays the bot's, but is unavailable. */
    outage(id: string, unavailable: boolean): void {
      const one = guild(id);
      one.unavailable = unavailable;
      if (unavailable) dispatchIn('GUILD_DELETE', { id, unavailable: true }, id);
      else dispatchIn('GUILD_CREATE', world.guildCreateJson(one), id);
    },
    /**
     * A person writes in a channel, or in a direct message where `name` is `dm`; `<@id>` of the bot mentions it.
     * Gives how many sessions were told.
     */
    say(name: string, content: string, userId = '300000000000000002'): { message: Message; told: number } {
      const channel = name === 'dm' ? interactions.dmWith(userId) : interactions.channelNamed(name);
      const draft = {
        ...{
          content,
          embeds: undefined,
          components: undefined,
          flags: 0,
          attachments: undefined,
          tts: false,
        },
        ...{ allowedMentions: undefined, nonce: undefined, enforceNonce: false, reference: undefined },
      };
      const message = messages.create(draft, channel, { author: interactions.userJson(userId) });
      routes.keep(message, channel);
      return { message, told: announce('MESSAGE_CREATE', message, channel) };
    },
    async close(): Promise<void> {
      faults.clear();
      gateway.close();
      await rest.close();
    },
  };
}
