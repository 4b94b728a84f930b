import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ComponentType,
  InteractionType,
} from 'discord-api-types/v10';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Parsed, parseInteraction } from '../../src/discord/parse.ts';
import { address, base, press, text, typed } from './interactions.ts';

const requestOf = (raw: unknown) => {
  const parsed = parseInteraction(raw);
  if (parsed.kind !== 'request') throw new Error(JSON.stringify(parsed));
  expect(parsed.address).toEqual(address);
  return parsed.request;
};

const asker = {
  userId: '100',
  guildId: '200',
  channelId: '300',
  channelType: 0,
  memberPermissions: 2048n,
  appPermissions: 562949953601536n,
  locale: 'de',
  guildLocale: 'en-GB',
  botInGuild: true,
};

describe('every kind of interaction', () => {
  test('ping', () => {
    expect(parseInteraction({ ...base, type: InteractionType.Ping })).toEqual({ kind: 'ping', address });
  });

  test('a command with options', () => {
    const raw = typed('agreements', [
      text('from', '2016'),
      { name: 'page', type: ApplicationCommandOptionType.Integer, value: 3 },
      { name: 'whole', type: ApplicationCommandOptionType.Boolean, value: false },
      { name: 'role', type: ApplicationCommandOptionType.Role, value: '700' },
    ]);
    expect(requestOf(raw)).toEqual({
      kind: 'command',
      name: 'agreements',
      subcommand: undefined,
      values: { from: '2016', page: 3, whole: false, role: '700' },
      asker,
    });
    expect(parseInteraction(raw)).toMatchObject({ onMessage: false });
  });

  test('a command without options, as Discord sends it', () => {
    const { options: _, ...data } = typed('help').data;
    expect(requestOf({ ...typed('help'), data })).toMatchObject({ name: 'help', values: {} });
  });

  test('a subcommand, and a channel with the bot’s permissions there', () => {
    const raw = typed(
      'reminders',
      [
        {
          name: 'add',
          type: ApplicationCommandOptionType.Subcommand,
          options: [
            text('what', 'aleppo'),
            { name: 'channel', type: ApplicationCommandOptionType.Channel, value: '301' },
          ],
        },
      ],
      { resolved: { channels: { '301': { id: '301', type: 5, name: 'news', app_permissions: '2048' } } } },
    );
    expect(requestOf(raw)).toMatchObject({
      kind: 'command',
      name: 'reminders',
      subcommand: 'add',
      values: { what: 'aleppo', channel: { id: '301', type: 5, appPermissions: 2048n } },
    });
  });

  test('a channel that Discord did not resolve', () => {
    const raw = typed('x', [
      { name: 'channel', type: ApplicationCommandOptionType.Channel, value: 'constructor' },
    ]);
    expect(requestOf(raw)).toMatchObject({
      values: { channel: { id: 'constructor', type: 0, appPermissions: undefined } },
    });
  });

  test('a message command', () => {
    const raw = typed('Find agreements mentioned here', [], {
      type: ApplicationCommandType.Message,
      target_id: '500',
      resolved: { messages: { '500': { id: '500', content: 'the Aleppo truce' } } },
    });
    expect(requestOf(raw)).toEqual({
      kind: 'message command',
      name: 'Find agreements mentioned here',
      content: 'the Aleppo truce',
      asker,
    });
  });

  test('suggestions: the focused option and the others', () => {
    const raw = {
      ...typed('compare', [text('a', 'kerry'), text('b', 'ast', { focused: true })]),
      type: InteractionType.ApplicationCommandAutocomplete,
    };
    expect(parseInteraction(raw)).toEqual({
      kind: 'suggest',
      address,
      request: {
        asker,
        name: 'compare',
        subcommand: undefined,
        option: 'b',
        typed: 'ast',
        others: { a: 'kerry' },
      },
    });
  });

  test('suggestions in a subcommand, with nothing typed yet', () => {
    const raw = {
      ...typed('reminders', [
        {
          name: 'add',
          type: ApplicationCommandOptionType.Subcommand,
          options: [{ name: 'what', type: ApplicationCommandOptionType.String, focused: true }],
        },
      ]),
      type: InteractionType.ApplicationCommandAutocomplete,
    };
    expect(parseInteraction(raw)).toMatchObject({
      kind: 'suggest',
      request: { name: 'reminders', subcommand: 'add', option: 'what', typed: '', others: {} },
    });
  });

  test('a button', () => {
    expect(requestOf(press('ceasefire/card|aleppo-2016-05'))).toEqual({
      kind: 'press',
      customId: 'ceasefire/card|aleppo-2016-05',
      values: [],
      fields: {},
      mayEdit: true,
      asker,
    });
    expect(parseInteraction(press('a/b'))).toMatchObject({ onMessage: true });
  });

  test('a menu', () => {
    expect(requestOf(press('ceasefire/open', {}, ['aleppo-2016-05']))).toMatchObject({
      values: ['aleppo-2016-05'],
    });
  });

  test.each([
    ['in rows', [{ type: 1, components: [{ type: 4, custom_id: 'question', value: 'when?' }] }]],
    ['in labels', [{ type: 18, component: { type: 4, custom_id: 'question', value: 'when?' } }]],
  ])('a form, its fields %s', (_, components) => {
    const raw = { ...base, type: InteractionType.ModalSubmit, data: { custom_id: 'ask/form', components } };
    expect(requestOf(raw)).toEqual({
      kind: 'press',
      customId: 'ask/form',
      values: [],
      fields: { question: 'when?' },
      mayEdit: false,
      asker,
    });
    expect(parseInteraction(raw)).toMatchObject({ onMessage: false });
    expect(parseInteraction({ ...raw, message: press('').message })).toMatchObject({ onMessage: true });
  });
});

describe('who asks, and where', () => {
  const { member: _, guild_id: __, guild_locale: ___, ...outside } = typed('help');

  test('in a direct message', () => {
    expect(
      requestOf({ ...outside, user: { id: '100' }, context: 1, app_permissions: undefined }).asker,
    ).toEqual({
      userId: '100',
      guildId: undefined,
      channelId: '300',
      channelType: 0,
      memberPermissions: 0n,
      appPermissions: 0n,
      locale: 'de',
      guildLocale: undefined,
      botInGuild: false,
    });
  });

  test('in a server that has the app only through its user', () => {
    const raw = { ...typed('help'), authorizing_integration_owners: { '1': '100' } };
    expect(requestOf(raw).asker.botInGuild).toBe(false);
  });

  test('without a locale', () => {
    expect(requestOf({ ...typed('help'), locale: undefined }).asker.locale).toBe('en-US');
  });

  test('with a channel only as an object', () => {
    expect(requestOf({ ...typed('help'), channel_id: undefined }).asker.channelId).toBe('300');
  });
});

describe('whose message may be changed in place', () => {
  const mayEdit = (message: object): boolean => {
    const request = requestOf(press('a/b', { message }));
    return request.kind === 'press' && request.mayEdit;
  };

  test.each([
    ['the asker’s own answer', { id: '1', flags: 0, interaction_metadata: { user: { id: '100' } } }, true],
    ['another’s answer', { id: '1', flags: 0, interaction_metadata: { user: { id: '101' } } }, false],
    ['a private one', { id: '1', flags: 64, interaction_metadata: { user: { id: '101' } } }, true],
    ['a private one among other flags', { id: '1', flags: 64 | 32768 }, true],
    ['a message of nobody’s asking, such as a reminder', { id: '1', flags: 32768 }, false],
  ])('%s', (_, message, expected) => {
    expect(mayEdit(message)).toBe(expected);
  });
});

describe('what cannot be read', () => {
  const unknown = (raw: unknown): Parsed & { kind: 'unknown' } => {
    const parsed = parseInteraction(raw);
    if (parsed.kind !== 'unknown') throw new Error(`read as ${parsed.kind}`);
    return parsed;
  };

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'hello'],
    ['a list', [1, 2]],
    ['an empty object', {}],
    ['no token', { ...typed('help'), token: undefined }],
  ])('%s: no address to answer', (_, raw) => {
    expect(unknown(raw).address).toBeUndefined();
  });

  test.each<[string, object]>([
    ['a command without data', { ...typed('help'), data: undefined }],
    ['a command without a name', { ...typed('help'), data: { id: '1' } }],
    ['suggestions without data', { ...base, type: InteractionType.ApplicationCommandAutocomplete }],
    ['a button without its message', { ...press('a/b'), message: undefined }],
    ['a button without a custom id', { ...press('a/b'), data: { component_type: ComponentType.Button } }],
    ['a kind that does not exist yet', { ...base, type: 77, data: {} }],
    ['no kind', { ...base }],
    ['no user', { ...typed('help'), member: undefined, user: undefined }],
    ['permissions that are no number', { ...typed('help'), app_permissions: 'all' }],
    ['options that are no list', { ...typed('help'), data: { name: 'help', options: 'x' } }],
  ])('%s: the address and the reason', (_, raw) => {
    const { address: found, reason } = unknown(raw);
    expect(found).toEqual(address);
    expect(reason).not.toBe('');
  });

  test('suggestions without a focused option', () => {
    const raw = {
      ...typed('compare', [text('a', 'x')]),
      type: InteractionType.ApplicationCommandAutocomplete,
    };
    expect(unknown(raw).reason).toBe('no option is focused');
  });

  test('a form nested beyond all sense ends nothing', () => {
    let nested: object = { custom_id: 'deep', value: 'x' };
    for (let depth = 0; depth < 100_000; depth += 1) nested = { components: [nested] };
    const raw = {
      ...base,
      type: InteractionType.ModalSubmit,
      data: { custom_id: 'a/b', components: [nested] },
    };
    expect(requestOf(raw)).toMatchObject({ fields: {} });
  });

  test('no JSON throws', () => {
    fc.assert(fc.property(fc.jsonValue(), (raw) => ['unknown', 'ping'].includes(parseInteraction(raw).kind)));
  });

  test('no interaction with a part replaced by any JSON throws', () => {
    const whole: readonly object[] = [
      typed('reminders', [{ name: 'add', type: 1, options: [text('what', 'x', { focused: true })] }], {
        resolved: { channels: {}, messages: {} },
      }),
      { ...typed('compare', [text('a', 'x', { focused: true })]), type: 4 },
      press('a/b', {}, ['x']),
      { ...base, type: 5, data: { custom_id: 'a/b', components: [{ type: 1, components: [] }] } },
    ];
    const replaced = fc
      .record({ raw: fc.constantFrom(...whole), at: fc.nat(), inData: fc.boolean(), value: fc.jsonValue() })
      .map(({ raw, at, inData, value }) => {
        const copy = structuredClone(raw);
        const target: object =
          inData && 'data' in copy && typeof copy.data === 'object' && copy.data ? copy.data : copy;
        const keys = Object.keys(target);
        Reflect.set(target, keys[at % keys.length] ?? 'type', value);
        return copy;
      });
    fc.assert(
      fc.property(replaced, (raw) => {
        expect(['unknown', 'request', 'suggest', 'ping']).toContain(parseInteraction(raw).kind);
      }),
      { numRuns: 500 },
    );
  });
});
