import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type RESTPutAPIApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import type { Command, Option, Options } from '../command.ts';
import type { Commands } from '../dispatch.ts';

/** The commands as Discord wants them described. */

/** Discord's number for each kind of option. */
export const optionTypes = {
  string: ApplicationCommandOptionType.String,
  integer: ApplicationCommandOptionType.Integer,
  boolean: ApplicationCommandOptionType.Boolean,
  channel: ApplicationCommandOptionType.Channel,
  role: ApplicationCommandOptionType.Role,
} as const;

const optionDefinition = (name: string, option: Option) => ({
  type: optionTypes[option.type],
  name,
  description: option.description,
  ...(option.required ? { required: true } : {}),
  ...(option.type === 'string' && option.maxLength !== undefined ? { max_length: option.maxLength } : {}),
  ...(option.type === 'string' && option.choices
    ? { choices: option.choices.map(({ name, value }) => ({ name, value })) }
    : {}),
  ...(option.type === 'string' && option.suggest ? { autocomplete: true } : {}),
  ...(option.type === 'integer' && option.min !== undefined ? { min_value: option.min } : {}),
  ...(option.type === 'integer' && option.max !== undefined ? { max_value: option.max } : {}),
  ...(option.type === 'channel' && option.channelTypes ? { channel_types: [...option.channelTypes] } : {}),
});

// Discord wants the required options first.
const optionDefinitions = (options: Options) =>
  Object.entries(options)
    .toSorted(([, a], [, b]) => Number(b.required ?? false) - Number(a.required ?? false))
    .map(([name, option]) => optionDefinition(name, option));

// Installed to servers (0) and users (1); used in servers (0), DMs with the bot (1) and other DMs (2).
const everywhere = { integration_types: [0, 1], contexts: [0, 1, 2] };
const serversOnly = { integration_types: [0], contexts: [0] };

const definition = (command: Command) => {
  if (command.kind === 'message')
    return { type: ApplicationCommandType.Message, name: command.name, ...everywhere };
  return {
    type: ApplicationCommandType.ChatInput,
    name: command.name,
    description: command.description,
    ...(command.serverOnly ? serversOnly : everywhere),
    ...(command.memberPermissions === undefined
      ? {}
      : { default_member_permissions: String(command.memberPermissions) }),
    options:
      'subcommands' in command
        ? Object.entries(command.subcommands).map(([name, { description, options }]) => ({
            type: ApplicationCommandOptionType.Subcommand,
            name,
            description,
            options: optionDefinitions(options),
          }))
        : optionDefinitions(command.options),
  };
};

/** The body of Discord's "bulk overwrite global application commands". */
export const definitions = (commands: Commands): RESTPutAPIApplicationCommandsJSONBody =>
  // The literal types of discord-api-types tell option kinds apart that are one table here.
  [...commands.values()].map(definition) as RESTPutAPIApplicationCommandsJSONBody;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Whether what Discord has says the same as `wanted`. Discord adds keys of its own (ids, defaults, nulls), so
 * only the keys of `wanted` count; a key that Discord leaves out counts as false or an empty list.
 */
const sameAs = (wanted: unknown, has: unknown): boolean => {
  if (Array.isArray(wanted)) {
    if (!Array.isArray(has)) return wanted.length === 0 && has === undefined;
    // Numbers are sets (contexts, channel types); options and choices are shown in their order.
    if (wanted.every((item) => typeof item === 'number')) {
      const theirs = new Set(has);
      return theirs.size === wanted.length && wanted.every((item) => theirs.has(item));
    }
    return wanted.length === has.length && wanted.every((item: unknown, index) => sameAs(item, has[index]));
  }
  if (isRecord(wanted))
    return isRecord(has) && Object.entries(wanted).every(([key, value]) => sameAs(value, has[key]));
  return wanted === has || (wanted === false && has === undefined);
};

// Settings that Discord keeps when they vanish from our side: an absent key must be absent there too.
const settings = [
  'max_length',
  'choices',
  'autocomplete',
  'min_value',
  'max_value',
  'channel_types',
  'required',
] as const;

const emptied = (has: unknown): boolean =>
  has === undefined || has === null || has === false || (Array.isArray(has) && has.length === 0);

const nothingLeftOver = (wanted: unknown, has: unknown): boolean => {
  if (!isRecord(wanted) || !isRecord(has)) return true;
  if (!settings.every((key) => key in wanted || emptied(has[key]))) return false;
  const [inner, theirs] = [wanted.options, has.options];
  return (
    !Array.isArray(inner) ||
    !Array.isArray(theirs) ||
    inner.every((option: unknown, index) => nothingLeftOver(option, theirs[index]))
  );
};

/** Whether the commands that Discord has (`GET` of the same address) are the wanted ones, in any order. */
export const sameDefinitions = (
  wanted: RESTPutAPIApplicationCommandsJSONBody,
  registered: unknown,
): boolean => {
  if (!Array.isArray(registered) || registered.length !== wanted.length) return false;
  return wanted.every((definition) => {
    const theirs: unknown = registered.find(
      (candidate: unknown) =>
        isRecord(candidate) &&
        candidate.name === definition.name &&
        (candidate.type ?? 1) === (definition.type ?? 1),
    );
    return (
      sameAs(definition, theirs) &&
      nothingLeftOver(definition, theirs) &&
      isRecord(theirs) &&
      ('default_member_permissions' in definition || emptied(theirs.default_member_permissions))
    );
  });
};
