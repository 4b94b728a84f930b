import {
  type APIInteractionResponse,
  type APIMessageTopLevelComponent,
  InteractionResponseType,
} from 'discord-api-types/v10';
import type { SlashCommand, Suggestion } from '../command.ts';
import type { Answer, Transport } from '../discord/answer.ts';
import type { Files } from '../discord/respond.ts';
import { autocompleteInteraction, commandInteraction, pressInteraction } from './interaction.ts';

/** One message as it left for the terminal: the exact JSON, and its files. */
export type Delivered = {
  readonly data: { readonly components: readonly APIMessageTopLevelComponent[] };
  readonly files: Files;
};

type Values = Readonly<Record<string, string | number | boolean>>;

/** Asks as Discord would, and hands back what was answered. */
export type Session = {
  readonly command: (
    command: SlashCommand,
    subcommand: string | undefined,
    values: Values,
  ) => Promise<Delivered | undefined>;
  readonly press: (customId: string, values: readonly string[]) => Promise<Delivered | undefined>;
  readonly suggest: (
    command: SlashCommand,
    subcommand: string | undefined,
    values: Values,
    focused: string,
  ) => Promise<readonly Suggestion[]>;
};

const messageIn = (response: APIInteractionResponse): Delivered['data'] | undefined => {
  if (
    response.type !== InteractionResponseType.ChannelMessageWithSource &&
    response.type !== InteractionResponseType.UpdateMessage
  )
    return undefined;
  const { data } = response;
  return data?.components ? { ...data, components: data.components } : undefined;
};

export const createSession = (answer: Answer): Session => {
  let id = 0;
  const ask = async (
    interaction: object,
  ): Promise<{
    readonly delivered: Delivered | undefined;
    readonly response: APIInteractionResponse | undefined;
  }> => {
    let delivered: Delivered | undefined;
    let response: APIInteractionResponse | undefined;
    const transport: Transport = {
      callback: async (_, body, files) => {
        response = body;
        const data = messageIn(body);
        if (data) delivered = { data, files };
      },
      editOriginal: async (_, data, files) => {
        delivered = { data, files };
      },
      followUp: async (_, data, files) => {
        delivered = { data, files };
      },
    };
    await answer(interaction, transport);
    return { delivered, response };
  };
  const nextId = (): number => {
    id += 1;
    return id;
  };
  return {
    command: async (command, subcommand, values) =>
      (await ask(commandInteraction(nextId(), command, subcommand, values))).delivered,
    press: async (customId, values) => (await ask(pressInteraction(nextId(), customId, values))).delivered,
    suggest: async (command, subcommand, values, focused) => {
      const { response } = await ask(autocompleteInteraction(nextId(), command, subcommand, values, focused));
      if (response?.type !== InteractionResponseType.ApplicationCommandAutocompleteResult) return [];
      return (response.data.choices ?? []).map(({ name, value }) => ({ name, value: String(value) }));
    },
  };
};
