import { describe, expect, test } from 'vitest';
import {
  type Args,
  type Asker,
  type Command,
  type Context,
  customId,
  defineCommand,
  defineGroup,
  defineMessageCommand,
  defineSubcommand,
  type Press,
  readCustomId,
  UserError,
} from '../src/command.ts';
import { answersPrivately, dispatch, type Request, suggest } from '../src/dispatch.ts';
import { notice } from '../src/message/notice.ts';
import { member, startHudna, textOf, texts } from './support/hudna.ts';

const { context } = await startHudna();

const MANAGE_SERVER = 32n;
const ADMINISTRATOR = 8n;

const seen: unknown[] = [];
const done = (args: unknown) => {
  seen.push(args);
  return { kind: 'message', body: notice('done') } as const;
};

const options = {
  query: { type: 'string', description: 'What', required: true, maxLength: 10 },
  page: { type: 'integer', description: 'Page' },
  whole: { type: 'boolean', description: 'All' },
  channel: { type: 'channel', description: 'Where' },
  role: { type: 'role', description: 'Whom' },
} as const;

const all = defineCommand({
  name: 'all',
  description: 'Every type',
  options,
  run: done,
  actions: {
    press: done,
    fails: () => {
      throw new UserError('Not like this.');
    },
  },
});

const owners = defineGroup({
  name: 'owners',
  description: 'For owners',
  serverOnly: true,
  memberPermissions: MANAGE_SERVER,
  private: true,
  subcommands: { set: defineSubcommand({ description: 'Set', options: {}, run: done }) },
  actions: { press: done },
});

const broken = defineCommand({
  name: 'broken',
  description: 'Broken',
  options: {},
  run: () => Promise.reject(new Error('secret detail')),
});

const inMessage = defineMessageCommand({ name: 'Find here', private: true, run: done });

const commands = new Map<string, Command>(
  [all, owners, broken, inMessage].map((command) => [command.name, command]),
);

const send = (request: Request, asker: Asker = member) =>
  dispatch({ ...request, asker }, commands, { ...context, asker });

const command = (name: string, values: object = {}, subcommand?: string): Request => ({
  kind: 'command',
  name,
  subcommand,
  values: { ...values },
  asker: member,
});

const press = (id: string, more: Partial<Press> = {}): Request => ({
  kind: 'press',
  customId: id,
  values: [],
  fields: {},
  mayEdit: true,
  ...more,
  asker: member,
});

/** What the asker is told; rejects where it is not a private refusal. */
const refusal = async (request: Request, asker?: Asker): Promise<string> => {
  const { reply, failure } = await send(request, asker);
  expect(failure?.kind).toBe('user');
  expect(reply).toMatchObject({ kind: 'message', private: true });
  return textOf(reply);
};

describe('arguments', () => {
  test('arrive as the options type them', async () => {
    const values = {
      query: 'aleppo',
      page: 2,
      whole: false,
      channel: { id: '1', type: 0, appPermissions: 0n },
      role: '7',
    };
    seen.length = 0;
    await send(command('all', values));
    expect(seen).toEqual([values]);
    const typed: Args<typeof options> = values;
    expect(typed.query.length).toBe(6);
  });

  test.each<[string, object, string]>([
    ['a missing one', {}, texts.replies.missingOption('query')],
    ['an empty one', { query: '' }, texts.replies.missingOption('query')],
    ['a number for a text', { query: 3 }, texts.replies.badOption('query')],
    ['a text for a number', { query: 'x', page: '3' }, texts.replies.badOption('page')],
    ['a fraction', { query: 'x', page: 1.5 }, texts.replies.badOption('page')],
    ['a text for yes or no', { query: 'x', whole: 'yes' }, texts.replies.badOption('whole')],
    ['a text for a channel', { query: 'x', channel: '1' }, texts.replies.badOption('channel')],
    ['a number for a role', { query: 'x', role: 1 }, texts.replies.badOption('role')],
    ['a text that is too long', { query: 'x'.repeat(11) }, texts.replies.tooLong('query', 10)],
  ])('%s is named', async (_, values, expected) => {
    expect(await refusal(command('all', values))).toBe(expected);
  });
});

describe('who may, and where', () => {
  const owner = { ...member, memberPermissions: MANAGE_SERVER | 2048n };
  const { guildId: _, ...outside } = owner;
  const requests: readonly [string, Request][] = [
    ['the command', command('owners', {}, 'set')],
    ['its button', press('owners/press')],
  ];

  test.each(requests)('%s works for those with the permission', async (_, request) => {
    expect((await send(request, owner)).failure).toBeUndefined();
    expect((await send(request, { ...member, memberPermissions: ADMINISTRATOR })).failure).toBeUndefined();
  });

  test.each(requests)('%s is refused to others, who are told what they need', async (_, request) => {
    expect(await refusal(request, member)).toBe(texts.replies.needsPermission);
    expect(await refusal(request, { ...member, memberPermissions: 2048n })).toBe(
      texts.replies.needsPermission,
    );
  });

  test.each(requests)('%s is refused outside servers', async (_, request) => {
    expect(await refusal(request, outside)).toBe(texts.replies.serverOnly);
  });
});

describe('what is not there', () => {
  test.each<[string, Request, string]>([
    ['a command', command('gone'), texts.replies.unknownCommand('gone')],
    ['a group without its subcommand', command('owners'), texts.replies.unknownCommand('owners')],
    ['a subcommand', command('owners', {}, 'gone'), texts.replies.unknownCommand('owners')],
    ['a name of JavaScript’s', command('owners', {}, 'constructor'), texts.replies.unknownCommand('owners')],
    ['a message command, typed', command('Find here'), texts.replies.unknownCommand('Find here')],
    [
      'a typed command, on a message',
      { kind: 'message command', name: 'all', content: '', asker: member },
      texts.replies.unknownCommand('all'),
    ],
    ['a button’s command', press('gone/press'), texts.replies.unknownButton],
    ['a button’s action', press('all/gone'), texts.replies.unknownButton],
    ['an action of JavaScript’s', press('all/constructor'), texts.replies.unknownButton],
    ['a button of another bot', press('whatever'), texts.replies.unknownButton],
    ['an empty button', press(''), texts.replies.unknownButton],
  ])('%s', async (_, request, expected) => {
    expect(await refusal(request)).toBe(expected);
  });
});

describe('buttons', () => {
  test('bring their arguments, values and fields', async () => {
    seen.length = 0;
    await send(press('all/press|aleppo-2016-05|2', { values: ['x'], fields: { note: 'y' }, mayEdit: false }));
    expect(seen).toEqual([
      { args: ['aleppo-2016-05', '2'], values: ['x'], fields: { note: 'y' }, mayEdit: false },
    ]);
  });

  test('refuse in words', async () => {
    expect(await refusal(press('all/fails'))).toBe('Not like this.');
  });

  test.each([
    ['all', 'press', []],
    ['all', 'press', ['', 'x', '']],
    ['owners', 'press', ['a/b', 'ü 1']],
  ])('ids are read back: %s/%s %j', (name, action, args) => {
    expect(readCustomId(customId(name, action, ...args))).toEqual({ command: name, action, args });
  });
});

test('a defect becomes an answer without its details', async () => {
  const { reply, failure } = await send(command('broken'));
  expect(textOf(reply)).toBe(texts.replies.broken);
  expect(failure).toMatchObject({ kind: 'defect', error: { message: 'secret detail' } });
});

test('a message command gets the message', async () => {
  seen.length = 0;
  await send({ kind: 'message command', name: 'Find here', content: 'the truce', asker: member });
  expect(seen).toEqual([{ content: 'the truce' }]);
});

describe('whether an answer will be private', () => {
  test.each<[string, Request, boolean]>([
    ['an open command', command('all'), false],
    ['a private command', command('owners', {}, 'set'), true],
    ['a message command', { kind: 'message command', name: 'Find here', content: '', asker: member }, true],
    ['a press on the asker’s own message', press('all/press'), false],
    ['a press on another’s', press('all/press', { mayEdit: false }), true],
    ['an unknown command', command('gone'), false],
  ])('%s', (_, request, expected) => {
    expect(answersPrivately(request, commands)).toBe(expected);
  });
});

describe('suggestions', () => {
  const many = (typed: string, _: Context, others: Readonly<Record<string, unknown>>) =>
    Array.from({ length: 40 }, (_unused, index) => ({
      name: `${index} ${typed} ${String(others.b)} ${'😀'.repeat(60)}`,
      value: `${index} ${'v'.repeat(120)}`,
    }));
  const suggesting = new Map<string, Command>([
    [
      'many',
      defineCommand({
        name: 'many',
        description: 'Many',
        options: {
          a: { type: 'string', description: 'A', suggest: many },
          b: { type: 'string', description: 'B' },
        },
        run: done,
      }),
    ],
  ]);
  const ask = (name: string, option: string) =>
    suggest({ asker: member, name, option, typed: 'x', others: { b: 'other' } }, suggesting, context);

  test('are at most 25, each at most 100 characters', async () => {
    const found = await ask('many', 'a');
    expect(found).toHaveLength(25);
    for (const { name, value } of found) {
      expect(name.length).toBeLessThanOrEqual(100);
      expect(name).toMatch(/^\d+ x other 😀+…$/u);
      expect(value.length).toBeLessThanOrEqual(100);
    }
  });

  test.each([
    ['many', 'b'],
    ['many', 'gone'],
    ['many', 'constructor'],
    ['gone', 'a'],
  ])('none for /%s %s', async (name, option) => {
    expect(await ask(name, option)).toEqual([]);
  });
});
