import type { APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import type { Attachment, MessageBody } from './message/build.ts';
import type { Services } from './services.ts';
import type { Texts } from './texts/texts.ts';

/**
 * What a command is, what it is asked and what it answers. A command is an inert value: it never sees an
 * interaction, a client or a socket, so that every door can serve it.
 */

/** Who asks, and where. Ids are Discord's snowflakes as text. */
export type Asker = {
  readonly userId: string;
  /** Absent outside servers. */
  readonly guildId?: string | undefined;
  readonly channelId?: string | undefined;
  /** Discord's type of that channel, where it is known. */
  readonly channelType?: number | undefined;
  /** The asker's permissions in the channel; 0 outside servers. */
  readonly memberPermissions: bigint;
  /** The bot's own permissions in the channel. */
  readonly appPermissions: bigint;
  /** A Discord locale such as `en-GB`. */
  readonly locale: string;
  readonly guildLocale?: string | undefined;
  /** Whether the bot is a member of the server, not only installed by the user. */
  readonly botInGuild: boolean;
};

/** A channel picked in an option, as Discord resolves it. */
export type ChannelValue = {
  readonly id: string;
  readonly type: number;
  /** The bot's permissions in that channel, where Discord tells. */
  readonly appPermissions: bigint | undefined;
};

export type Suggestion = { readonly name: string; readonly value: string };

/** A message, private where only the asker may see it. */
export type MessageReply = {
  readonly kind: 'message';
  readonly body: MessageBody;
  readonly files?: readonly Attachment[];
  readonly private?: boolean;
};

export type Reply =
  | MessageReply
  /** Replaces the message whose button or menu was used. */
  | { readonly kind: 'update'; readonly body: MessageBody; readonly files?: readonly Attachment[] }
  | { readonly kind: 'modal'; readonly modal: APIModalInteractionResponseCallbackData };

/** What a run gets besides its arguments. */
export type Context = Services & { readonly asker: Asker; readonly now: Date };

type OptionBase = { readonly description: string; readonly required?: boolean };

/** Suggestions for what is typed so far; `others` holds the options filled in already. */
export type Suggest = (
  typed: string,
  context: Context,
  others: Readonly<Record<string, unknown>>,
) => readonly Suggestion[] | Promise<readonly Suggestion[]>;

export type Option =
  | (OptionBase & {
      readonly type: 'string';
      readonly maxLength?: number;
      readonly choices?: readonly Suggestion[];
      readonly suggest?: Suggest;
    })
  | (OptionBase & { readonly type: 'integer'; readonly min?: number; readonly max?: number })
  | (OptionBase & { readonly type: 'boolean' })
  | (OptionBase & { readonly type: 'channel'; readonly channelTypes?: readonly number[] })
  | (OptionBase & { readonly type: 'role' });

export type Options = Readonly<Record<string, Option>>;

type ValueOf<O extends Option> = {
  string: string;
  integer: number;
  boolean: boolean;
  channel: ChannelValue;
  role: string;
}[O['type']];

/** Arguments as a run gets them: typed by the options. */
export type Args<O extends Options> = {
  readonly [K in keyof O]: O[K] extends { readonly required: true }
    ? ValueOf<O[K]>
    : ValueOf<O[K]> | undefined;
};

type Run<A> = (args: A, context: Context) => Reply | Promise<Reply>;

/** A press of a button, a choice in a menu or a sent form. */
export type Press = {
  /** What the custom id carries after the action's name. */
  readonly args: readonly string[];
  /** The chosen values of a menu. */
  readonly values: readonly string[];
  /** The fields of a form, by custom id. */
  readonly fields: Readonly<Record<string, string>>;
  /** Whether the message may be changed in place: it is private, or answers this very asker. */
  readonly mayEdit: boolean;
};

export type Action = Run<Press>;

type Shared = {
  readonly name: string;
  readonly description: string;
  readonly serverOnly?: boolean;
  /** Discord permission bits that a member needs by default; `dispatch` checks them again. */
  readonly memberPermissions?: bigint;
  /** Answers privately: also decides how a slow answer is deferred. */
  readonly private?: boolean;
  /** Buttons, menus and forms of this command, by the name in their custom id. */
  readonly actions?: Readonly<Record<string, Action>>;
};

/** Options and what is done with them; `run` takes the values as a door read them, by option name. */
export type Runnable = {
  readonly description: string;
  readonly options: Options;
  readonly run: Run<Readonly<Record<string, unknown>>>;
};

/** A command typed as `/name`. Its file is named as it is. */
export type SlashCommand = Shared & { readonly kind: 'slash' } & (
    | Runnable
    | { readonly subcommands: Readonly<Record<string, Runnable>> }
  );

/** A command in the menu of a message. */
export type MessageCommand = {
  readonly kind: 'message';
  readonly name: string;
  readonly private?: boolean;
  readonly run: Run<{ readonly content: string }>;
  readonly actions?: Readonly<Record<string, Action>>;
};

export type Command = SlashCommand | MessageCommand;

const isChannel = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'id' in value && 'type' in value;

const fits = (option: Option, value: unknown): boolean => {
  switch (option.type) {
    case 'string':
    case 'role':
      return typeof value === 'string';
    case 'integer':
      return Number.isInteger(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'channel':
      return isChannel(value);
  }
};

/** Checks values against options; throws a `UserError` that names the option which is missing or unreadable. */
const readArgs = <O extends Options>(
  options: O,
  values: Readonly<Record<string, unknown>>,
  texts: Texts,
): Args<O> => {
  for (const [name, option] of Object.entries(options)) {
    const value = values[name];
    if (value === undefined || value === '') {
      if (option.required) throw new UserError(texts.replies.missingOption(name));
    } else if (!fits(option, value)) {
      throw new UserError(texts.replies.badOption(name));
    } else if (
      option.type === 'string' &&
      typeof value === 'string' &&
      value.length > (option.maxLength ?? 6000)
    ) {
      throw new UserError(texts.replies.tooLong(name, option.maxLength ?? 6000));
    }
  }
  // The loop above has just proved it, in a way that the type system cannot follow.
  return values as Args<O>;
};

const runnable = <const O extends Options>({
  options,
  run,
  description,
}: {
  readonly description: string;
  readonly options: O;
  readonly run: Run<Args<O>>;
}): Runnable => ({
  description,
  options,
  run: (values, context) => run(readArgs(options, values, context.texts), context),
});

/** A slash command; the types of `run`'s arguments follow from its options. */
export const defineCommand = <const O extends Options>(
  command: Shared & { readonly options: O; readonly run: Run<Args<O>> },
): SlashCommand => ({ ...command, kind: 'slash', ...runnable(command) });

/** One subcommand of a group. */
export const defineSubcommand = runnable;

/** A slash command with subcommands. */
export const defineGroup = (
  command: Shared & { readonly subcommands: Readonly<Record<string, Runnable>> },
): SlashCommand => ({ kind: 'slash', ...command });

export const defineMessageCommand = (command: Omit<MessageCommand, 'kind'>): MessageCommand => ({
  kind: 'message',
  ...command,
});

const SEPARATOR = '|';

/**
 * A custom id that brings a press back to `actions[action]` of a command, with its arguments. At most 100
 * characters, arguments without `|`; `message/limits.ts` checks the length.
 */
export const customId = (command: string, action: string, ...args: readonly string[]): string =>
  [`${command}/${action}`, ...args].join(SEPARATOR);

/** The parts of a custom id made by `customId`, or undefined for another's. */
export const readCustomId = (
  id: string,
): { readonly command: string; readonly action: string; readonly args: readonly string[] } | undefined => {
  const [head = '', ...args] = id.split(SEPARATOR);
  const [command, action, ...rest] = head.split('/');
  return command && action && rest.length === 0 ? { command, action, args } : undefined;
};

/** A mistake of the asker's, with a text that says what to do next. Shown privately. */
export class UserError extends Error {
  override readonly name = 'UserError';
}
