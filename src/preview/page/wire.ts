import type { APIInteractionResponse, APIMessageTopLevelComponent } from 'discord-api-types/v10';

/** What passes between the preview's server and its page. */

/** A file of a message; `attachment://<name>` in its components means this one. */
export type SentFile = {
  readonly name: string;
  /** A path on the preview's own origin. */
  readonly url: string;
  /** In bytes. */
  readonly size: number;
};

/** A message as Discord's endpoints would have taken it. */
export type SentMessage = {
  readonly flags?: number | undefined;
  readonly components?: readonly APIMessageTopLevelComponent[] | undefined;
};

/** What Discord counts in a message, and which of its limits the message breaks. */
export type Measured = {
  readonly components: number;
  readonly characters: number;
  readonly breaches: readonly string[];
};

/** One line of the answer to a posted interaction: what the bot would have sent to Discord. */
export type AnswerLine =
  | {
      readonly kind: 'callback';
      readonly body: APIInteractionResponse;
      readonly files: readonly SentFile[];
      readonly measured?: Measured;
    }
  | {
      readonly kind: 'editOriginal' | 'followUp';
      readonly body: SentMessage;
      readonly files: readonly SentFile[];
      readonly measured: Measured;
    };

/** A message that the bot posted to a channel by itself, such as a reminder. */
export type Post = {
  readonly id: number;
  readonly channelId: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly body: SentMessage;
  readonly files: readonly SentFile[];
  readonly measured: Measured;
};

export type Choice = { readonly name: string; readonly value: string };

/** An option as Discord's command definitions describe it. */
export type OptionDefinition = {
  readonly type: number;
  readonly name: string;
  readonly description: string;
  readonly required?: boolean;
  readonly autocomplete?: boolean;
  readonly choices?: readonly Choice[];
  readonly channel_types?: readonly number[];
  readonly max_length?: number;
  readonly min_value?: number;
  readonly max_value?: number;
  readonly options?: readonly OptionDefinition[];
};

/** A command as Discord's command definitions describe it; `default_member_permissions` is a number as text. */
export type CommandDefinition = {
  readonly type: number;
  readonly name: string;
  readonly description?: string;
  readonly default_member_permissions?: string;
  readonly options?: readonly OptionDefinition[];
};

export type Setup = {
  readonly commands: readonly CommandDefinition[];
  readonly limits: { readonly components: number; readonly characters: number };
};
