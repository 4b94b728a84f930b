import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  entriesOf,
  entryIn,
  lineOf,
  matchingEntries,
  missingIn,
  parseLine,
} from '../../src/preview/page/command-line.ts';
import type { CommandDefinition } from '../../src/preview/page/wire.ts';

const commands: readonly CommandDefinition[] = [
  {
    type: 1,
    name: 'ceasefire',
    description: 'An agreement',
    options: [{ type: 3, name: 'query', description: 'q', required: true }],
  },
  { type: 1, name: 'help', description: 'What can be asked' },
  {
    type: 1,
    name: 'reminders',
    description: 'Reminders',
    options: [
      {
        type: 1,
        name: 'add',
        description: 'Add one',
        options: [
          { type: 3, name: 'about', description: 'a', required: true },
          { type: 5, name: 'anniversaries', description: 'b' },
          { type: 4, name: 'count', description: 'c' },
        ],
      },
      { type: 1, name: 'list', description: 'List them' },
    ],
  },
  { type: 3, name: 'Find agreements' },
];
const entries = entriesOf(commands);

const valuesOf = (line: string) => {
  const typed = parseLine(line, entries);
  return typed && Object.fromEntries(typed.values);
};

test('the list holds commands and subcommands, but no commands of messages', () => {
  expect(entries.map(({ name }) => name)).toEqual(['ceasefire', 'help', 'reminders add', 'reminders list']);
});

describe('typing', () => {
  test.each([
    ['/', ['ceasefire', 'help', 'reminders add', 'reminders list']],
    ['/rem', ['reminders add', 'reminders list']],
    ['/list', ['reminders list']],
    ['/asked', ['help']],
    ['/zzz', []],
  ])('%s offers %j', (typed, names) => {
    expect(matchingEntries(typed, entries).map(({ name }) => name)).toEqual(names);
  });

  test('a command is taken when its name is complete, a group not before its subcommand is', () => {
    expect(entryIn('/cease', entries)).toBeUndefined();
    expect(entryIn('/ceasefires aleppo', entries)).toBeUndefined();
    expect(entryIn('/reminders ', entries)).toBeUndefined();
    expect(entryIn('/reminders add x', entries)).toMatchObject({
      entry: { name: 'reminders add' },
      rest: 'x',
    });
  });
});

describe('a line', () => {
  test.each([
    ['/ceasefire aleppo', { query: 'aleppo' }],
    ['/ceasefire query:aleppo 2016', { query: 'aleppo 2016' }],
    ['/ceasefire from: here', { query: 'from: here' }],
    [
      '/reminders add about:aleppo city anniversaries:yes count:3',
      { about: 'aleppo city', anniversaries: true, count: 3 },
    ],
    ['/reminders add aleppo count:3', { about: 'aleppo', count: 3 }],
    ['/reminders add aleppo count:three', { about: 'aleppo' }],
    ['/help', {}],
  ])('%s', (line, values) => {
    expect(valuesOf(line)).toEqual(values);
  });

  test('without its required option says which is missing', () => {
    const typed = parseLine('/ceasefire', entries);
    expect(typed && missingIn(typed).map(({ name }) => name)).toEqual(['query']);
  });

  test('that names no command is none', () => {
    expect(parseLine('/nothing x', entries)).toBeUndefined();
    expect(parseLine('ceasefire x', entries)).toBeUndefined();
  });

  test('is short where one option is given, and reads back as it was', () => {
    const typed = parseLine('/ceasefire query:aleppo', entries);
    expect(typed && lineOf(typed)).toBe('/ceasefire aleppo');
  });

  test('reads back whatever its values are', () => {
    const text = fc
      .stringMatching(/^[a-z:. ]{1,20}$/)
      .map((value) => value.trim())
      .filter((value) => value !== '' && !/\b(?:about|anniversaries|count|query):/.test(value));
    fc.assert(
      fc.property(
        text,
        fc.option(fc.boolean()),
        fc.option(fc.integer({ min: -99, max: 99 })),
        (about, anniversaries, count) => {
          const command = commands[2];
          const subcommand = command?.options?.[0];
          if (!command || !subcommand) throw new Error('no command');
          const values = new Map<string, string | number | boolean>([['about', about]]);
          if (anniversaries !== null) values.set('anniversaries', anniversaries);
          if (count !== null) values.set('count', count);
          expect(parseLine(lineOf({ command, subcommand, values }), entries)?.values).toEqual(values);
        },
      ),
    );
  });
});
