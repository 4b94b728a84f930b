import { type Answer, refusals } from './answers.ts';
import { Fields, FormErrors, type Path } from './form.ts';
import { type Json, listOf } from './json.ts';
import { isSnowflake } from './snowflake.ts';
import { checkMessageComponents, tally } from './validate-components.ts';

/** Message flags by Discord's names. */
export const flags = {
  suppressEmbeds: 1 << 2,
  ephemeral: 1 << 6,
  loading: 1 << 7,
  suppressNotifications: 1 << 12,
  voiceMessage: 1 << 13,
  componentsV2: 1 << 15,
} as const;

/** A file of a multipart body: `files[n]` with its index. */
export type UploadedFile = { index: string; name: string; size: number; type: string; data: Uint8Array };

/** Which endpoint a message comes through; each allows other fields and flags. */
export type MessageKind = 'channel' | 'channel-edit' | 'callback' | 'update' | 'follow-up' | 'webhook-edit';

export type AttachmentDraft = {
  id: string;
  filename: string;
  description?: string;
  size: number;
  type: string;
  kept: boolean;
};

/** What was given; fields that were not are undefined (`null` in an edit empties a field). */
export type MessageDraft = {
  content: string | undefined;
  embeds: unknown[] | undefined;
  components: unknown[] | undefined;
  flags: number;
  attachments: AttachmentDraft[] | undefined;
  allowedMentions: AllowedMentions | undefined;
  nonce: string | number | undefined;
  enforceNonce: boolean;
  tts: boolean;
  reference: Json | undefined;
};

export type AllowedMentions = { parse: string[]; users: string[]; roles: string[] };

/** The message that an edit changes. */
export type Existing = {
  flags: number;
  content: string;
  embeds: unknown[];
  components: unknown[];
  attachments: { id: string; filename: string; size: number; content_type?: string }[];
};

export type MessageCheck = { draft: MessageDraft; refusal?: undefined } | { refusal: Answer };

type Situation = {
  kind: MessageKind;
  files: readonly UploadedFile[];
  existing?: Existing | undefined;
  rejectUnknownKeys: boolean;
  /** Where the message stands in the body: `['data']` in a callback. */
  path?: Path;
};

const edits: readonly MessageKind[] = ['channel-edit', 'update', 'webhook-edit'];

const settable: Record<MessageKind, number> = {
  channel: flags.suppressEmbeds | flags.suppressNotifications | flags.componentsV2,
  callback: flags.suppressEmbeds | flags.suppressNotifications | flags.componentsV2 | flags.ephemeral,
  'follow-up': flags.suppressEmbeds | flags.suppressNotifications | flags.componentsV2 | flags.ephemeral,
  'channel-edit': flags.suppressEmbeds | flags.componentsV2,
  update: flags.suppressEmbeds | flags.componentsV2,
  'webhook-edit': flags.suppressEmbeds | flags.componentsV2,
};

/** The default size limit of one file, in bytes. */
export const fileLimit = 10 * 1024 * 1024;

/** Checks a message body by all documented limits of its endpoint. */
export function checkMessage(body: unknown, situation: Situation): MessageCheck {
  const form = new FormErrors(situation.rejectUnknownKeys);
  const fields = Fields.of(body, situation.path ?? [], form);
  if (!fields) return { refusal: form.answer() };
  if (situation.files.some((file) => file.size > fileLimit)) return { refusal: refusals.tooLarge };

  const editing = edits.includes(situation.kind);
  const draft: MessageDraft = {
    content: fields.text('content', { max: 2000 }),
    embeds: fields.list('embeds', { max: 10 }),
    components: undefined,
    flags: readFlags(fields, situation, editing),
    attachments: readAttachments(fields, situation, editing),
    allowedMentions: readAllowedMentions(fields),
    nonce: readNonce(fields),
    enforceNonce: fields.flag('enforce_nonce') === true,
    tts: fields.flag('tts') === true && !editing,
    reference: undefined,
  };
  const names = fileNames(draft, situation);
  checkEmbeds(fields, draft.embeds ?? [], names);

  const v2 = (draft.flags & flags.componentsV2) !== 0;
  const turnsV2 = v2 && ((situation.existing?.flags ?? 0) & flags.componentsV2) === 0;
  draft.components = checkMessageComponents(fields, v2, tally('message', names));
  const poll = fields.fields('poll');
  const stickers = fields.list('sticker_ids', { max: 3 });
  if (v2 && fields.fields('shared_client_theme')) legacyField(fields, 'shared_client_theme');
  const reference = fields.fields('message_reference');
  if (reference) {
    reference.snowflake('message_id', true);
    reference.snowflake('channel_id');
    reference.snowflake('guild_id');
    reference.flag('fail_if_not_exists');
    reference.number('type', { choices: [0, 1] });
    reference.end();
    if (situation.kind === 'channel') draft.reference = reference.object;
  }
  // Known to other message endpoints, and sent by libraries to all of them: ignored where they mean nothing.
  fields.ignore('shared_client_theme', 'username', 'avatar_url', 'thread_name', 'applied_tags');
  if (v2) {
    const content =
      draft.content ?? (turnsV2 && !fieldGiven(fields, 'content') ? situation.existing?.content : '');
    if (content) legacyField(fields, 'content');
    const embeds =
      draft.embeds ?? (turnsV2 && !fieldGiven(fields, 'embeds') ? situation.existing?.embeds : []);
    if (embeds && embeds.length > 0) legacyField(fields, 'embeds');
    if (poll) legacyField(fields, 'poll');
    if (stickers && stickers.length > 0) legacyField(fields, 'sticker_ids');
  }
  fields.end();
  if (form.count > 0) return { refusal: form.answer() };

  const content = pick(fields, 'content', draft.content, situation.existing?.content) ?? '';
  const counts = [
    content.trim().length,
    pick(fields, 'embeds', draft.embeds, situation.existing?.embeds)?.length,
    pick(fields, 'components', draft.components, situation.existing?.components)?.length,
    (draft.attachments ?? situation.existing?.attachments)?.length,
    stickers?.length,
    poll ? 1 : 0,
    draft.reference?.type === 1 ? 1 : 0,
  ];
  return counts.some((count) => count !== undefined && count > 0)
    ? { draft }
    : { refusal: refusals.emptyMessage };
}

/** The value after an edit: what was given, nothing where null was given, else what was there. */
function pick<T>(fields: Fields, key: string, given: T | undefined, before: T | undefined): T | undefined {
  return given ?? (fieldGiven(fields, key) ? undefined : before);
}

function fieldGiven(fields: Fields, key: string): boolean {
  return key in fields.object;
}

function legacyField(fields: Fields, key: string): void {
  fields.error(
    key,
    'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    `The '${key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
  );
}

function readFlags(fields: Fields, { kind, existing }: Situation, editing: boolean): number {
  const given = fields.number('flags', { min: 0 }) ?? 0;
  const allowed = settable[kind];
  if (!editing && (given & ~allowed) !== 0) {
    fields.error(
      'flags',
      'BASE_TYPE_CHOICES',
      `Only the flags ${allowed} can be set here, not ${given & ~allowed}.`,
    );
  }
  // Components V2 stays once set; other flags that an edit cannot change are ignored, as Discord does.
  const before = existing?.flags ?? 0;
  return editing ? (before & ~(fields.has('flags') ? flags.suppressEmbeds : 0)) | (given & allowed) : given;
}

function readNonce(fields: Fields): string | number | undefined {
  const value = fields.object.nonce;
  if (typeof value === 'number') return fields.number('nonce');
  return fields.text('nonce', { max: 25 });
}

function readAttachments(
  fields: Fields,
  { files, existing }: Situation,
  editing: boolean,
): AttachmentDraft[] | undefined {
  const list = fields.list('attachments', { max: 10 });
  const byIndex = new Map(files.map((file) => [file.index, file]));
  const kept = new Map((existing?.attachments ?? []).map((file) => [file.id, file]));
  const drafts = new Map<string, AttachmentDraft>();
  for (const [index, value] of (list ?? []).entries()) {
    const entry = Fields.of(value, [...fields.path, 'attachments', index], fields.form);
    if (!entry) continue;
    const id = entry.object.id;
    entry.ignore('id');
    const filename = entry.text('filename', { min: 1, max: 1024 });
    const description = entry.text('description', { max: 1024 });
    entry.text('title', { max: 1024 });
    entry.flag('is_spoiler');
    entry.ignore('waveform', 'duration_secs');
    // An edit may send back the attachment as it was received.
    if (editing) entry.ignore('size', 'url', 'proxy_url', 'content_type', 'width', 'height', 'flags');
    entry.end();
    if (!(isSnowflake(id) || Number.isSafeInteger(id))) {
      entry.error('id', 'NUMBER_TYPE_COERCE', `Value "${String(id)}" is not snowflake.`);
      continue;
    }
    const key = String(id);
    const uploaded = byIndex.get(key);
    const old = kept.get(key);
    if (!uploaded && !old) {
      entry.error(
        'id',
        'ATTACHMENT_NOT_FOUND',
        `No uploaded file files[${key}] and no attachment of that id.`,
      );
      continue;
    }
    drafts.set(key, {
      id: key,
      filename: filename ?? uploaded?.name ?? old?.filename ?? '',
      ...(description === undefined ? {} : { description }),
      size: uploaded?.size ?? old?.size ?? 0,
      type: uploaded?.type ?? old?.content_type ?? 'application/octet-stream',
      kept: uploaded === undefined,
    });
  }
  for (const file of files) {
    if (drafts.has(file.index)) continue;
    drafts.set(file.index, {
      id: file.index,
      filename: file.name,
      size: file.size,
      type: file.type,
      kept: false,
    });
  }
  if (drafts.size > 10) fields.error('attachments', 'BASE_TYPE_MAX_LENGTH', 'Must be 10 or fewer in length.');
  return list || files.length > 0 ? [...drafts.values()] : undefined;
}

function fileNames(draft: MessageDraft, { existing }: Situation): string[] {
  return (draft.attachments ?? existing?.attachments ?? [])
    .map((file) => file.filename)
    .filter((name) => /^[A-Za-z0-9._-]+$/.test(name));
}

function readAllowedMentions(parent: Fields): AllowedMentions | undefined {
  const fields = parent.fields('allowed_mentions');
  if (!fields) return undefined;
  const read = (key: string, max: number, valid: (value: unknown) => boolean): string[] => {
    const seen = new Set<string>();
    for (const [index, value] of (fields.list(key, { max }) ?? []).entries()) {
      const path = [...fields.path, key, index];
      if (!valid(value))
        fields.form.add(path, 'BASE_TYPE_CHOICES', `Value "${String(value)}" is not allowed.`);
      else if (seen.has(String(value))) {
        fields.form.add(path, 'SET_TYPE_ALREADY_CONTAINS_VALUE', 'The set already contains this value.');
      } else seen.add(String(value));
    }
    return [...seen];
  };
  const parse = read('parse', 3, (value) => value === 'users' || value === 'roles' || value === 'everyone');
  const users = read('users', 100, isSnowflake);
  const roles = read('roles', 100, isSnowflake);
  fields.flag('replied_user');
  fields.end();
  for (const [key, ids] of [
    ['users', users],
    ['roles', roles],
  ] as const) {
    if (parse.includes(key) && ids.length > 0) {
      fields.error(
        'parse',
        'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
        `parse:["${key}"] and ${key}: [ids...] are mutually exclusive.`,
      );
    }
  }
  return { parse, users, roles };
}

function checkEmbeds(parent: Fields, embeds: readonly unknown[], filenames: readonly string[]): void {
  let total = 0;
  const measure = (value: string | undefined) => {
    total += value?.trim().length ?? 0;
  };
  for (const [index, value] of embeds.entries()) {
    const embed = Fields.of(value, [...parent.path, 'embeds', index], parent.form);
    if (!embed) continue;
    measure(embed.text('title', { max: 256 }));
    measure(embed.text('description', { max: 4096 }));
    embed.url('url', { max: 2048, schemes: ['http', 'https'] });
    embed.number('color', { min: 0, max: 0xffffff });
    const timestamp = embed.text('timestamp');
    if (timestamp !== undefined && Number.isNaN(Date.parse(timestamp))) {
      embed.error('timestamp', 'DATE_TIME_TYPE_PARSE', `Could not parse ${timestamp}. Should be ISO8601.`);
    }
    const author = embed.fields('author');
    measure(author?.text('name', { min: 1, max: 256, required: true }));
    const footer = embed.fields('footer');
    measure(footer?.text('text', { min: 1, max: 2048, required: true }));
    picture(author, 'icon_url', filenames);
    author?.url('url', { max: 2048, schemes: ['http', 'https'] });
    picture(footer, 'icon_url', filenames);
    for (const key of ['image', 'thumbnail']) {
      const image = embed.fields(key);
      picture(image, 'url', filenames);
      image?.ignore(
        'proxy_url',
        'width',
        'height',
        'content_type',
        'flags',
        'placeholder',
        'placeholder_version',
      );
      image?.end();
    }
    author?.ignore('proxy_icon_url');
    author?.end();
    footer?.ignore('proxy_icon_url');
    footer?.end();
    for (const [at, entry] of (embed.list('fields', { max: 25 }) ?? []).entries()) {
      const field = Fields.of(entry, [...embed.path, 'fields', at], parent.form);
      measure(field?.text('name', { min: 1, max: 256, required: true }));
      measure(field?.text('value', { min: 1, max: 1024, required: true }));
      field?.flag('inline');
      field?.end();
    }
    embed.ignore('type', 'provider', 'video', 'flags');
    embed.end();
    const shown = ['title', 'description', 'author', 'footer', 'image', 'thumbnail', 'fields', 'url'];
    if (
      !shown.some((key) => embed.has(key) && !(key === 'fields' && listOf(embed.object.fields).length === 0))
    ) {
      embed.error('description', 'BASE_TYPE_REQUIRED', 'This field is required');
    }
  }
  if (total > 6000)
    parent.error('embeds', 'MAX_EMBED_SIZE_EXCEEDED', 'Embed size exceeds maximum size of 6000');
}

function picture(fields: Fields | undefined, key: string, filenames: readonly string[]): void {
  const url = fields?.url(key, { max: 2048, schemes: ['http', 'https', 'attachment'] });
  if (url?.startsWith('attachment://') && !filenames.includes(url.slice('attachment://'.length))) {
    fields?.error(
      key,
      'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
      'The referenced attachment was not found.',
    );
  }
}
