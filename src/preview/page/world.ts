/** The small Discord that the page stands for: who is here, and where. Ids only look like Discord's. */

export const applicationId = '1000000000000000001';
const guildId = '1000000000000000002';

export const you = { id: '1000000000000000003', name: 'You' };

/** View channel, send messages, embed links, attach files, read history, mention everyone, send in threads. */
const BOT_PERMISSIONS = 1024n + 2048n + 16384n + 32768n + 65536n + 131072n + 274877906944n;
const MANAGE_GUILD = 32n;
const MEMBER = 1024n + 2048n + 2147483648n;

export type LocalChannel = {
  readonly id: string;
  readonly name: string;
  /** Discord's channel type: 0 is text, 5 announcements. */
  readonly type: number;
  /** What the bot may do there, as Discord writes it. */
  readonly appPermissions: string;
};

export const channels: readonly [LocalChannel, ...LocalChannel[]] = [
  { id: '1000000000000000011', name: 'ceasefires', type: 0, appPermissions: String(BOT_PERMISSIONS) },
  { id: '1000000000000000012', name: 'announcements', type: 5, appPermissions: String(BOT_PERMISSIONS) },
  // One where posting is refused, so that what the bot says then can be seen.
  { id: '1000000000000000013', name: 'no-access', type: 0, appPermissions: '0' },
];

export const roles: readonly { readonly id: string; readonly name: string }[] = [
  { id: '1000000000000000021', name: 'newsroom' },
  { id: '1000000000000000022', name: 'monitors' },
];

/** Names by id, for mentions. */
export const names: Readonly<Record<string, string>> = Object.fromEntries(
  [...channels, ...roles, you].map(({ id, name }) => [id, name]),
);

/** As whom the viewer asks: somebody who manages the server, a member without rights, or in a direct message. */
export const views = ['manager', 'member', 'direct'] as const;
export type ViewAs = (typeof views)[number];

const directChannelId = '1000000000000000019';

/** The part of an interaction that says who asks and where, as Discord sends it. */
export const placeOf = (viewAs: ViewAs) => {
  const user = { id: you.id, username: 'you', global_name: you.name, discriminator: '0', avatar: null };
  const [channel] = channels;
  if (viewAs === 'direct')
    return {
      user,
      channel_id: directChannelId,
      channel: { id: directChannelId, type: 1 },
      app_permissions: String(BOT_PERMISSIONS),
      context: 1,
      authorizing_integration_owners: { '0': '0', '1': you.id },
    };
  const permissions = viewAs === 'manager' ? MEMBER + MANAGE_GUILD : MEMBER;
  return {
    guild_id: guildId,
    guild_locale: 'en-GB',
    member: { user, roles: [], permissions: String(permissions) },
    channel_id: channel.id,
    channel: { id: channel.id, type: channel.type, name: channel.name },
    app_permissions: channel.appPermissions,
    context: 0,
    authorizing_integration_owners: { '0': guildId },
  };
};
