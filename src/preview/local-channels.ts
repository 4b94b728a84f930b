import { type Files, messageData } from '../discord/respond.ts';
import type { MessageBody } from '../message/build.ts';
import type { Sender } from '../message/sender.ts';
import { type AttachmentStore, createAttachmentStore } from './attachments.ts';
import type { Post } from './page/wire.ts';
import { channels } from './page/world.ts';
import { createPosts, type Posts } from './posts.ts';
import { keepFiles, measured } from './transport.ts';

/** The channels of the preview's small Discord: what the bot posts there, the page shows as it comes. */
export type LocalChannels = {
  readonly posts: Posts;
  readonly attachments: AttachmentStore;
  /** Shows a message in a channel at once. */
  readonly post: (channelId: string, body: MessageBody, files?: Files) => Post;
  /** Posts reminders, with the outcomes that Discord would give. */
  readonly sender: Sender;
};

const MAX_ATTACHMENT_BYTES = 64 * 1024 * 1024;
const KEPT_POSTS = 30;
const SEND_MESSAGES = 1n << 11n;

/** `now` gives milliseconds since 1970. Nothing is kept beyond the process. */
export const createLocalChannels = (now: () => number): LocalChannels => {
  const attachments = createAttachmentStore(MAX_ATTACHMENT_BYTES);
  const posts = createPosts(KEPT_POSTS, now());
  const byNonce = new Map<string, string>();

  const post: LocalChannels['post'] = (channelId, body, files = []) => {
    const data = messageData(body, files);
    return posts.add({
      channelId,
      at: now(),
      body: data,
      files: keepFiles(files, attachments),
      measured: measured(data),
    });
  };

  return {
    posts,
    attachments,
    post,
    sender: {
      send: async (channelId, body, { nonce }) => {
        const channel = channels.find(({ id }) => id === channelId);
        if (!channel) return { kind: 'no channel' };
        if ((BigInt(channel.appPermissions) & SEND_MESSAGES) === 0n)
          return { kind: 'no access', reason: `no permission to send messages in #${channel.name}` };
        const messageId = byNonce.get(nonce) ?? String(post(channelId, body).id);
        byNonce.set(nonce, messageId);
        return { kind: 'sent', messageId };
      },
      find: async (_, { nonce }) => {
        const messageId = byNonce.get(nonce);
        return messageId === undefined ? { kind: 'not found' } : { kind: 'found', messageId };
      },
    },
  };
};
