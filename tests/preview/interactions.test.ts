import { describe, expect, test } from 'vitest';
import { parseInteraction } from '../../src/discord/parse.ts';
import {
  autocompleteInteraction,
  commandInteraction,
  type Envelope,
  messageCommandInteraction,
  modalInteraction,
  pressInteraction,
  type Typed,
} from '../../src/preview/page/interactions.ts';
import { channels, roles, you } from '../../src/preview/page/world.ts';

const from: Envelope = { id: '42', viewAs: 'manager', locale: 'en-GB' };
const typed: Typed = {
  command: { type: 1, name: 'reminders', description: 'r' },
  subcommand: {
    type: 1,
    name: 'add',
    description: 'a',
    options: [
      { type: 3, name: 'about', description: 'a', required: true },
      { type: 7, name: 'channel', description: 'c' },
      { type: 8, name: 'mention', description: 'm' },
    ],
  },
  values: new Map([
    ['about', 'aleppo'],
    ['channel', channels[2]?.id ?? ''],
    ['mention', roles[0]?.id ?? ''],
  ]),
};

describe('what the page sends is read as what Discord sends', () => {
  test('a command with options, and the permissions of the bot in a chosen channel', () => {
    expect(parseInteraction(commandInteraction(from, typed))).toMatchObject({
      kind: 'request',
      address: { id: '42' },
      request: {
        kind: 'command',
        name: 'reminders',
        subcommand: 'add',
        values: {
          about: 'aleppo',
          channel: { id: channels[2]?.id, type: 0, appPermissions: 0n },
          mention: roles[0]?.id,
        },
        asker: { userId: you.id, locale: 'en-GB', botInGuild: true },
      },
    });
  });

  test('suggestions for the option that has the focus', () => {
    const values = new Map(typed.values).set('about', '');
    expect(parseInteraction(autocompleteInteraction(from, { ...typed, values }, 'about'))).toMatchObject({
      kind: 'suggest',
      request: { name: 'reminders', subcommand: 'add', option: 'about', typed: '' },
    });
  });

  test('a command used on a message', () => {
    const command = { type: 3, name: 'Find agreements' };
    expect(
      parseInteraction(messageCommandInteraction(from, command, { id: '7', content: 'the truce of July' })),
    ).toMatchObject({
      request: { kind: 'message command', name: 'Find agreements', content: 'the truce of July' },
    });
  });

  const press = { customId: 'x/y', componentType: 2, values: [] };

  test('who asked may have the answer changed; on a reminder nobody may', () => {
    const message = { id: '7', body: {} };
    expect(parseInteraction(pressInteraction(from, { ...message, answersYou: true }, press))).toMatchObject({
      request: { kind: 'press', customId: 'x/y', mayEdit: true },
    });
    expect(parseInteraction(pressInteraction(from, { ...message, answersYou: false }, press))).toMatchObject({
      request: { mayEdit: false },
    });
    expect(
      parseInteraction(pressInteraction(from, { id: '7', body: { flags: 64 }, answersYou: false }, press)),
    ).toMatchObject({ request: { mayEdit: true } });
  });

  test('a form with its fields', () => {
    const components = [{ type: 18, component: { type: 4, custom_id: 'time', value: '09:00' } }];
    expect(parseInteraction(modalInteraction(from, 'x/form', components, undefined))).toMatchObject({
      request: { kind: 'press', customId: 'x/form', fields: { time: '09:00' } },
    });
  });

  test.each([
    ['manager', true, 32n],
    ['member', true, 0n],
    ['direct', false, 0n],
  ] as const)('as %s', (viewAs, inServer, manage) => {
    const parsed = parseInteraction(commandInteraction({ ...from, viewAs }, typed));
    if (parsed.kind !== 'request') throw new Error('unreadable');
    expect(parsed.request.asker.guildId !== undefined).toBe(inServer);
    expect(parsed.request.asker.memberPermissions & 32n).toBe(manage);
  });
});
