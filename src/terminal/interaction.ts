import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ComponentType,
  InteractionType,
} from 'discord-api-types/v10';
import type { SlashCommand } from '../command.ts';
import { optionTypes } from '../discord/definitions.ts';
import { optionsOf, type Values } from './read-line.ts';

/** The interaction JSON that Discord would send for what is typed or pressed here: a direct message with the bot. */

const USER = '1';

const envelope = (id: number) => ({
  id: String(id),
  application_id: '1',
  token: `local-${id}`,
  version: 1,
  user: { id: USER },
  channel_id: '1',
  app_permissions: '0',
  locale: 'en-GB',
  context: 1,
  authorizing_integration_owners: { '0': '0' },
});

const commandData = (
  command: SlashCommand,
  subcommand: string | undefined,
  values: Values,
  focused?: string,
) => {
  const options = optionsOf(command, subcommand) ?? {};
  const leaves = Object.entries(values).map(([name, value]) => ({
    name,
    type: optionTypes[options[name]?.type ?? 'string'],
    value,
    ...(name === focused ? { focused: true } : {}),
  }));
  return {
    id: '1',
    name: command.name,
    type: ApplicationCommandType.ChatInput,
    options:
      subcommand === undefined
        ? leaves
        : [{ name: subcommand, type: ApplicationCommandOptionType.Subcommand, options: leaves }],
  };
};

export const commandInteraction = (
  id: number,
  command: SlashCommand,
  subcommand: string | undefined,
  values: Values,
) => ({
  ...envelope(id),
  type: InteractionType.ApplicationCommand,
  data: commandData(command, subcommand, values),
});

export const autocompleteInteraction = (
  id: number,
  command: SlashCommand,
  subcommand: string | undefined,
  values: Values,
  focused: string,
) => ({
  ...envelope(id),
  type: InteractionType.ApplicationCommandAutocomplete,
  data: commandData(command, subcommand, values, focused),
});

export const pressInteraction = (id: number, customId: string, values: readonly string[]) => ({
  ...envelope(id),
  type: InteractionType.MessageComponent,
  message: { id: '1', flags: 0, interaction_metadata: { user: { id: USER } } },
  data: {
    custom_id: customId,
    component_type: values.length > 0 ? ComponentType.StringSelect : ComponentType.Button,
    values: [...values],
  },
});
