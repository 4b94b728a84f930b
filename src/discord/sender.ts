import { createHash } from 'node:crypto';
import { DiscordAPIError, HTTPError, RateLimitError, REST } from '@discordjs/rest';
import { type APIMessageTopLevelComponent, RESTJSONErrorCodes, Routes } from 'discord-api-types/v10';
import { Agent } from 'undici';
import { z } from 'zod';
import type { FindOutcome, Sender, SendOutcome } from '../message/sender.ts';
import { messageData } from './respond.ts';
import { wholeResponse } from './whole-response.ts';

/** Sending reminders over Discord's REST API. Every outcome is a value; nothing is retried here. */

const DISCORD_EPOCH = 1_420_070_400_000n;

/** Discord's ids begin with the time: the first id of an instant. */
const firstIdAt = (ms: number): string => String((BigInt(ms) - DISCORD_EPOCH) << 22n);

/**
 * Discord forgets a nonce after some minutes. A component's id stays with the message: the first component
 * carries one that is made from the nonce, so that the message can be known again.
 */
const marker = (nonce: string): number =>
  // 31 bits, above what Discord numbers components with by itself.
  (createHash('sha256').update(nonce).digest().readUInt32BE(0) % 0x7fff_0000) | 0x10_000;

const marked = (
  components: readonly APIMessageTopLevelComponent[],
  nonce: string,
): readonly APIMessageTopLevelComponent[] =>
  components.map((component, index) => (index === 0 ? { ...component, id: marker(nonce) } : component));

const sentSchema = z.looseObject({ id: z.string() });

const historySchema = z.array(
  z.looseObject({ id: z.string(), components: z.array(z.looseObject({ id: z.number() })).default([]) }),
);

/** Messages in one page of a channel's history, and pages looked at: Discord's limit, and a bound of ours. */
const PAGE = 100;
const MAX_PAGES = 10;

const noAccess: ReadonlySet<number | string> = new Set([
  RESTJSONErrorCodes.MissingAccess,
  RESTJSONErrorCodes.MissingPermissions,
]);

const later = (
  reason: string,
  fields: { readonly waitMs?: number; readonly everywhere?: boolean; readonly sure?: boolean } = {},
): SendOutcome => ({
  kind: 'later',
  reason,
  waitMs: fields.waitMs,
  everywhere: fields.everywhere ?? false,
  sure: fields.sure ?? false,
});

const outcomeOf = (error: unknown): SendOutcome => {
  if (error instanceof RateLimitError) {
    return later(error.global ? 'rate limit of all channels' : 'rate limit of the channel', {
      waitMs: error.retryAfter,
      everywhere: error.global,
      sure: true,
    });
  }
  if (error instanceof DiscordAPIError) {
    if (error.status === 401) return { kind: 'unauthorized' };
    if (error.code === RESTJSONErrorCodes.UnknownChannel) return { kind: 'no channel' };
    if (error.status === 403 || noAccess.has(error.code)) {
      return { kind: 'no access', reason: `${error.code} ${error.message}` };
    }
    return { kind: 'refused', reason: `${error.code} ${error.message}` };
  }
  if (error instanceof HTTPError) return later(`answer ${error.status}`);
  return later(error instanceof Error ? error.message : String(error));
};

export type SenderOptions = {
  /** Base of Discord's REST API, without a version. */
  readonly apiUrl: string;
  readonly token: string;
  /** How long one request may take, in milliseconds. */
  readonly timeout?: number;
};

/**
 * A sender with a client of its own, so that reminders and answers do not wait for each other in one queue. It
 * passes rate limits on instead of waiting them out.
 */
export const createSender = ({ apiUrl, token, timeout = 10_000 }: SenderOptions): Sender => {
  const rest = new REST({
    api: apiUrl,
    version: '10',
    retries: 0,
    timeout,
    rejectOnRateLimit: () => true,
    makeRequest: wholeResponse,
  })
    .setToken(token)
    // A bot that is quiet between reminders keeps its connection.
    .setAgent(new Agent({ keepAliveTimeout: 300_000, keepAliveMaxTimeout: 600_000 }));

  return {
    send: async (channel, body, { nonce }) => {
      const data = messageData({ ...body, components: marked(body.components, nonce) });
      try {
        const sent = await rest.post(Routes.channelMessages(channel), {
          body: { ...data, nonce, enforce_nonce: true },
        });
        return { kind: 'sent', messageId: sentSchema.parse(sent).id };
      } catch (error) {
        return outcomeOf(error);
      }
    },

    find: async (channel, { nonce, since }): Promise<FindOutcome> => {
      const wanted = marker(nonce);
      // A minute earlier, as Discord's clock may differ from ours.
      let after = firstIdAt(since - 60_000);
      try {
        for (let page = 0; page < MAX_PAGES; page++) {
          const query = new URLSearchParams({ after, limit: String(PAGE) });
          const history = historySchema.parse(await rest.get(Routes.channelMessages(channel), { query }));
          const found = history.find(({ components }) => components[0]?.id === wanted);
          if (found) return { kind: 'found', messageId: found.id };
          if (history.length < PAGE) break;
          after = history.map(({ id }) => id).reduce((a, b) => (BigInt(a) > BigInt(b) ? a : b));
        }
        return { kind: 'not found' };
      } catch (error) {
        const outcome = outcomeOf(error);
        // Where we may not look, sending finds out whether we may send.
        return outcome.kind === 'no channel' || outcome.kind === 'no access'
          ? { kind: 'not found' }
          : { kind: 'unknown', reason: 'reason' in outcome ? outcome.reason : outcome.kind };
      }
    },
  };
};
