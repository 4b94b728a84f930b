import { type Answer, refusals } from './answers.ts';
import type { Exchange } from './exchange.ts';
import { FormErrors } from './form.ts';
import { isObject, type Json, objectOf, textOf } from './json.ts';
import type { Message, Messages } from './messages.ts';
import type { Call, Route } from './rest.ts';
import { checkCommands, shownCommand, storedCommand } from './validate-commands.ts';
import { checkMessage, type UploadedFile } from './validate-message.ts';
import { type Channel, channelTypes, type World } from './world.ts';

export type RouteState = {
  applicationId: string;
  botUser: () => Json;
  world: World;
  messages: Messages;
  exchange: Exchange;
  newId: () => string;
  now: () => number;
  rejectUnknownKeys: boolean;
  /** How long a nonce is remembered. */
  nonceMs: number;
  /** Messages kept per channel. */
  keepMessages: number;
  /** Whether the app may read what others write, without being mentioned. */
  readsContent: boolean;
  gatewayUrl: () => string;
  sessionStart: () => { total: number; remaining: number; maxConcurrency: number; shards: number };
  dmWith: (userId: string) => Channel;
  /** Called for each new message in a channel, and each change of one. */
  onMessage: (message: Message, channel: Channel, files: readonly UploadedFile[]) => void;
  onEdit: (message: Message, channel: Channel) => void;
};

export type Routes = ReturnType<typeof createRoutes>;

const ok = (body: unknown): Answer => ({ status: 200, body });

/** All REST routes of the local Discord, and the commands and messages they keep. */
export function createRoutes(state: RouteState) {
  const { world, applicationId, exchange } = state;
  const commands: { global: Json[]; puts: number; gets: number } = { global: [], puts: 0, gets: 0 };
  const posted = new Map<string, Message[]>();
  const nonces = new Map<string, { message: Message; at: number }>();

  function application(): Answer {
    return ok({
      id: applicationId,
      name: textOf(state.botUser().username),
      icon: null,
      description: '',
      summary: '',
      type: null,
      bot: state.botUser(),
      bot_public: true,
      bot_require_code_grant: false,
      integration_types_config: { 0: {}, 1: {} },
      interactions_endpoint_url: null,
      redirect_uris: [],
      owner: { id: '300000000000000000', username: 'owner', discriminator: '0', avatar: null },
      team: null,
      flags: 0,
      approximate_guild_count: world.guilds.size,
      approximate_user_install_count: 0,
      verify_key: '0'.repeat(64),
    });
  }

  function channelOf(id: string): { channel: Channel } | { refusal: Answer } {
    const channel = world.channels.get(id);
    if (!channel || channel.deleted) return { refusal: refusals.unknownChannel };
    const guild = channel.guildId === undefined ? undefined : world.guilds.get(channel.guildId);
    if (!channel.canView || (guild && !guild.member)) return { refusal: refusals.missingAccess };
    return { channel };
  }

  function keep(message: Message, channel: Channel): void {
    const list = posted.get(channel.id) ?? [];
    list.push(message);
    if (list.length > state.keepMessages) list.shift();
    posted.set(channel.id, list);
  }

  /** A message as the app gets it: others' content only in direct messages, where mentioned, or by intent. */
  function readable(message: Message, channel: Channel, all: boolean): Message {
    const own = message.author.id === state.botUser().id;
    const mentioned = message.mentions.some((user) => user.id === state.botUser().id);
    if (all || own || mentioned || channel.guildId === undefined) return message;
    return { ...message, content: '', embeds: [], attachments: [], components: [] };
  }

  function post({ params, body, files }: Call): Answer {
    const found = channelOf(params[0] ?? '');
    if ('refusal' in found) return found.refusal;
    const { channel } = found;
    if (channel.type === channelTypes.forum) return refusals.forumChannel;
    if (channel.type === channelTypes.category) return refusals.notATextChannel;
    if (!channel.canSend || (files.length > 0 && !channel.canAttach)) return refusals.missingPermissions;
    if (channel.locked) return refusals.threadLocked;
    const checked = checkMessage(body, {
      kind: 'channel',
      files,
      rejectUnknownKeys: state.rejectUnknownKeys,
    });
    if (checked.refusal) return checked.refusal;
    const { draft } = checked;
    const nonce = draft.nonce === undefined ? undefined : String(draft.nonce);
    if (nonce !== undefined && draft.enforceNonce) {
      const earlier = nonces.get(nonce);
      if (earlier && state.now() - earlier.at < state.nonceMs) return ok(earlier.message);
    }
    const reference = draft.reference;
    if (reference && reference.fail_if_not_exists !== false) {
      const there = posted.get(channel.id)?.some((one) => one.id === reference.message_id);
      if (!there) {
        const form = new FormErrors(state.rejectUnknownKeys);
        form.add(['message_reference'], 'REPLIES_UNKNOWN_MESSAGE', 'Unknown message');
        return form.answer();
      }
    }
    channel.archived = false;
    const message = state.messages.create(draft, channel);
    keep(message, channel);
    if (nonce !== undefined) {
      nonces.delete(nonce);
      nonces.set(nonce, { message, at: state.now() });
      for (const [key, { at }] of nonces) {
        if (state.now() - at < state.nonceMs) break;
        nonces.delete(key);
      }
    }
    state.onMessage(message, channel, files);
    return ok(message);
  }

  const oneMessage = ({ params }: Call, then: (message: Message, channel: Channel) => Answer): Answer => {
    const found = channelOf(params[0] ?? '');
    if ('refusal' in found) return found.refusal;
    const message = posted.get(found.channel.id)?.find((one) => one.id === params[1]);
    return message ? then(message, found.channel) : refusals.unknownMessage;
  };

  const readCommands = ({ params, query }: Call): Answer => {
    if (params[0] !== applicationId) return refusals.unknownApplication;
    commands.gets += 1;
    const full = query.get('with_localizations') === 'true';
    return ok(commands.global.map((command) => shownCommand(command, full)));
  };

  function writeCommands({ params, body }: Call): Answer {
    if (params[0] !== applicationId) return refusals.unknownApplication;
    const refusal = checkCommands(body, state.rejectUnknownKeys);
    if (refusal) return refusal;
    commands.puts += 1;
    const given = Array.isArray(body) ? body.filter(isObject) : [];
    commands.global = given.map((command) => {
      const old = commands.global.find(
        (one) => one.name === command.name && one.type === (command.type ?? 1),
      );
      const ids = { id: textOf(old?.id) || state.newId(), applicationId, version: textOf(old?.version) };
      const stored = storedCommand(command, ids);
      if (JSON.stringify(stored) === JSON.stringify(old)) return stored;
      return { ...stored, version: state.newId() };
    });
    return ok(commands.global.map((command) => shownCommand(command, true)));
  }

  const inGuild = (
    { params }: Call,
    then: (guild: NonNullable<ReturnType<World['guilds']['get']>>) => unknown,
  ): Answer => {
    const guild = world.guilds.get(params[0] ?? '');
    return guild?.member ? ok(then(guild)) : guild ? refusals.missingAccess : refusals.unknownGuild;
  };

  const gatewayBot = (): Answer => {
    const { total, remaining, maxConcurrency, shards } = state.sessionStart();
    return ok({
      url: state.gatewayUrl(),
      shards,
      session_start_limit: { total, remaining, reset_after: 86_400_000, max_concurrency: maxConcurrency },
    });
  };

  const webhook = '/webhooks/:application/:token';
  const routes: Route[] = [
    { method: 'GET', path: '/gateway', run: () => ok({ url: state.gatewayUrl() }) },
    { method: 'GET', path: '/gateway/bot', run: gatewayBot },
    {
      method: 'GET',
      path: '/users/@me',
      run: () => ok({ ...state.botUser(), email: null, flags: 0, verified: true }),
    },
    { method: 'GET', path: '/applications/@me', run: application },
    { method: 'GET', path: '/oauth2/applications/@me', run: application },
    { method: 'GET', path: '/applications/:application/commands', run: readCommands },
    { method: 'PUT', path: '/applications/:application/commands', run: writeCommands },
    {
      method: 'POST',
      path: '/users/@me/channels',
      run: ({ body }) => ok(world.channelJson(state.dmWith(textOf(objectOf(body).recipient_id)))),
    },
    {
      method: 'GET',
      path: '/users/@me/guilds',
      run: ({ query }) => {
        const after = BigInt(query.get('after') ?? '0');
        const limit = Number(query.get('limit') ?? 200);
        const joined = [...world.guilds.values()].filter((guild) => guild.member && BigInt(guild.id) > after);
        return ok(
          joined
            .slice(0, limit)
            .map(({ id, name }) => ({ id, name, icon: null, owner: false, permissions: '0', features: [] })),
        );
      },
    },
    { method: 'GET', path: '/guilds/:guild', run: (call) => inGuild(call, world.guildJson) },
    {
      method: 'GET',
      path: '/guilds/:guild/channels',
      run: (call) =>
        inGuild(call, (guild) =>
          [...guild.channels.values()]
            .filter((one) => !one.deleted && !world.isThread(one))
            .map(world.channelJson),
        ),
    },
    {
      method: 'GET',
      path: '/guilds/:guild/roles',
      run: (call) => inGuild(call, (guild) => guild.roles.map(world.roleJson)),
    },
    {
      method: 'GET',
      path: '/guilds/:guild/members/:user',
      run: (call) =>
        call.params[1] === state.botUser().id
          ? inGuild(call, world.botMember)
          : { status: 404, body: { message: 'Unknown Member', code: 10007 } },
    },
    {
      method: 'GET',
      path: '/channels/:channel',
      run: ({ params }) => {
        const found = channelOf(params[0] ?? '');
        return 'refusal' in found ? found.refusal : ok(world.channelJson(found.channel));
      },
    },
    {
      method: 'GET',
      path: '/channels/:channel/messages',
      run: ({ params, query }) => {
        const found = channelOf(params[0] ?? '');
        if ('refusal' in found) return found.refusal;
        const limit = Math.min(100, Math.max(1, Number(query.get('limit') ?? 50)));
        const after = query.get('after');
        const before = query.get('before');
        const all = (posted.get(found.channel.id) ?? []).filter(
          ({ id }) =>
            (after === null || BigInt(id) > BigInt(after)) &&
            (before === null || BigInt(id) < BigInt(before)),
        );
        // Newest first; with `after`, the page next to it.
        const page = (after === null ? all.slice(-limit) : all.slice(0, limit)).reverse();
        return ok(page.map((message) => readable(message, found.channel, state.readsContent)));
      },
    },
    { method: 'POST', path: '/channels/:channel/messages', bucket: 'POST channel messages', run: post },
    {
      method: 'GET',
      path: '/channels/:channel/messages/:message',
      run: (call) =>
        oneMessage(call, (message, channel) => ok(readable(message, channel, state.readsContent))),
    },
    {
      method: 'PATCH',
      path: '/channels/:channel/messages/:message',
      bucket: 'PATCH channel message',
      run: (call) =>
        oneMessage(call, (message, channel) => {
          if (message.author.id !== state.botUser().id) return refusals.othersMessage;
          const { files, body } = call;
          const checked = checkMessage(body, {
            kind: 'channel-edit',
            files,
            existing: message,
            rejectUnknownKeys: state.rejectUnknownKeys,
          });
          if (checked.refusal) return checked.refusal;
          state.messages.edit(message, checked.draft, objectOf(body), channel);
          state.onEdit(message, channel);
          return ok(message);
        }),
    },
    {
      method: 'DELETE',
      path: '/channels/:channel/messages/:message',
      run: (call) =>
        oneMessage(call, (message, channel) => {
          posted.set(
            channel.id,
            (posted.get(channel.id) ?? []).filter((one) => one !== message),
          );
          return { status: 204 };
        }),
    },
    {
      method: 'POST',
      path: '/interactions/:id/:token/callback',
      interaction: true,
      run: ({ params, body, files, query }) =>
        exchange.callback(
          params[0] ?? '',
          params[1] ?? '',
          body,
          files,
          query.get('with_response') === 'true',
        ),
    },
    {
      method: 'POST',
      path: webhook,
      interaction: true,
      bucket: 'webhook',
      run: ({ params, body, files }) => exchange.followUp(params[0] ?? '', params[1] ?? '', body, files),
    },
    {
      method: 'GET',
      path: `${webhook}/messages/:message`,
      interaction: true,
      run: ({ params }) => exchange.get(params[0] ?? '', params[1] ?? '', params[2] ?? ''),
    },
    {
      method: 'PATCH',
      path: `${webhook}/messages/:message`,
      interaction: true,
      bucket: 'webhook',
      run: ({ params, body, files }) =>
        exchange.patch(params[0] ?? '', params[1] ?? '', params[2] ?? '', body, files),
    },
    {
      method: 'DELETE',
      path: `${webhook}/messages/:message`,
      interaction: true,
      run: ({ params }) => exchange.remove(params[0] ?? '', params[1] ?? '', params[2] ?? ''),
    },
  ];

  return { routes, commands, posted, keep, readable };
}
