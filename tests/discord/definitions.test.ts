import type { RESTPutAPIApplicationCommandsJSONBody } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import {
  type Command,
  defineCommand,
  defineGroup,
  defineMessageCommand,
  defineSubcommand,
} from '../../src/command.ts';
import { definitions, sameDefinitions } from '../../src/discord/definitions.ts';
import { notice } from '../../src/message/notice.ts';

const done = () => ({ kind: 'message', body: notice('done') }) as const;

const list = defineCommand({
  name: 'list',
  description: 'List',
  options: {
    page: { type: 'integer', description: 'Page', min: 1, max: 9 },
    query: { type: 'string', description: 'What', required: true, maxLength: 70, suggest: () => [] },
    status: { type: 'string', description: 'Status', choices: [{ name: 'Expired', value: 'expired' }] },
    whole: { type: 'boolean', description: 'All' },
  },
  run: done,
});

const remind = defineGroup({
  name: 'remind',
  description: 'Remind',
  serverOnly: true,
  memberPermissions: 32n,
  subcommands: {
    add: defineSubcommand({
      description: 'Add',
      options: {
        channel: { type: 'channel', description: 'Where', channelTypes: [0, 5] },
        role: { type: 'role', description: 'Whom' },
      },
      run: done,
    }),
    list: defineSubcommand({ description: 'List', options: {}, run: done }),
  },
});

const here = defineMessageCommand({ name: 'Find here', run: done });

const of = (...commands: readonly Command[]): RESTPutAPIApplicationCommandsJSONBody =>
  definitions(new Map(commands.map((command) => [command.name, command])));

const wanted = of(list, remind, here);

describe('what Discord is told', () => {
  test('options with their limits, the required ones first', () => {
    expect(of(list)).toEqual([
      {
        type: 1,
        name: 'list',
        description: 'List',
        integration_types: [0, 1],
        contexts: [0, 1, 2],
        options: [
          { type: 3, name: 'query', description: 'What', required: true, max_length: 70, autocomplete: true },
          { type: 4, name: 'page', description: 'Page', min_value: 1, max_value: 9 },
          {
            type: 3,
            name: 'status',
            description: 'Status',
            choices: [{ name: 'Expired', value: 'expired' }],
          },
          { type: 5, name: 'whole', description: 'All' },
        ],
      },
    ]);
  });

  test('a group for servers, with the permission that members need', () => {
    expect(of(remind)).toEqual([
      {
        type: 1,
        name: 'remind',
        description: 'Remind',
        integration_types: [0],
        contexts: [0],
        default_member_permissions: '32',
        options: [
          {
            type: 1,
            name: 'add',
            description: 'Add',
            options: [
              { type: 7, name: 'channel', description: 'Where', channel_types: [0, 5] },
              { type: 8, name: 'role', description: 'Whom' },
            ],
          },
          { type: 1, name: 'list', description: 'List', options: [] },
        ],
      },
    ]);
  });

  test('a command in the menu of a message, which has no description', () => {
    expect(of(here)).toEqual([
      { type: 3, name: 'Find here', integration_types: [0, 1], contexts: [0, 1, 2] },
    ]);
  });
});

/** What Discord gives back for definitions: keys of its own, empty lists and `false` left out. */
const asDiscordHasIt = (definition: object): Record<string, unknown> => {
  const kept = Object.entries(definition).filter(
    ([, value]) => value !== false && !(Array.isArray(value) && value.length === 0),
  );
  const copy: Record<string, unknown> = Object.fromEntries(kept);
  if (Array.isArray(copy.options)) copy.options = copy.options.map(asOptionThere);
  return {
    id: '1',
    application_id: '9',
    version: '5',
    default_member_permissions: null,
    dm_permission: true,
    nsfw: false,
    name_localizations: null,
    description_localizations: null,
    description: '',
    ...copy,
  };
};

const asOptionThere = (option: Record<string, unknown>): Record<string, unknown> => ({
  name_localizations: null,
  description_localizations: null,
  ...Object.fromEntries(
    Object.entries(option).filter(
      ([, value]) => value !== false && !(Array.isArray(value) && value.length === 0),
    ),
  ),
  ...(Array.isArray(option.options) && option.options.length > 0
    ? { options: option.options.map(asOptionThere) }
    : {}),
  ...(Array.isArray(option.choices)
    ? { choices: option.choices.map((choice: object) => ({ name_localizations: null, ...choice })) }
    : {}),
});

const registered = (): Record<string, unknown>[] => wanted.map(asDiscordHasIt);

/** The registered definitions with one path changed; undefined takes the key away. */
const changed = (path: readonly (string | number)[], value: unknown): unknown => {
  const copy: unknown = structuredClone(registered());
  const parent = path.slice(0, -1).reduce<unknown>((node, key) => {
    if (typeof node !== 'object' || node === null) throw new Error(`no ${String(key)} in ${path.join('.')}`);
    return Reflect.get(node, key);
  }, copy);
  if (typeof parent !== 'object' || parent === null) throw new Error(`no ${path.join('.')}`);
  const key = path.at(-1) ?? '';
  if (value === undefined) Reflect.deleteProperty(parent, key);
  else Reflect.set(parent, key, value);
  return copy;
};

describe('whether Discord has the same already', () => {
  test('it has, with keys of its own', () => {
    expect(sameDefinitions(wanted, registered())).toBe(true);
  });

  test('the order of commands says nothing', () => {
    expect(sameDefinitions(wanted, registered().toReversed())).toBe(true);
  });

  test('the order of places says nothing', () => {
    expect(sameDefinitions(wanted, changed([0, 'contexts'], [2, 0, 1]))).toBe(true);
    expect(sameDefinitions(wanted, changed([1, 'options', 0, 'options', 0, 'channel_types'], [5, 0]))).toBe(
      true,
    );
  });

  test.each<[string, readonly (string | number)[], unknown]>([
    ['another description', [0, 'description'], 'Lists'],
    ['another option’s description', [0, 'options', 0, 'description'], 'Which'],
    ['an option that is not required there', [0, 'options', 0, 'required'], undefined],
    ['an option that is required there only', [0, 'options', 1, 'required'], true],
    ['another limit', [0, 'options', 0, 'max_length'], 60],
    ['a limit that is there only', [0, 'options', 2, 'max_length'], 60],
    ['a lowest number that is there only', [0, 'options', 3, 'min_value'], 0],
    ['suggestions that are there only', [0, 'options', 2, 'autocomplete'], true],
    ['another choice', [0, 'options', 2, 'choices'], [{ name: 'Ended', value: 'expired' }]],
    ['choices that are there only', [0, 'options', 0, 'choices'], [{ name: 'a', value: 'a' }]],
    ['a permission that is there only', [0, 'default_member_permissions'], '32'],
    ['no permission there', [1, 'default_member_permissions'], null],
    ['places where it cannot be used there', [0, 'contexts'], [0]],
    ['more places there', [1, 'contexts'], [0, 1]],
    ['another subcommand’s option', [1, 'options', 0, 'options', 0, 'name'], 'room'],
    ['fewer channel types there', [1, 'options', 0, 'options', 0, 'channel_types'], [0]],
    ['channel types that are there only', [1, 'options', 0, 'options', 1, 'channel_types'], [0]],
    ['another name', [2, 'name'], 'Find there'],
    ['another kind', [2, 'type'], 2],
  ])('%s', (_, path, value) => {
    expect(sameDefinitions(wanted, changed(path, value))).toBe(false);
  });

  test('options in another order, which people see', () => {
    const [first, ...others] = registered();
    const options = first?.options;
    if (!Array.isArray(options)) throw new Error('no options');
    expect(sameDefinitions(wanted, [{ ...first, options: options.toReversed() }, ...others])).toBe(false);
  });

  test('an option that is there only', () => {
    const [first, ...others] = registered();
    const options = first?.options;
    if (!Array.isArray(options)) throw new Error('no options');
    const more = [...options, { type: 3, name: 'more', description: 'More' }];
    expect(sameDefinitions(wanted, [{ ...first, options: more }, ...others])).toBe(false);
  });

  test('a command too many, too few, or none', () => {
    expect(sameDefinitions(wanted, [...registered(), { name: 'old', type: 1, description: 'Old' }])).toBe(
      false,
    );
    expect(sameDefinitions(wanted, registered().slice(1))).toBe(false);
    expect(sameDefinitions(wanted, [])).toBe(false);
  });

  test.each([undefined, null, 'x', {}, [null, 1, 'x']])('what is no list of commands: %j', (answer) => {
    expect(sameDefinitions(wanted, answer)).toBe(false);
  });
});
