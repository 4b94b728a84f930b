import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ComponentType,
  InteractionType,
} from 'discord-api-types/v10';

/** Interaction JSON as Discord documents it, each with only what a test changes. */

export const address = { id: '11', token: 'token-of-11', applicationId: '99' };

export const base = {
  id: address.id,
  application_id: address.applicationId,
  token: address.token,
  version: 1,
  guild_id: '200',
  channel_id: '300',
  channel: { id: '300', type: 0 },
  member: { user: { id: '100', username: 'asker' }, permissions: '2048', roles: [] },
  app_permissions: '562949953601536',
  locale: 'de',
  guild_locale: 'en-GB',
  context: 0,
  authorizing_integration_owners: { '0': '200' },
  entitlements: [],
};

export const typed = (name: string, options: readonly object[] = [], more: object = {}) => ({
  ...base,
  type: InteractionType.ApplicationCommand,
  data: { id: '1', name, type: ApplicationCommandType.ChatInput, options, ...more },
});

export const text = (name: string, value: string, more: object = {}) => ({
  name,
  type: ApplicationCommandOptionType.String,
  value,
  ...more,
});

export const press = (customId: string, more: object = {}, values?: readonly string[]) => ({
  ...base,
  type: InteractionType.MessageComponent,
  message: { id: '400', flags: 0, interaction_metadata: { id: '10', user: { id: '100' } } },
  data: {
    custom_id: customId,
    component_type: values ? ComponentType.StringSelect : ComponentType.Button,
    ...(values ? { values } : {}),
  },
  ...more,
});
