import { randomBytes } from 'node:crypto';
import { interactionTypes } from './exchange.ts';
import { isObject, type Json, listOf, objectOf, textOf } from './json.ts';
import type { Message } from './messages.ts';
import { walkComponents } from './validate-components.ts';
import {
  type Channel,
  type ChannelSpec,
  channelTypes,
  type Guild,
  permissions,
  type World,
} from './world.ts';

/** Who uses the bot, and where. By default a member with everyday permissions in the first guild's first channel. */
export type Where = {
  /** `bot-dm`: a direct message with the bot. `private`: a group or other people's direct message. */
  context?: 'guild' | 'bot-dm' | 'private';
  /** Id or name of the channel. */
  channel?: string;
  userId?: string;
  locale?: string;
  memberPermissions?: bigint;
  /** The user installed the app; in a guild, the bot is then no member of it. */
  userInstalled?: boolean;
};

/** An option's value: a channel, role or user is given by its id or name. */
export type OptionValue = string | number | boolean;

const everyday =
  permissions.viewChannel |
  permissions.sendMessages |
  permissions.embedLinks |
  permissions.attachFiles |
  permissions.readMessageHistory |
  permissions.useApplicationCommands;

const optionTypes = {
  subcommand: 1,
  group: 2,
  string: 3,
  integer: 4,
  boolean: 5,
  user: 6,
  channel: 7,
  role: 8,
  number: 10,
};

type Parts = { applicationId: string; world: World; newId: () => string; commands: () => readonly Json[] };

export type Interactions = ReturnType<typeof createInteractions>;

/**
 * Makes the JSON of interactions as Discord sends it. What a client would not let a person do (an option that is
 * not defined, a button that is not on the message) throws.
 */
export function createInteractions({ applicationId, world, newId, commands }: Parts) {
  const dms = new Map<string, Channel>();

  const firstGuild = (): Guild => {
    for (const guild of world.guilds.values()) return guild;
    throw new Error('the local Discord has no guild');
  };

  function channelNamed(name: string): Channel {
    const byId = world.channels.get(name);
    if (byId) return byId;
    for (const channel of world.channels.values()) if (channel.name === name) return channel;
    throw new Error(`there is no channel "${name}"`);
  }

  function dmWith(userId: string, type: number = channelTypes.dm): Channel {
    const key = `${type} ${userId}`;
    const spec: ChannelSpec = { name: `dm-${userId}`, type };
    const channel = dms.get(key) ?? world.addChannel(spec, undefined);
    dms.set(key, channel);
    return channel;
  }

  const userJson = (id: string): Json => ({
    id,
    username: `user${id}`,
    global_name: 'Somebody',
    discriminator: '0',
    avatar: null,
    avatar_decoration_data: null,
    clan: null,
    public_flags: 0,
  });

  const memberJson = (userId: string, allowed: bigint): Json => ({
    user: userJson(userId),
    nick: null,
    avatar: null,
    banner: null,
    roles: [],
    joined_at: '2024-02-01T00:00:00.000000+00:00',
    premium_since: null,
    pending: false,
    deaf: false,
    mute: false,
    communication_disabled_until: null,
    unusual_dm_activity_until: null,
    flags: 0,
    permissions: String(allowed),
  });

  function envelope(type: number, data: Json, where: Where, extra: Json = {}): Json {
    const context = where.context ?? 'guild';
    const userId = where.userId ?? '300000000000000001';
    const locale = where.locale ?? 'en-GB';
    const id = newId();
    const shared = {
      id,
      application_id: applicationId,
      type,
      data,
      token: Buffer.concat([Buffer.from(`interaction:${id}:`), randomBytes(60)]).toString('base64url'),
      version: 1,
      locale,
      entitlements: [],
      entitlement_sku_ids: [],
      attachment_size_limit: 10_485_760,
      ...extra,
    };
    const fromUser = where.userInstalled ? { 1: userId } : {};
    if (context !== 'guild') {
      const channel = dmWith(userId, context === 'bot-dm' ? channelTypes.dm : channelTypes.groupDm);
      const may = permissions.attachFiles | permissions.embedLinks | permissions.mentionEveryone;
      return {
        ...shared,
        user: userJson(userId),
        channel: world.channelJson(channel),
        channel_id: channel.id,
        context: context === 'bot-dm' ? 1 : 2,
        app_permissions: String(context === 'bot-dm' ? may | permissions.useExternalEmojis : may),
        authorizing_integration_owners: context === 'bot-dm' ? { 0: '0', ...fromUser } : { 1: userId },
      };
    }
    const channel = where.channel === undefined ? firstChannel() : channelNamed(where.channel);
    const guild = world.guilds.get(channel.guildId ?? '') ?? firstGuild();
    const member = where.memberPermissions ?? everyday;
    const app = where.userInstalled
      ? permissions.embedLinks | permissions.attachFiles
      : world.appPermissions(channel);
    return {
      ...shared,
      guild: { id: guild.id, locale: guild.locale, features: [] },
      guild_id: guild.id,
      guild_locale: guild.locale,
      channel: { ...world.channelJson(channel), permissions: String(member) },
      channel_id: channel.id,
      context: 0,
      member: memberJson(userId, member),
      app_permissions: String(app),
      authorizing_integration_owners: where.userInstalled ? fromUser : { 0: guild.id },
    };
  }

  function firstChannel(): Channel {
    for (const channel of firstGuild().channels.values()) return channel;
    throw new Error('the first guild has no channel');
  }

  function definition(name: string, type: number): Json | undefined {
    const all = commands();
    const found = all.find((command) => command.name === name && command.type === type);
    if (!found && all.length > 0) throw new Error(`no command "${name}" of type ${type} is published`);
    return found;
  }

  function resolveValue(type: number, value: OptionValue, resolved: Json, allowed: bigint): OptionValue {
    const put = (kind: string, id: string, json: Json) => {
      resolved[kind] = { ...objectOf(resolved[kind]), [id]: json };
    };
    if (type === optionTypes.channel) {
      const channel = channelNamed(String(value));
      put('channels', channel.id, {
        ...world.channelJson(channel),
        permissions: String(allowed),
        app_permissions: String(world.appPermissions(channel)),
      });
      return channel.id;
    }
    if (type === optionTypes.role) {
      const { roles } = firstGuild();
      const role = roles.find((one) => one.id === value || one.name === value);
      if (!role) throw new Error(`there is no role "${value}"`);
      put('roles', role.id, world.roleJson(role, roles.indexOf(role)));
      return role.id;
    }
    if (type === optionTypes.user) {
      put('users', String(value), userJson(String(value)));
      return String(value);
    }
    return value;
  }

  function guessType(value: OptionValue): number {
    if (typeof value === 'string') return optionTypes.string;
    if (typeof value === 'boolean') return optionTypes.boolean;
    return Number.isInteger(value) ? optionTypes.integer : optionTypes.number;
  }

  type Filled = { options: Json[]; resolved: Json };

  function fill(
    owner: Json | undefined,
    values: Record<string, OptionValue>,
    focused: string | undefined,
    allowed: bigint,
  ): Filled {
    const resolved: Json = {};
    const known = listOf(owner?.options).filter(isObject);
    const options = Object.entries(values).map(([name, value]): Json => {
      const option = known.find((one) => one.name === name);
      if (owner && !option) throw new Error(`"${textOf(owner.name)}" has no option "${name}"`);
      const type = option ? Number(option.type) : guessType(value);
      if (focused === undefined && option) checkValue(option, type, value);
      const json: Json = { name, type, value: resolveValue(type, value, resolved, allowed) };
      if (name === focused) {
        if (option && option.autocomplete !== true) throw new Error(`option "${name}" has no autocomplete`);
        json.focused = true;
      }
      return json;
    });
    for (const option of known) {
      if (focused === undefined && option.required === true && !(textOf(option.name) in values)) {
        throw new Error(`option "${textOf(option.name)}" is required`);
      }
    }
    return { options, resolved };
  }

  function checkValue(option: Json, type: number, value: OptionValue): void {
    const name = textOf(option.name);
    const choices = listOf(option.choices).filter(isObject);
    if (choices.length > 0 && !choices.some((choice) => choice.value === value)) {
      throw new Error(`"${value}" is no choice of option "${name}"`);
    }
    const bound = type === optionTypes.string ? String(value).length : Number(value);
    const low = option.min_value ?? option.min_length;
    const high = option.max_value ?? option.max_length;
    if ((typeof low === 'number' && bound < low) || (typeof high === 'number' && bound > high)) {
      throw new Error(`"${value}" is out of the range of option "${name}"`);
    }
    const expected = {
      [optionTypes.integer]: 'number',
      [optionTypes.number]: 'number',
      [optionTypes.boolean]: 'boolean',
    }[type];
    if (typeof value !== (expected ?? 'string'))
      throw new Error(`option "${name}" takes a ${expected ?? 'string'}`);
  }

  function slash(
    type: number,
    typed: string,
    values: Record<string, OptionValue>,
    focused: string | undefined,
    where: Where,
  ): Json {
    const [name = '', ...steps] = typed.replace(/^\//, '').split(' ');
    const command = definition(name, 1);
    let owner = command;
    const path: { name: string; type: number }[] = [];
    for (const step of steps) {
      const next = listOf(owner?.options)
        .filter(isObject)
        .find((option) => option.name === step);
      if (owner && !next) throw new Error(`"${textOf(owner.name)}" has no subcommand "${step}"`);
      path.push({ name: step, type: next ? Number(next.type) : optionTypes.subcommand });
      owner = next;
    }
    const { options, resolved } = fill(owner, values, focused, where.memberPermissions ?? everyday);
    const nested = path.reduceRight<Json[]>((inner, step) => [{ ...step, options: inner }], options);
    const data: Json = {
      id: command?.id ?? '1',
      name,
      type: 1,
      ...(nested.length > 0 ? { options: nested } : {}),
      ...(Object.keys(resolved).length > 0 ? { resolved } : {}),
    };
    return envelope(type, data, where);
  }

  function componentOn(message: Message, customId: string): Json {
    for (const component of walkComponents(message.components)) {
      if (component.custom_id !== customId) continue;
      if (component.disabled === true) throw new Error(`"${customId}" is disabled`);
      return component;
    }
    throw new Error(`the message has no component "${customId}"`);
  }

  /** Where the message is, unless told otherwise. */
  const at = (message: Message, where: Where): Where =>
    where.channel !== undefined || (where.context ?? 'guild') !== 'guild'
      ? where
      : { ...where, channel: message.channel_id };

  return {
    channelNamed,
    dmWith,
    userJson,
    envelope,

    /** `/name`, or `/name subcommand`, with its options. */
    chatInput: (name: string, options: Record<string, OptionValue> = {}, where: Where = {}): Json =>
      slash(interactionTypes.command, name, options, undefined, where),

    /** What is typed so far in option `focused`, of all options filled in. */
    autocomplete: (
      name: string,
      options: Record<string, OptionValue>,
      focused: string,
      where: Where = {},
    ): Json => slash(interactionTypes.autocomplete, name, options, focused, where),

    /** A command of a message's menu. `target` may be somebody else's message. */
    messageCommand(name: string, target: { content: string; id?: string }, where: Where = {}): Json {
      const command = definition(name, 3);
      const id = target.id ?? newId();
      const json = envelope(interactionTypes.command, {}, where);
      json.data = {
        id: command?.id ?? '1',
        name,
        type: 3,
        target_id: id,
        resolved: {
          messages: {
            [id]: {
              id,
              type: 0,
              channel_id: json.channel_id,
              author: userJson('300000000000000002'),
              content: target.content,
              timestamp: '2024-03-01T00:00:00.000000+00:00',
              edited_timestamp: null,
              tts: false,
              mention_everyone: false,
              mentions: [],
              mention_roles: [],
              attachments: [],
              embeds: [],
              components: [],
              pinned: false,
              flags: 0,
            },
          },
        },
      };
      return json;
    },

    /** A press of a button on a message. */
    button(message: Message, customId: string, where: Where = {}): Json {
      const component = componentOn(message, customId);
      const data = { id: component.id, custom_id: customId, component_type: 2 };
      return envelope(interactionTypes.component, data, at(message, where), { message });
    },

    /** A choice in a menu on a message. */
    select(message: Message, customId: string, values: readonly string[], where: Where = {}): Json {
      const component = componentOn(message, customId);
      const resolved: Json = {};
      if (component.type === 3) {
        const offered = listOf(component.options).filter(isObject);
        for (const value of values) {
          if (!offered.some((option) => option.value === value))
            throw new Error(`the menu offers no "${value}"`);
        }
      }
      if (component.type === 8 || component.type === 6) {
        const type = component.type === 8 ? optionTypes.channel : optionTypes.role;
        for (const value of values) resolveValue(type, value, resolved, everyday);
      }
      const data = {
        id: component.id,
        custom_id: customId,
        component_type: component.type,
        values: [...values],
        ...(Object.keys(resolved).length > 0 ? { resolved } : {}),
      };
      return envelope(interactionTypes.component, data, at(message, where), { message });
    },

    /** A sent form: `fields` by custom id, `modal` as the bot gave it, `message` if it was opened from one. */
    modalSubmit(
      modal: Json,
      fields: Record<string, string | string[]>,
      where: Where = {},
      message?: Message,
    ): Json {
      let id = 0;
      const answer = (component: Json): Json => {
        id += 1;
        const { type, custom_id } = component;
        if (type === 10) return { type, id };
        if (type === 18) return { type, id, component: answer(objectOf(component.component)) };
        if (type === 1)
          return { type, id, components: listOf(component.components).filter(isObject).map(answer) };
        const given = fields[textOf(custom_id)];
        if (given === undefined && component.required !== false)
          throw new Error(`field "${textOf(custom_id)}" is required`);
        return Array.isArray(given) || (type !== 4 && type !== 21)
          ? { type, id, custom_id, values: given ?? [] }
          : { type, id, custom_id, value: given ?? '' };
      };
      const data = {
        custom_id: modal.custom_id,
        components: listOf(modal.components).filter(isObject).map(answer),
      };
      const place = message ? at(message, where) : where;
      return envelope(interactionTypes.modalSubmit, data, place, message ? { message } : {});
    },
  };
}
