import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ComponentType,
  InteractionType,
} from 'discord-api-types/v10';
import { z } from 'zod';
import type { Asker } from '../command.ts';
import type { Request, SuggestRequest } from '../dispatch.ts';

/** Raw interaction JSON, from Discord or from a door of ours, made into a request. */

const snowflake = z.string().min(1);
const permissions = z
  .string()
  .regex(/^\d+$/)
  .transform((bits) => BigInt(bits));

const user = z.object({ id: snowflake });

const base = z.object({
  id: snowflake,
  application_id: snowflake,
  token: z.string().min(1),
  guild_id: snowflake.optional(),
  channel_id: snowflake.optional(),
  channel: z.object({ id: snowflake, type: z.number().optional() }).optional(),
  member: z.object({ user, permissions: permissions.optional() }).optional(),
  user: user.optional(),
  app_permissions: permissions.optional(),
  locale: z.string().default('en-US'),
  guild_locale: z.string().optional(),
  authorizing_integration_owners: z.record(z.string(), z.unknown()).optional(),
});

const leaf = z.object({
  name: z.string(),
  type: z.number(),
  value: z.union([z.string(), z.number(), z.boolean()]).optional(),
  focused: z.boolean().optional(),
});
const option = leaf.extend({ options: z.array(leaf).optional() });

const resolved = z.object({
  channels: z
    .record(
      z.string(),
      z.object({
        id: snowflake,
        type: z.number(),
        permissions: permissions.optional(),
        app_permissions: permissions.optional(),
      }),
    )
    .optional(),
  messages: z.record(z.string(), z.object({ content: z.string().default('') })).optional(),
});

const commandData = z.object({
  name: z.string(),
  type: z.number().default(ApplicationCommandType.ChatInput),
  options: z.array(option).optional(),
  target_id: snowflake.optional(),
  resolved: resolved.optional(),
});

const message = z.object({
  flags: z.number().default(0),
  interaction_metadata: z.object({ user }).optional(),
  /** The older form of the same. */
  interaction: z.object({ user }).optional(),
});

const componentData = z.object({
  custom_id: z.string(),
  component_type: z.number().default(ComponentType.Button),
  values: z.array(z.string()).optional(),
});

const modalData = z.object({ custom_id: z.string(), components: z.array(z.unknown()).default([]) });

const interactionSchema = z.discriminatedUnion('type', [
  base.extend({ type: z.literal(InteractionType.Ping) }),
  base.extend({ type: z.literal(InteractionType.ApplicationCommand), data: commandData }),
  base.extend({ type: z.literal(InteractionType.ApplicationCommandAutocomplete), data: commandData }),
  base.extend({ type: z.literal(InteractionType.MessageComponent), data: componentData, message }),
  base.extend({ type: z.literal(InteractionType.ModalSubmit), data: modalData, message: message.optional() }),
]);

type Interaction = z.infer<typeof interactionSchema>;

/** Where answers to an interaction go. */
export type Address = { readonly id: string; readonly token: string; readonly applicationId: string };

export type Parsed =
  | { readonly kind: 'ping'; readonly address: Address }
  | {
      readonly kind: 'request';
      readonly address: Address;
      readonly request: Request;
      readonly onMessage: boolean;
    }
  | { readonly kind: 'suggest'; readonly address: Address; readonly request: SuggestRequest }
  /** Not one that we know; `address` where it can still be answered. */
  | { readonly kind: 'unknown'; readonly address: Address | undefined; readonly reason: string };

const EPHEMERAL = 64;

const askerOf = (interaction: Interaction): Asker | undefined => {
  const userId = interaction.member?.user.id ?? interaction.user?.id;
  if (userId === undefined) return undefined;
  return {
    userId,
    guildId: interaction.guild_id,
    channelId: interaction.channel_id ?? interaction.channel?.id,
    channelType: interaction.channel?.type,
    memberPermissions: interaction.member?.permissions ?? 0n,
    appPermissions: interaction.app_permissions ?? 0n,
    locale: interaction.locale,
    guildLocale: interaction.guild_locale,
    // Key "0" names the server that installed the app
    // (https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-authorizing-integration-owners-object).
    botInGuild:
      interaction.guild_id !== undefined &&
      (interaction.authorizing_integration_owners === undefined ||
        '0' in interaction.authorizing_integration_owners),
  };
};

type CommandData = z.infer<typeof commandData>;

const optionValue = ({ type, value }: z.infer<typeof leaf>, data: CommandData): unknown => {
  if (type !== ApplicationCommandOptionType.Channel || typeof value !== 'string') return value;
  const channel = data.resolved?.channels?.[value];
  return { id: value, type: channel?.type ?? 0, appPermissions: channel?.app_permissions };
};

const optionsOf = (data: CommandData) => {
  const [first] = data.options ?? [];
  const sub = first?.type === ApplicationCommandOptionType.Subcommand ? first : undefined;
  const leaves = sub ? (sub.options ?? []) : (data.options ?? []);
  return { subcommand: sub?.name, leaves };
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

// Discord nests a field in a row or a label, nothing deeper.
const MAX_NESTING = 8;

/** The values of a form's fields, in rows or in labels. */
const fieldsOf = (components: readonly unknown[]): Readonly<Record<string, string>> => {
  const fields: Record<string, string> = {};
  const walk = (node: unknown, depth = 0): void => {
    if (depth > MAX_NESTING) return;
    if (Array.isArray(node)) {
      for (const child of node) walk(child, depth + 1);
    } else if (isRecord(node)) {
      if (typeof node.custom_id === 'string' && typeof node.value === 'string')
        fields[node.custom_id] = node.value;
      walk(node.components, depth + 1);
      walk(node.component, depth + 1);
    }
  };
  walk(components);
  return fields;
};

/** Whether a message may be changed in place: it is private, or it answers this very asker. */
const mayEdit = (carrier: z.infer<typeof message> | undefined, asker: Asker): boolean =>
  carrier !== undefined &&
  ((carrier.flags & EPHEMERAL) !== 0 ||
    (carrier.interaction_metadata ?? carrier.interaction)?.user.id === asker.userId);

const requestOf = (
  interaction: Exclude<Interaction, { type: InteractionType.Ping }>,
  asker: Asker,
): Parsed => {
  const address = { id: interaction.id, token: interaction.token, applicationId: interaction.application_id };
  switch (interaction.type) {
    case InteractionType.ApplicationCommand: {
      const { data } = interaction;
      if (data.type === ApplicationCommandType.Message) {
        const content = data.resolved?.messages?.[data.target_id ?? '']?.content ?? '';
        return {
          kind: 'request',
          address,
          onMessage: false,
          request: { kind: 'message command', name: data.name, content, asker },
        };
      }
      const { subcommand, leaves } = optionsOf(data);
      const values = Object.fromEntries(
        leaves.map((leafOption) => [leafOption.name, optionValue(leafOption, data)]),
      );
      return {
        kind: 'request',
        address,
        onMessage: false,
        request: { kind: 'command', name: data.name, subcommand, values, asker },
      };
    }
    case InteractionType.ApplicationCommandAutocomplete: {
      const { subcommand, leaves } = optionsOf(interaction.data);
      const focused = leaves.find((leafOption) => leafOption.focused);
      if (!focused) return { kind: 'unknown', address, reason: 'no option is focused' };
      return {
        kind: 'suggest',
        address,
        request: {
          asker,
          name: interaction.data.name,
          subcommand,
          option: focused.name,
          typed: String(focused.value ?? ''),
          others: Object.fromEntries(
            leaves
              .filter((leafOption) => leafOption !== focused)
              .map((leafOption) => [leafOption.name, optionValue(leafOption, interaction.data)]),
          ),
        },
      };
    }
    case InteractionType.MessageComponent:
      return {
        kind: 'request',
        address,
        onMessage: true,
        request: {
          kind: 'press',
          customId: interaction.data.custom_id,
          values: interaction.data.values ?? [],
          fields: {},
          mayEdit: mayEdit(interaction.message, asker),
          asker,
        },
      };
    case InteractionType.ModalSubmit:
      return {
        kind: 'request',
        address,
        onMessage: interaction.message !== undefined,
        request: {
          kind: 'press',
          customId: interaction.data.custom_id,
          values: [],
          fields: fieldsOf(interaction.data.components),
          mayEdit: mayEdit(interaction.message, asker),
          asker,
        },
      };
  }
};

const addressSchema = z.object({ id: snowflake, token: z.string().min(1), application_id: snowflake });

/** Reads an interaction. Never throws: what cannot be read comes back as `unknown` with the reason. */
export const parseInteraction = (raw: unknown): Parsed => {
  const parsed = interactionSchema.safeParse(raw);
  if (!parsed.success) {
    const address = addressSchema.safeParse(raw);
    const [issue] = parsed.error.issues;
    return {
      kind: 'unknown',
      address: address.success
        ? { id: address.data.id, token: address.data.token, applicationId: address.data.application_id }
        : undefined,
      reason: issue ? `${issue.path.join('.')}: ${issue.message}` : 'unreadable',
    };
  }
  const interaction = parsed.data;
  const address = { id: interaction.id, token: interaction.token, applicationId: interaction.application_id };
  if (interaction.type === InteractionType.Ping) return { kind: 'ping', address };
  const asker = askerOf(interaction);
  return asker ? requestOf(interaction, asker) : { kind: 'unknown', address, reason: 'no user' };
};
