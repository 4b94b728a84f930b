import { describe, expect, it } from 'vitest';
import type { Answer } from './discord/answers.ts';
import { isObject, type Json, objectOf } from './discord/json.ts';
import { checkCommands, commandSize } from './discord/validate-commands.ts';
import {
  checkMessage,
  type Existing,
  type MessageKind,
  type UploadedFile,
} from './discord/validate-message.ts';

/** `path: CODE` of every error in an error 50035, or the message of another refusal. */
function problems(refusal: Answer | undefined): string[] {
  if (!refusal) return [];
  const body = objectOf(refusal.body);
  if (!isObject(body.errors)) return [`${refusal.status} ${body.message}`];
  const found: string[] = [];
  const walk = (node: Json, path: string[]): void => {
    for (const [key, value] of Object.entries(node)) {
      if (key === '_errors' && Array.isArray(value)) {
        for (const entry of value) found.push(`${path.join('.')}: ${objectOf(entry).code}`);
      } else if (isObject(value)) walk(value, [...path, key]);
    }
  };
  walk(body.errors, []);
  return found;
}

const file = (name: string, index = '0', size = 10): UploadedFile => ({
  index,
  name,
  size,
  type: 'image/png',
  data: new Uint8Array(0),
});

type With = { kind?: MessageKind; files?: UploadedFile[]; existing?: Existing; rejectUnknownKeys?: boolean };

const message = (
  body: unknown,
  { kind = 'channel', files = [], rejectUnknownKeys = true, existing }: With = {},
) => problems(checkMessage(body, { kind, files, existing, rejectUnknownKeys }).refusal);

const V2 = 32768;
const text = (content: string): Json => ({ type: 10, content });
const v2 = (...components: unknown[]): Json => ({ flags: V2, components });
const button = (more: Json = {}): Json => ({ type: 2, style: 1, label: 'Open', custom_id: 'open', ...more });
const row = (...components: Json[]): Json => ({ type: 1, components });
const option = (value: string, more: Json = {}): Json => ({ label: value, value, ...more });
const menu = (more: Json = {}): Json => ({
  type: 3,
  custom_id: 'menu',
  options: [option('a'), option('b')],
  ...more,
});
const section = (more: Json = {}): Json => ({
  type: 9,
  components: [text('a')],
  accessory: button(),
  ...more,
});
const picture = (url: string, more: Json = {}): Json => ({ media: { url }, ...more });
const gallery = (...items: Json[]): Json => ({ type: 12, items });
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

describe('Components V2 messages', () => {
  const accepted: [string, Json, With?][] = [
    ['a text', v2(text('hello'))],
    ['4,000 characters over two texts', v2(text('a'.repeat(2000)), text('b'.repeat(2000)))],
    ['40 components, nested ones counted', v2({ type: 17, components: times(39, () => text('a')) })],
    [
      'a container with everything',
      v2({
        type: 17,
        accent_color: 0xffffff,
        components: [text('a'), section(), row(menu()), { type: 14, spacing: 2, divider: false }],
      }),
    ],
    ['a section with three texts', v2(section({ components: [text('a'), text('b'), text('c')] }))],
    [
      'a thumbnail',
      v2(
        section({
          accessory: { type: 11, media: { url: 'https://example.org/a.png' }, description: 'a'.repeat(1024) },
        }),
      ),
    ],
    ['ten pictures', v2(gallery(...times(10, (n) => picture(`https://example.org/${n}.png`))))],
    [
      'an uploaded picture',
      v2(gallery(picture('attachment://map.png', { description: 'A map' }))),
      { files: [file('map.png')] },
    ],
    ['an uploaded file', v2({ type: 13, file: { url: 'attachment://a.ics' } }), { files: [file('a.ics')] }],
    ['five buttons', v2(row(...times(5, (n) => button({ custom_id: `b${n}` }))))],
    ['a link', v2(row({ type: 2, style: 5, label: 'Source', url: 'https://example.org' }))],
    ['an emoji alone', v2(row(button({ label: undefined, emoji: { name: '🕊️' } })))],
    ['25 options', v2(row(menu({ options: times(25, (n) => option(`o${n}`)) })))],
    [
      'a channel menu',
      v2(
        row({ type: 8, custom_id: 'c', channel_types: [0], default_values: [{ id: '1', type: 'channel' }] }),
      ),
    ],
    ['a component with its own id', v2({ ...text('a'), id: 7 })],
    ['empty legacy fields', { ...v2(text('a')), content: null, embeds: [] }],
  ];
  it.each(accepted)('takes %s', (_, body, given) => {
    expect(message(body, given)).toEqual([]);
  });

  const refused: [string, Json, string[], With?][] = [
    [
      '4,001 characters in one text',
      v2(text('a'.repeat(4001))),
      ['components.0.content: BASE_TYPE_BAD_LENGTH', 'components: COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED'],
    ],
    [
      '4,001 characters over two texts',
      v2(text('a'.repeat(2000)), section({ components: [text('b'.repeat(2001))] })),
      ['components: COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED'],
    ],
    [
      'an emoji counted as one of two units',
      v2(text(`${'a'.repeat(3999)}🕊`)),
      ['components.0.content: BASE_TYPE_BAD_LENGTH', 'components: COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED'],
    ],
    [
      '41 components',
      v2({ type: 17, components: times(40, () => text('a')) }),
      ['components: COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED'],
    ],
    [
      '41 components, an accessory among them',
      v2(section(), ...times(38, () => text('a'))),
      ['components: COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED'],
    ],
    ['a blank text', v2(text('  \n')), ['components.0.content: BASE_TYPE_REQUIRED']],
    ['an empty text', v2(text('')), ['components.0.content: BASE_TYPE_BAD_LENGTH']],
    [
      'content',
      { ...v2(text('a')), content: 'b' },
      ['content: MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2'],
    ],
    [
      'embeds',
      { ...v2(text('a')), embeds: [{ title: 'b' }] },
      ['embeds: MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2'],
    ],
    ['a poll', { ...v2(text('a')), poll: {} }, ['poll: MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2']],
    [
      'stickers',
      { ...v2(text('a')), sticker_ids: ['1'] },
      ['sticker_ids: MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2'],
    ],
    ['no components', v2(), ['400 Cannot send an empty message']],
    ['a button at the top', v2(button()), ['components.0.type: UNION_TYPE_CHOICES']],
    [
      'a container in a container',
      v2({ type: 17, components: [{ type: 17, components: [text('a')] }] }),
      ['components.0.components.0.type: UNION_TYPE_CHOICES'],
    ],
    [
      'an empty container',
      v2({ type: 17, components: [] }),
      ['components.0.components: BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'a colour beyond white',
      v2({ type: 17, accent_color: 0x1000000, components: [text('a')] }),
      ['components.0.accent_color: NUMBER_TYPE_MAX'],
    ],
    [
      'four texts in a section',
      v2(section({ components: times(4, () => text('a')) })),
      ['components.0.components: BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'a section without an accessory',
      v2(section({ accessory: undefined })),
      ['components.0.accessory: BASE_TYPE_REQUIRED'],
    ],
    [
      'a menu as an accessory',
      v2(section({ accessory: menu() })),
      ['components.0.accessory.type: UNION_TYPE_CHOICES'],
    ],
    [
      'eleven pictures',
      v2(gallery(...times(11, () => picture('https://example.org/a.png')))),
      ['components.0.items: BASE_TYPE_BAD_LENGTH'],
    ],
    ['an empty gallery', v2(gallery()), ['components.0.items: BASE_TYPE_BAD_LENGTH']],
    [
      '1,025 characters of alt text',
      v2(gallery(picture('https://example.org/a.png', { description: 'a'.repeat(1025) }))),
      ['components.0.items.0.description: BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'empty alt text',
      v2(gallery(picture('https://example.org/a.png', { description: '' }))),
      ['components.0.items.0.description: BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'a picture that was not uploaded',
      v2(gallery(picture('attachment://map.png'))),
      ['components.0.items.0.media.url: UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND'],
      { files: [file('other.png')] },
    ],
    [
      'a picture address of another scheme',
      v2(gallery(picture('file:///map.png'))),
      ['components.0.items.0.media.url: URL_TYPE_INVALID_SCHEME'],
    ],
    [
      'a file by address',
      v2({ type: 13, file: { url: 'https://example.org/a.ics' } }),
      ['components.0.file.url: URL_TYPE_INVALID_SCHEME'],
    ],
    ['a third spacing', v2({ type: 14, spacing: 3 }, text('a')), ['components.0.spacing: BASE_TYPE_CHOICES']],
    [
      'six buttons',
      v2(row(...times(6, (n) => button({ custom_id: `b${n}` })))),
      ['components.0.components: BASE_TYPE_BAD_LENGTH'],
    ],
    ['an empty row', v2(row()), ['components.0.components: BASE_TYPE_BAD_LENGTH']],
    [
      'a menu beside a button',
      v2(row(menu(), button())),
      ['components.0.components: COMPONENT_LAYOUT_WIDTH_EXCEEDED'],
    ],
    [
      'two menus in a row',
      v2(row(menu(), menu({ custom_id: 'other' }))),
      ['components.0.components: COMPONENT_LAYOUT_WIDTH_EXCEEDED'],
    ],
    ['a text in a row', v2(row(text('a'))), ['components.0.components.0.type: UNION_TYPE_CHOICES']],
    [
      'a label of 81 characters',
      v2(row(button({ label: 'a'.repeat(81) }))),
      ['components.0.components.0.label: BASE_TYPE_MAX_LENGTH'],
    ],
    [
      'a button without a face',
      v2(row(button({ label: undefined }))),
      ['components.0.components.0.label: BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED'],
    ],
    [
      'a button without an id',
      v2(row(button({ custom_id: undefined }))),
      ['components.0.components.0.custom_id: BASE_TYPE_REQUIRED'],
    ],
    [
      'an id of 101 characters',
      v2(row(button({ custom_id: 'a'.repeat(101) }))),
      ['components.0.components.0.custom_id: BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'an id twice',
      v2(row(button()), section()),
      ['components.1.accessory.custom_id: COMPONENT_CUSTOM_ID_DUPLICATED'],
    ],
    [
      'an address on a plain button',
      v2(row(button({ url: 'https://example.org' }))),
      ['components.0.components.0.url: BUTTON_COMPONENT_FIELDS_MUTUALLY_EXCLUSIVE'],
    ],
    [
      'a link with an id',
      v2(row({ type: 2, style: 5, label: 'a', url: 'https://example.org', custom_id: 'b' })),
      ['components.0.components.0.custom_id: BUTTON_COMPONENT_FIELDS_MUTUALLY_EXCLUSIVE'],
    ],
    [
      'a link without an address',
      v2(row({ type: 2, style: 5, label: 'a' })),
      ['components.0.components.0.url: BASE_TYPE_REQUIRED'],
    ],
    [
      'a link of 513 characters',
      v2(row({ type: 2, style: 5, label: 'a', url: `https://example.org/${'a'.repeat(493)}` })),
      ['components.0.components.0.url: BASE_TYPE_MAX_LENGTH'],
    ],
    [
      'a link to nowhere',
      v2(row({ type: 2, style: 5, label: 'a', url: 'example.org' })),
      ['components.0.components.0.url: URL_TYPE_INVALID_URL'],
    ],
    [
      'a seventh style',
      v2(row(button({ style: 7 }))),
      ['components.0.components.0.style: BASE_TYPE_CHOICES'],
    ],
    [
      'a word as an emoji',
      v2(row(button({ emoji: { name: 'dove' } }))),
      ['components.0.components.0.emoji.name: COMPONENT_INVALID_EMOJI'],
    ],
    [
      '26 options',
      v2(row(menu({ options: times(26, (n) => option(`o${n}`)) }))),
      ['components.0.components.0.options: BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'no options',
      v2(row(menu({ options: [] }))),
      ['components.0.components.0.options: BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'an option twice',
      v2(row(menu({ options: [option('a'), option('a')] }))),
      ['components.0.components.0.options.1.value: SELECT_COMPONENT_OPTION_VALUE_DUPLICATED'],
    ],
    [
      'an option label of 101 characters',
      v2(row(menu({ options: [option('a', { label: 'a'.repeat(101) })] }))),
      ['components.0.components.0.options.0.label: BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'an option value of 101 characters',
      v2(row(menu({ options: [option('a', { value: 'a'.repeat(101) })] }))),
      ['components.0.components.0.options.0.value: BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'an option description of 101 characters',
      v2(row(menu({ options: [option('a', { description: 'a'.repeat(101) })] }))),
      ['components.0.components.0.options.0.description: BASE_TYPE_MAX_LENGTH'],
    ],
    [
      'a placeholder of 151 characters',
      v2(row(menu({ placeholder: 'a'.repeat(151) }))),
      ['components.0.components.0.placeholder: BASE_TYPE_MAX_LENGTH'],
    ],
    [
      'more values than options',
      v2(row(menu({ max_values: 3 }))),
      ['components.0.components.0.max_values: SELECT_COMPONENT_MAX_OVER_OPTIONS'],
    ],
    [
      'two defaults for one value',
      v2(row(menu({ options: [option('a', { default: true }), option('b', { default: true })] }))),
      ['components.0.components.0.options: SELECT_COMPONENT_TOO_MANY_DEFAULTS'],
    ],
    [
      'a component id twice',
      v2({ ...text('a'), id: 7 }, { ...text('b'), id: 7 }),
      ['components.1.id: COMPONENT_ID_DUPLICATED'],
    ],
    ['an unknown component key', v2({ ...text('a'), colour: 1 }), ['components.0.colour: UNKNOWN_KEY']],
    [
      'a text input',
      v2(row({ type: 4, custom_id: 'a', style: 1 })),
      ['components.0.components.0.type: UNION_TYPE_CHOICES'],
    ],
  ];
  it.each(refused)('refuses %s', (_, body, expected, given) => {
    expect(message(body, given)).toEqual(expected);
  });
});

describe('legacy messages', () => {
  const accepted: [string, Json, With?][] = [
    ['2,000 characters', { content: 'a'.repeat(2000) }],
    [
      'an embed',
      {
        embeds: [
          {
            title: 'a'.repeat(256),
            description: 'b'.repeat(4096),
            footer: { text: 'c' },
            fields: [{ name: 'n', value: 'v', inline: true }],
          },
        ],
      },
    ],
    [
      'an embed with an uploaded picture',
      { embeds: [{ image: { url: 'attachment://a.png' } }] },
      { files: [file('a.png')] },
    ],
    ['five rows', { content: 'a', components: times(5, (n) => row(button({ custom_id: `b${n}` }))) }],
    ['a file alone', {}, { files: [file('a.ics')] }],
    ['a described file', { attachments: [{ id: '0', description: 'A map' }] }, { files: [file('a.png')] }],
    ['a nonce', { content: 'a', nonce: 'a'.repeat(25), enforce_nonce: true }],
    [
      'a nonce in a follow-up, where it means nothing',
      { content: 'a', tts: false, nonce: '1' },
      { kind: 'follow-up' },
    ],
    ['a chosen role', { content: '<@&5>', allowed_mentions: { parse: [], roles: ['5'] } }],
    ['everyone and chosen users', { content: 'a', allowed_mentions: { parse: ['everyone'], users: ['5'] } }],
  ];
  it.each(accepted)('takes %s', (_, body, given) => {
    expect(message(body, given)).toEqual([]);
  });

  const refused: [string, Json, string[], With?][] = [
    ['2,001 characters', { content: 'a'.repeat(2001) }, ['content: BASE_TYPE_MAX_LENGTH']],
    ['nothing', {}, ['400 Cannot send an empty message']],
    ['blanks', { content: '  \n ' }, ['400 Cannot send an empty message']],
    ['a number as content', { content: 5 }, ['content: STRING_TYPE_CONVERT']],
    ['eleven embeds', { embeds: times(11, () => ({ title: 'a' })) }, ['embeds: BASE_TYPE_MAX_LENGTH']],
    ['an empty embed', { embeds: [{}] }, ['embeds.0.description: BASE_TYPE_REQUIRED']],
    [
      'an embed title of 257 characters',
      { embeds: [{ title: 'a'.repeat(257) }] },
      ['embeds.0.title: BASE_TYPE_MAX_LENGTH'],
    ],
    [
      'an embed field without a value',
      { embeds: [{ fields: [{ name: 'a', value: '' }] }] },
      ['embeds.0.fields.0.value: BASE_TYPE_BAD_LENGTH'],
    ],
    [
      '26 embed fields',
      { embeds: [{ fields: times(26, () => ({ name: 'a', value: 'b' })) }] },
      ['embeds.0.fields: BASE_TYPE_MAX_LENGTH'],
    ],
    [
      '6,001 characters of embeds',
      { embeds: [{ description: 'a'.repeat(4000) }, { description: 'a'.repeat(2001) }] },
      ['embeds: MAX_EMBED_SIZE_EXCEEDED'],
    ],
    [
      'a bad embed date',
      { embeds: [{ title: 'a', timestamp: 'yesterday' }] },
      ['embeds.0.timestamp: DATE_TIME_TYPE_PARSE'],
    ],
    [
      'six rows',
      { content: 'a', components: times(6, (n) => row(button({ custom_id: `b${n}` }))) },
      ['components: BASE_TYPE_MAX_LENGTH'],
    ],
    [
      'a text without the flag',
      { content: 'a', components: [text('b')] },
      ['components.0.type: UNION_TYPE_CHOICES'],
    ],
    ['a nonce of 26 characters', { content: 'a', nonce: 'a'.repeat(26) }, ['nonce: BASE_TYPE_MAX_LENGTH']],
    [
      'users both parsed and listed',
      { content: 'a', allowed_mentions: { parse: ['users'], users: ['5'] } },
      ['allowed_mentions.parse: MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE'],
    ],
    [
      'an unknown sort of mention',
      { content: 'a', allowed_mentions: { parse: ['all'] } },
      ['allowed_mentions.parse.0: BASE_TYPE_CHOICES'],
    ],
    [
      'a role twice',
      { content: 'a', allowed_mentions: { roles: ['5', '5'] } },
      ['allowed_mentions.roles.1: SET_TYPE_ALREADY_CONTAINS_VALUE'],
    ],
    [
      '101 roles',
      { content: 'a', allowed_mentions: { roles: times(101, String) } },
      ['allowed_mentions.roles: BASE_TYPE_MAX_LENGTH'],
    ],
    [
      'metadata of a missing file',
      { content: 'a', attachments: [{ id: '1' }] },
      ['attachments.0.id: ATTACHMENT_NOT_FOUND'],
      { files: [file('a.png')] },
    ],
    [
      'eleven files',
      {},
      ['attachments: BASE_TYPE_MAX_LENGTH'],
      { files: times(11, (n) => file('a.png', String(n))) },
    ],
    [
      'a file over 10 MiB',
      {},
      ['413 Request entity too large'],
      { files: [file('a.png', '0', 10 * 1024 * 1024 + 1)] },
    ],
    ['an ephemeral message in a channel', { content: 'a', flags: 64 }, ['flags: BASE_TYPE_CHOICES']],
    ['an unknown key', { content: 'a', text: 'b' }, ['text: UNKNOWN_KEY']],
  ];
  it.each(refused)('refuses %s', (_, body, expected, given) => {
    expect(message(body, given)).toEqual(expected);
  });

  it('takes unknown keys when told to', () => {
    expect(message({ content: 'a', text: 'b' }, { rejectUnknownKeys: false })).toEqual([]);
  });
});

describe('edits', () => {
  const plain: Existing = { flags: 0, content: 'a', embeds: [], components: [], attachments: [] };
  const card: Existing = { flags: V2, content: '', embeds: [], components: [text('a')], attachments: [] };
  const loading: Existing = { ...plain, flags: 128, content: '' };

  it.each<[string, Json, Existing]>([
    ['a new card without naming the flag again', { components: [text('b')] }, card],
    ['a card in place of a loading state', v2(text('b')), loading],
    ['a card in place of content that is emptied', { ...v2(text('b')), content: null }, plain],
    ['only a flag', { flags: 4 }, plain],
  ])('takes %s', (_, body, existing) => {
    expect(message(body, { kind: 'webhook-edit', existing })).toEqual([]);
  });

  it.each<[string, Json, Existing, string[]]>([
    [
      'a card that leaves content standing',
      v2(text('b')),
      plain,
      ['content: MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2'],
    ],
    [
      'content on a card',
      { content: 'b' },
      card,
      ['content: MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2'],
    ],
    [
      'content on a card whose flag is left out',
      { content: 'b', flags: 0 },
      card,
      ['content: MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2'],
    ],
    [
      'components without the flag over a loading state',
      { components: [text('b')] },
      loading,
      ['components.0.type: UNION_TYPE_CHOICES'],
    ],
    ['nothing left', { components: [] }, card, ['400 Cannot send an empty message']],
    ['nothing in place of a loading state', {}, loading, ['400 Cannot send an empty message']],
  ])('refuses %s', (_, body, existing, expected) => {
    expect(message(body, { kind: 'webhook-edit', existing })).toEqual(expected);
  });
});

describe('commands', () => {
  const command = (more: Json = {}): Json => ({
    name: 'ceasefire',
    description: 'Looks up agreements',
    ...more,
  });
  const query = (more: Json = {}): Json => ({ type: 3, name: 'query', description: 'A place', ...more });
  const sub = (more: Json = {}): Json => ({ type: 1, name: 'list', description: 'Lists', ...more });
  const check = (...commands: unknown[]) => problems(checkCommands(commands, true));

  it.each<[string, Json[]]>([
    [
      'a command',
      [
        command({
          options: [query({ required: true, autocomplete: true }), query({ name: 'year', type: 4 })],
        }),
      ],
    ],
    ['an Arabic name', [command({ name: 'هدنة' })]],
    [
      'subcommands and groups',
      [
        command({
          options: [
            sub({ options: [query()] }),
            { type: 2, name: 'more', description: 'More', options: [sub()] },
          ],
        }),
      ],
    ],
    [
      '25 choices',
      [command({ options: [query({ choices: times(25, (n) => ({ name: `n${n}`, value: `v${n}` })) })] })],
    ],
    ['a message command', [{ type: 3, name: 'Find agreements' }]],
    [
      'contexts and permissions',
      [command({ contexts: [0, 1, 2], integration_types: [0, 1], default_member_permissions: '32' })],
    ],
    [
      'translations',
      [command({ name_localizations: { ru: 'перемирие' }, description_localizations: { tr: 'Ateşkes' } })],
    ],
    ['the same name for two types', [command(), { type: 3, name: 'ceasefire' }]],
    [
      '100 slash commands and 15 message commands',
      [...times(100, (n) => command({ name: `c${n}` })), ...times(15, (n) => ({ type: 3, name: `M ${n}` }))],
    ],
  ])('takes %s', (_, commands) => {
    expect(check(...commands)).toEqual([]);
  });

  it.each<[string, Json[], string[]]>([
    ['capitals', [command({ name: 'Ceasefire' })], ['0.name: APPLICATION_COMMAND_INVALID_NAME']],
    ['a space in a name', [command({ name: 'cease fire' })], ['0.name: APPLICATION_COMMAND_INVALID_NAME']],
    [
      'a name of 33 characters',
      [command({ name: 'a'.repeat(33) })],
      ['0.name: BASE_TYPE_BAD_LENGTH', '0.name: APPLICATION_COMMAND_INVALID_NAME'],
    ],
    ['no description', [command({ description: '' })], ['0.description: BASE_TYPE_BAD_LENGTH']],
    [
      'a description of 101 characters',
      [command({ description: 'a'.repeat(101) })],
      ['0.description: BASE_TYPE_BAD_LENGTH'],
    ],
    [
      '26 options',
      [command({ options: times(26, (n) => query({ name: `q${n}` })) })],
      ['0.options: BASE_TYPE_MAX_LENGTH'],
    ],
    [
      'a required option behind an optional one',
      [command({ options: [query(), query({ name: 'year', required: true })] })],
      ['0.options.1.required: APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID'],
    ],
    [
      'an option twice',
      [command({ options: [query(), query()] })],
      ['0.options.1.name: APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS'],
    ],
    [
      'choices with autocomplete',
      [command({ options: [query({ autocomplete: true, choices: [{ name: 'a', value: 'a' }] })] })],
      ['0.options.0.autocomplete: APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_INVALID'],
    ],
    [
      '26 choices',
      [command({ options: [query({ choices: times(26, (n) => ({ name: `n${n}`, value: 'v' })) })] })],
      ['0.options.0.choices: BASE_TYPE_MAX_LENGTH'],
    ],
    [
      'a choice value of 101 characters',
      [command({ options: [query({ choices: [{ name: 'a', value: 'a'.repeat(101) }] })] })],
      ['0.options.0.choices.0.value: BASE_TYPE_BAD_LENGTH'],
    ],
    [
      'a word as a choice of a number',
      [command({ options: [query({ type: 4, choices: [{ name: 'a', value: 'a' }] })] })],
      ['0.options.0.choices.0.value: NUMBER_TYPE_COERCE'],
    ],
    [
      'autocomplete on a channel',
      [command({ options: [query({ type: 7, autocomplete: true })] })],
      ['0.options.0.autocomplete: APPLICATION_COMMAND_OPTIONS_FIELD_INVALID'],
    ],
    [
      'channel types on a text',
      [command({ options: [query({ channel_types: [0] })] })],
      ['0.options.0.channel_types: APPLICATION_COMMAND_OPTIONS_FIELD_INVALID'],
    ],
    [
      'a length of 6,001',
      [command({ options: [query({ max_length: 6001 })] })],
      ['0.options.0.max_length: NUMBER_TYPE_MAX'],
    ],
    [
      'least above most',
      [command({ options: [query({ type: 4, min_value: 5, max_value: 4 })] })],
      ['0.options.0.min_value: APPLICATION_COMMAND_OPTIONS_RANGE_INVALID'],
    ],
    [
      'a subcommand beside an option',
      [command({ options: [sub(), query()] })],
      ['0.options: APPLICATION_COMMAND_OPTIONS_TYPE_INVALID'],
    ],
    [
      'a group in a group',
      [
        command({
          options: [
            {
              type: 2,
              name: 'a',
              description: 'a',
              options: [{ type: 2, name: 'b', description: 'b', options: [sub()] }],
            },
          ],
        }),
      ],
      ['0.options.0.options.0.type: APPLICATION_COMMAND_OPTIONS_TYPE_INVALID'],
    ],
    [
      'a twelfth option type',
      [command({ options: [query({ type: 12 })] })],
      ['0.options.0.type: BASE_TYPE_CHOICES'],
    ],
    [
      'more than 8,000 characters',
      [
        command({
          options: times(4, (n) =>
            query({
              name: `q${n}`,
              choices: times(21, (m) => ({ name: `${m}`.padEnd(50, 'a'), value: `${m}`.padEnd(50, 'b') })),
            }),
          ),
        }),
      ],
      ['0: APPLICATION_COMMAND_TOO_LARGE'],
    ],
    [
      'a description on a message command',
      [{ type: 3, name: 'Find', description: 'a' }],
      ['0.description: APPLICATION_COMMAND_DESCRIPTION_INVALID'],
    ],
    ['a name twice', [command(), command()], ['1.name: APPLICATION_COMMANDS_DUPLICATE_NAME']],
    ['101 slash commands', times(101, (n) => command({ name: `c${n}` })), [': BASE_TYPE_MAX_LENGTH']],
    ['16 message commands', times(16, (n) => ({ type: 3, name: `M ${n}` })), [': BASE_TYPE_MAX_LENGTH']],
    ['a fourth context', [command({ contexts: [3] })], ['0.contexts.0: BASE_TYPE_CHOICES']],
    ['no context at all', [command({ contexts: [] })], ['0.contexts: BASE_TYPE_BAD_LENGTH']],
    [
      'private channels without user installs',
      [command({ contexts: [2], integration_types: [0] })],
      ['0.contexts: APPLICATION_COMMAND_CONTEXTS_INVALID'],
    ],
    [
      'a locale that Discord lacks',
      [command({ name_localizations: { ar: 'هدنة' } })],
      ['0.name_localizations.ar: BASE_TYPE_CHOICES'],
    ],
    [
      'words as permissions',
      [command({ default_member_permissions: 'ManageGuild' })],
      ['0.default_member_permissions: NUMBER_TYPE_COERCE'],
    ],
    ['an unknown key', [command({ aliases: [] })], ['0.aliases: UNKNOWN_KEY']],
  ])('refuses %s', (_, commands, expected) => {
    expect(check(...commands)).toEqual(expected);
  });

  it('counts the longest translation in place of the text', () => {
    expect(commandSize(command({ name_localizations: { ru: 'перемирие!' } }))).toBe(
      commandSize(command()) + 1,
    );
  });
});
