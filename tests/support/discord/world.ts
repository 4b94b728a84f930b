import type { Json } from './json.ts';

/** Permission bits by Discord's names. */
export const permissions = {
  administrator: 1n << 3n,
  manageChannels: 1n << 4n,
  manageGuild: 1n << 5n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  embedLinks: 1n << 14n,
  attachFiles: 1n << 15n,
  readMessageHistory: 1n << 16n,
  mentionEveryone: 1n << 17n,
  useExternalEmojis: 1n << 18n,
  useApplicationCommands: 1n << 31n,
  sendMessagesInThreads: 1n << 38n,
} as const;

/** Channel types by Discord's names. */
export const channelTypes = {
  text: 0,
  dm: 1,
  voice: 2,
  groupDm: 3,
  category: 4,
  announcement: 5,
  announcementThread: 10,
  publicThread: 11,
  privateThread: 12,
  forum: 15,
} as const;

/** What the bot may do in a channel, and what state it is in. All of it can be changed while running. */
export type ChannelState = {
  canView: boolean;
  canSend: boolean;
  canAttach: boolean;
  canMentionEveryone: boolean;
  deleted: boolean;
  archived: boolean;
  locked: boolean;
};

export type Channel = ChannelState & {
  readonly id: string;
  readonly guildId: string | undefined;
  readonly type: number;
  readonly name: string;
  readonly parentId: string | undefined;
};

export type Role = { readonly id: string; readonly name: string; readonly mentionable: boolean };

export type Guild = {
  readonly id: string;
  readonly name: string;
  readonly locale: string;
  readonly ownerId: string;
  readonly channels: Map<string, Channel>;
  readonly roles: Role[];
  /** Whether the bot is a member. */
  member: boolean;
  /** Whether Discord itself has an outage there. */
  unavailable: boolean;
};

export type ChannelSpec = Partial<ChannelState> & {
  id?: string;
  name?: string;
  type?: number;
  /** Name of the parent channel; needed for threads. */
  parent?: string;
};

export type GuildSpec = {
  id?: string;
  name?: string;
  locale?: string;
  /** A number makes so many text channels. */
  channels?: number | ChannelSpec[];
  /** A number makes so many roles besides @everyone. */
  roles?: number | { name: string; mentionable?: boolean }[];
};

/** One guild with a channel of every sort that a bot may be asked to post in. */
export const sampleGuild: GuildSpec = {
  name: 'Local server',
  channels: [
    { name: 'general' },
    { name: 'news', type: channelTypes.announcement },
    { name: 'thread', type: channelTypes.publicThread, parent: 'general' },
    { name: 'forum', type: channelTypes.forum },
    { name: 'hidden', canView: false, canSend: false },
    { name: 'read-only', canSend: false },
  ],
  roles: [{ name: 'Mediators', mentionable: true }, { name: 'Silent' }],
};

const open: ChannelState = {
  canView: true,
  canSend: true,
  canAttach: true,
  canMentionEveryone: false,
  deleted: false,
  archived: false,
  locked: false,
};

export type World = ReturnType<typeof createWorld>;

/** Guilds, channels and roles, and how Discord shows them. */
export function createWorld(newId: () => string, bot: { id: string; name: string }) {
  const guilds = new Map<string, Guild>();
  const channels = new Map<string, Channel>();
  const joinedAt = '2024-01-01T00:00:00.000000+00:00';

  function addChannel(spec: ChannelSpec, guild: Guild | undefined): Channel {
    const parent = [...(guild?.channels.values() ?? [])].find((channel) => channel.name === spec.parent);
    const { canView, canSend, canAttach, canMentionEveryone, deleted, archived, locked } = {
      ...open,
      ...spec,
    };
    const channel: Channel = {
      id: spec.id ?? newId(),
      guildId: guild?.id,
      type: spec.type ?? channelTypes.text,
      name: spec.name ?? 'channel',
      parentId: parent?.id,
      ...{ canView, canSend, canAttach, canMentionEveryone, deleted, archived, locked },
    };
    channels.set(channel.id, channel);
    guild?.channels.set(channel.id, channel);
    return channel;
  }

  function addGuild(spec: GuildSpec): Guild {
    const id = spec.id ?? newId();
    const named = typeof spec.roles === 'number' ? [] : (spec.roles ?? []);
    const counted = typeof spec.roles === 'number' ? spec.roles : 0;
    const guild: Guild = {
      id,
      name: spec.name ?? 'Server',
      locale: spec.locale ?? 'en-US',
      ownerId: newId(),
      channels: new Map(),
      roles: [
        { id, name: '@everyone', mentionable: false },
        ...named.map((role) => ({ id: newId(), name: role.name, mentionable: role.mentionable ?? false })),
        ...Array.from({ length: counted }, (_, index) => ({
          id: newId(),
          name: `role ${index + 1}`,
          mentionable: false,
        })),
      ],
      member: true,
      unavailable: false,
    };
    const given = spec.channels ?? 1;
    const list: ChannelSpec[] =
      typeof given === 'number'
        ? Array.from({ length: given }, (_, index) => ({ name: `channel-${index + 1}` }))
        : given;
    for (const channel of list) addChannel(channel, guild);
    guilds.set(id, guild);
    return guild;
  }

  /** The bot's permissions in a channel. */
  function appPermissions(channel: Channel): bigint {
    const p = permissions;
    if (channel.guildId === undefined) return p.attachFiles | p.embedLinks | p.mentionEveryone;
    if (!channel.canView) return 0n;
    return (
      p.viewChannel |
      p.readMessageHistory |
      p.useApplicationCommands |
      (channel.canSend ? p.sendMessages | p.sendMessagesInThreads | p.embedLinks | p.useExternalEmojis : 0n) |
      (channel.canSend && channel.canAttach ? p.attachFiles : 0n) |
      (channel.canSend && channel.canMentionEveryone ? p.mentionEveryone : 0n)
    );
  }

  const isThread = (channel: Channel): boolean => channel.type >= 10 && channel.type <= 12;

  function channelJson(channel: Channel): Json {
    if (channel.type === channelTypes.dm) {
      return { id: channel.id, type: 1, last_message_id: null, flags: 0, recipients: [] };
    }
    const denied =
      (channel.canView ? 0n : permissions.viewChannel) |
      (channel.canSend ? 0n : permissions.sendMessages) |
      (channel.canAttach ? 0n : permissions.attachFiles);
    return {
      id: channel.id,
      type: channel.type,
      guild_id: channel.guildId,
      name: channel.name,
      parent_id: channel.parentId ?? null,
      last_message_id: null,
      flags: 0,
      rate_limit_per_user: 0,
      ...(isThread(channel)
        ? {
            owner_id: bot.id,
            message_count: 0,
            member_count: 1,
            total_message_sent: 0,
            thread_metadata: {
              archived: channel.archived,
              locked: channel.locked,
              auto_archive_duration: 10080,
              archive_timestamp: joinedAt,
              create_timestamp: joinedAt,
            },
          }
        : {
            position: 0,
            topic: null,
            nsfw: false,
            last_pin_timestamp: null,
            permission_overwrites:
              denied === 0n ? [] : [{ id: bot.id, type: 1, allow: '0', deny: String(denied) }],
          }),
    };
  }

  const roleJson = (role: Role, position: number): Json => ({
    id: role.id,
    name: role.name,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    icon: null,
    unicode_emoji: null,
    position,
    permissions: position === 0 ? '2222085723512897' : '0',
    managed: false,
    mentionable: role.mentionable,
    flags: 0,
  });

  const botMember = (): Json => ({
    user: { id: bot.id, username: bot.name, discriminator: '0', global_name: null, avatar: null, bot: true },
    nick: null,
    avatar: null,
    roles: [],
    joined_at: joinedAt,
    premium_since: null,
    deaf: false,
    mute: false,
    pending: false,
    communication_disabled_until: null,
    flags: 0,
  });

  function guildJson(guild: Guild): Json {
    return {
      id: guild.id,
      name: guild.name,
      icon: null,
      splash: null,
      discovery_splash: null,
      owner_id: guild.ownerId,
      region: 'deprecated',
      afk_channel_id: null,
      afk_timeout: 300,
      widget_enabled: false,
      verification_level: 1,
      default_message_notifications: 1,
      explicit_content_filter: 0,
      roles: guild.roles.map(roleJson),
      emojis: [],
      stickers: [],
      features: ['COMMUNITY', 'NEWS'],
      mfa_level: 0,
      application_id: null,
      system_channel_id: null,
      system_channel_flags: 0,
      rules_channel_id: null,
      public_updates_channel_id: null,
      safety_alerts_channel_id: null,
      max_members: 500000,
      max_presences: null,
      vanity_url_code: null,
      description: null,
      banner: null,
      premium_tier: 0,
      premium_subscription_count: 0,
      preferred_locale: guild.locale,
      nsfw: false,
      nsfw_level: 0,
      premium_progress_bar_enabled: false,
      hub_type: null,
      incidents_data: null,
    };
  }

  /** What GUILD_CREATE carries. */
  function guildCreateJson(guild: Guild): Json {
    const visible = [...guild.channels.values()].filter((channel) => !channel.deleted);
    return {
      ...guildJson(guild),
      joined_at: joinedAt,
      large: false,
      unavailable: false,
      member_count: 42,
      members: [botMember()],
      channels: visible.filter((channel) => !isThread(channel)).map(channelJson),
      threads: visible.filter((channel) => isThread(channel) && channel.canView).map(channelJson),
      presences: [],
      voice_states: [],
      stage_instances: [],
      guild_scheduled_events: [],
      soundboard_sounds: [],
    };
  }

  return {
    guilds,
    channels,
    addGuild,
    addChannel,
    appPermissions,
    isThread,
    channelJson,
    roleJson,
    guildJson,
    guildCreateJson,
    botMember,
  };
}
