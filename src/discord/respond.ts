import { type APIInteractionResponse, InteractionResponseType, MessageFlags } from 'discord-api-types/v10';
import type { Reply, Suggestion } from '../command.ts';
import type { Attachment, MessageBody } from '../message/build.ts';

/** Replies made into the JSON of Discord's endpoints. */

export type Files = readonly Attachment[];

/** The message as Discord's endpoints take it. Mentions are closed but for the roles that an owner chose. */
export const messageData = (body: MessageBody, files: Files = [], flags = 0) => ({
  flags: MessageFlags.IsComponentsV2 | flags,
  components: [...body.components],
  allowed_mentions: body.allowedRoles?.length ? { parse: [], roles: [...body.allowedRoles] } : { parse: [] },
  ...(files.length > 0
    ? {
        attachments: files.map(({ name, description }, index) => ({
          id: index,
          filename: name,
          ...(description ? { description } : {}),
        })),
      }
    : {}),
});

/** The first response to an interaction. */
export const callbackFor = (
  reply: Reply,
): { readonly body: APIInteractionResponse; readonly files: Files } => {
  switch (reply.kind) {
    case 'message':
      return {
        body: {
          type: InteractionResponseType.ChannelMessageWithSource,
          data: messageData(reply.body, reply.files, reply.private ? MessageFlags.Ephemeral : 0),
        },
        files: reply.files ?? [],
      };
    case 'update':
      return {
        body: { type: InteractionResponseType.UpdateMessage, data: editData(reply.body, reply.files) },
        files: reply.files ?? [],
      };
    case 'modal':
      return { body: { type: InteractionResponseType.Modal, data: reply.modal }, files: [] };
  }
};

/** An edit replaces the attachments too: without files the old ones go. */
export const editData = (body: MessageBody, files: Files = []) => ({
  attachments: [],
  ...messageData(body, files),
});

export const suggestionsCallback = (choices: readonly Suggestion[]): APIInteractionResponse => ({
  type: InteractionResponseType.ApplicationCommandAutocompleteResult,
  data: { choices: choices.map(({ name, value }) => ({ name, value })) },
});

/** "Thinking": a new message, private or not, follows within 15 minutes. */
export const deferral = (isPrivate: boolean): APIInteractionResponse => ({
  type: InteractionResponseType.DeferredChannelMessageWithSource,
  ...(isPrivate ? { data: { flags: MessageFlags.Ephemeral } } : {}),
});

/** The message whose button was pressed will be edited. */
export const deferredUpdate: APIInteractionResponse = { type: InteractionResponseType.DeferredMessageUpdate };
