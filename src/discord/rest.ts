import { REST } from '@discordjs/rest';
import { type APIInteractionResponse, Routes } from 'discord-api-types/v10';
import { Agent } from 'undici';
import type { Attachment } from '../message/build.ts';
import type { Transport } from './answer.ts';
import { wholeResponse } from './whole-response.ts';

/**
 * Discord's REST API through discord.js's own client. A quiet bot would open a new connection for nearly
 * every answer under undici's idle timeout of 4 s, hence the long keep-alive.
 */
export const createRest = (apiUrl: string, token: string): REST =>
  new REST({ api: apiUrl, version: '10', makeRequest: wholeResponse })
    .setToken(token)
    .setAgent(new Agent({ keepAliveTimeout: 300_000, keepAliveMaxTimeout: 600_000 }));

const rawFiles = (files: readonly Attachment[]) =>
  files.length > 0 ? { files: files.map(({ name, data }) => ({ name, data: Buffer.from(data) })) } : {};

/** Answers over Discord's interaction endpoints. They need no token of the bot's and count towards no global limit. */
export const restTransport = (rest: REST): Transport => {
  // An answer that is given again is the same object: writing 6 kB of JSON is a good part of an answer's cost.
  const written = new WeakMap<APIInteractionResponse, Buffer>();
  const bytesOf = (body: APIInteractionResponse): Buffer => {
    const bytes = written.get(body) ?? Buffer.from(JSON.stringify(body));
    written.set(body, bytes);
    return bytes;
  };
  return {
    callback: async ({ id, token }, body, files) => {
      const content =
        files.length > 0
          ? { body, ...rawFiles(files) }
          : { body: bytesOf(body), passThroughBody: true, headers: { 'Content-Type': 'application/json' } };
      await rest.post(Routes.interactionCallback(id, token), { ...content, auth: false });
    },
    editOriginal: async ({ applicationId, token }, body, files) => {
      await rest.patch(Routes.webhookMessage(applicationId, token), {
        body,
        ...rawFiles(files),
        auth: false,
      });
    },
    followUp: async ({ applicationId, token }, body, files) => {
      await rest.post(Routes.webhook(applicationId, token), { body, ...rawFiles(files), auth: false });
    },
  };
};

/** Sends a message to a channel, as an answer to another message where `replyTo` names one. */
export const postMessage = async (
  rest: REST,
  channelId: string,
  body: object,
  files: readonly Attachment[],
  replyTo?: string,
): Promise<void> => {
  const reference = replyTo ? { message_reference: { message_id: replyTo, fail_if_not_exists: false } } : {};
  await rest.post(Routes.channelMessages(channelId), {
    body: { ...body, ...reference },
    ...rawFiles(files),
  });
};
