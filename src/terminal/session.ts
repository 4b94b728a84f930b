import {
  type APIInteractionResponse,
  type APIMessageTopLevelComponent,
  InteractionResponseType,
} from 'discord-api-types/v10';
import type { SlashCommand, Suggestion } from '../command.ts';
import type { Answer, Transport } from '../discord/answer.ts';
import type { Files } from '../discord/respond.ts';
import { autocompleteInteraction, commandInteraction, pressInteraction } from './interaction.ts';
import type { Values } from './read-line.ts';

/** One message as it left for the terminal: the exact JSON, and its files. */
export type Delivered = {
  readonly kind: 'message';
  readonly data: { readonly components: readonly APIMessageTopLevelComponent[] };
  readonly files: Files;
};

/** What came back; undefined where nothing did, which the log then explains. */
export type Answered = Delivered | { readonly kind: 'form'; readonly title: string } | undefined;

/** Asks as Discord would, and hands back what was answered. */
export type Session = {
  readonly command: (
    command: SlashCommand,
    subcommand: string | undefined,
    values: Values,
  ) => Promise<Answered>;
  readonly press: (customId: string, values: readonly string[]) => Promise<Answered>;
  readonly suggest: (
    command: SlashCommand,
    subcommand: string | undefined,
    values: Values,
    focused: string,
  ) => Promise<readonly Suggestion[]>;
};

const answered = (response: APIInteractionResponse, files: Files): Answered => {
  switch (response.type) {
    case InteractionResponseType.ChannelMessageWithSource:
    case InteractionResponseType.UpdateMessage: {
      const { data } = response;
      return data?.components
        ? { kind: 'message', data: { ...data, components: data.components }, files }
        : undefined;
    }
    case InteractionResponseType.Modal:
      return { kind: 'form', title: response.data.title };
    default:
      return undefined;
  }
};

export const createSession = (answer: Answer): Session => {
  let id = 0;
  const ask = async (make: (id: number) => object) => {
    let last: Answered;
    let response: APIInteractionResponse | undefined;
    const transport: Transport = {
      callback: async (_, body, files) => {
        response = body;
        last = answered(body, files);
      },
      editOriginal: async (_, data, files) => {
        last = { kind: 'message', data, files };
      },
      followUp: async (_, data, files) => {
        last = { kind: 'message', data, files };
      },
    };
    id += 1;
    await answer(make(id), transport);
    return { last, response };
  };
  return {
    command: async (command, subcommand, values) =>
      (await ask((id) => commandInteraction(id, command, subcommand, values))).last,
    press: async (customId, values) => (await ask((id) => pressInteraction(id, customId, values))).last,
    suggest: async (command, subcommand, values, focused) => {
      const { response } = await ask((id) =>
        autocompleteInteraction(id, command, subcommand, values, focused),
      );
      if (response?.type !== InteractionResponseType.ApplicationCommandAutocompleteResult) return [];
      return (response.data.choices ?? []).map(({ name, value }) => ({ name, value: String(value) }));
    },
  };
};
