import type { Json } from './json.ts';
import { isObject, textOf } from './json.ts';
import { walkComponents } from './validate-components.ts';
import { type AllowedMentions, flags, type MessageDraft } from './validate-message.ts';
import type { Channel, World } from './world.ts';

export type MessageAttachment = {
  id: string;
  filename: string;
  size: number;
  url: string;
  proxy_url: string;
  content_type: string;
  description?: string;
};

/** A message as Discord shows it. */
export type Message = {
  id: string;
  channel_id: string;
  author: Json;
  content: string;
  timestamp: string;
  edited_timestamp: string | null;
  tts: boolean;
  mention_everyone: boolean;
  mentions: Json[];
  mention_roles: string[];
  attachments: MessageAttachment[];
  embeds: unknown[];
  components: unknown[];
  pinned: boolean;
  type: number;
  flags: number;
  nonce?: string | number;
  [further: string]: unknown;
};

const everything: AllowedMentions = { parse: ['users', 'roles', 'everyone'], users: [], roles: [] };
const usersOnly: AllowedMentions = { parse: ['users'], users: [], roles: [] };

export type Messages = ReturnType<typeof createMessages>;

/** Makes and changes messages out of checked drafts. */
export function createMessages(world: World, newId: () => string, now: () => number, botUser: () => Json) {
  const stamp = () => new Date(now()).toISOString().replace('Z', '000+00:00');

  /** Gives every component an id and every referenced attachment its address. */
  function settle(components: readonly unknown[], attachments: readonly MessageAttachment[]): unknown[] {
    const copy = structuredClone([...components]);
    const taken = new Set<unknown>();
    for (const component of walkComponents(copy)) if (component.id) taken.add(component.id);
    let next = 0;
    const address = (holder: unknown) => {
      if (!isObject(holder)) return;
      const name = textOf(holder.url).replace('attachment://', '');
      const file = attachments.find((attachment) => attachment.filename === name);
      if (!file || !textOf(holder.url).startsWith('attachment://')) return;
      Object.assign(holder, {
        url: file.url,
        proxy_url: file.proxy_url,
        attachment_id: file.id,
        content_type: file.content_type,
      });
    };
    for (const component of walkComponents(copy)) {
      if (!component.id) {
        do next += 1;
        while (taken.has(next));
        component.id = next;
      }
      address(component.media);
      address(component.file);
      if (Array.isArray(component.items))
        for (const item of component.items) if (isObject(item)) address(item.media);
    }
    return copy;
  }

  /** What pings: mentioned in the text, and allowed. */
  function mentions(message: Message, channel: Channel, allowed: AllowedMentions): void {
    const texts = [message.content];
    for (const component of walkComponents(message.components)) {
      if (component.type === 10) texts.push(textOf(component.content));
    }
    const text = texts.join('\n');
    const found = (pattern: RegExp) => [
      ...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? '')),
    ];
    const may = (kind: 'users' | 'roles', id: string) =>
      allowed.parse.includes(kind) || allowed[kind].includes(id);
    const guild = channel.guildId === undefined ? undefined : world.guilds.get(channel.guildId);
    message.mentions = found(/<@!?(\d+)>/g)
      .filter((id) => may('users', id))
      .map((id) => ({ id, username: `user${id}`, discriminator: '0', global_name: null, avatar: null }));
    message.mention_roles = found(/<@&(\d+)>/g).filter(
      (id) =>
        may('roles', id) &&
        (channel.canMentionEveryone || guild?.roles.find((role) => role.id === id)?.mentionable === true),
    );
    message.mention_everyone =
      /@(?:everyone|here)\b/.test(text) && allowed.parse.includes('everyone') && channel.canMentionEveryone;
  }

  function attachmentsOf(
    draft: MessageDraft,
    channelId: string,
    before: readonly MessageAttachment[],
  ): MessageAttachment[] {
    return (draft.attachments ?? []).map((file) => {
      const old = file.kept ? before.find((attachment) => attachment.id === file.id) : undefined;
      if (old)
        return { ...old, ...(file.description === undefined ? {} : { description: file.description }) };
      const id = newId();
      const path = `/attachments/${channelId}/${id}/${file.filename}`;
      return {
        id,
        filename: file.filename,
        size: file.size,
        url: `https://cdn.discordapp.com${path}`,
        proxy_url: `https://media.discordapp.net${path}`,
        content_type: file.type,
        ...(file.description === undefined ? {} : { description: file.description }),
      };
    });
  }

  return {
    create(draft: MessageDraft, channel: Channel, extra: Json = {}): Message {
      const attachments = attachmentsOf(draft, channel.id, []);
      const message: Message = {
        id: newId(),
        channel_id: channel.id,
        author: botUser(),
        content: (draft.content ?? '').trim(),
        timestamp: stamp(),
        edited_timestamp: null,
        tts: draft.tts,
        mention_everyone: false,
        mentions: [],
        mention_roles: [],
        attachments,
        embeds: (draft.embeds ?? []).map((embed) => (isObject(embed) ? { ...embed, type: 'rich' } : embed)),
        components: settle(draft.components ?? [], attachments),
        pinned: false,
        type: draft.reference ? 19 : 0,
        flags: draft.flags,
        ...(draft.nonce === undefined ? {} : { nonce: draft.nonce }),
        ...(draft.reference ? { message_reference: draft.reference } : {}),
        ...extra,
      };
      const inInteraction = 'application_id' in extra;
      mentions(message, channel, draft.allowedMentions ?? (inInteraction ? usersOnly : everything));
      return message;
    },

    /** The message with a loading state that a deferred answer leaves. */
    loading(channel: Channel, ephemeral: boolean, extra: Json): Message {
      return {
        id: newId(),
        channel_id: channel.id,
        author: botUser(),
        content: '',
        timestamp: stamp(),
        edited_timestamp: null,
        tts: false,
        mention_everyone: false,
        mentions: [],
        mention_roles: [],
        attachments: [],
        embeds: [],
        components: [],
        pinned: false,
        type: 20,
        flags: flags.loading | (ephemeral ? flags.ephemeral : 0),
        ...extra,
      };
    },

    /** Applies an edit. `given`: the body, to tell a field set to null from one left out. */
    edit(message: Message, draft: MessageDraft, given: Json, channel: Channel): void {
      if ('content' in given) message.content = (draft.content ?? '').trim();
      if ('embeds' in given) message.embeds = draft.embeds ?? [];
      if (draft.attachments || 'attachments' in given) {
        message.attachments = attachmentsOf(draft, message.channel_id, message.attachments);
      }
      if ('components' in given) message.components = settle(draft.components ?? [], message.attachments);
      const wasLoading = (message.flags & flags.loading) !== 0;
      message.flags = draft.flags & ~flags.loading;
      message.edited_timestamp = wasLoading ? null : stamp();
      mentions(
        message,
        channel,
        draft.allowedMentions ?? ('application_id' in message ? usersOnly : everything),
      );
    },
  };
}
