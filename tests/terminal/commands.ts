import { defineCommand, defineGroup, defineMessageCommand, defineSubcommand } from '../../src/command.ts';
import type { Commands } from '../../src/dispatch.ts';
import { notice } from '../../src/message/notice.ts';

/** Commands of every shape that a line can name. */

const done = () => ({ kind: 'message', body: notice('done') }) as const;

const find = defineCommand({
  name: 'find',
  description: 'One required text',
  options: { query: { type: 'string', description: 'What', required: true } },
  run: done,
});

const compare = defineCommand({
  name: 'compare',
  description: 'Two required texts',
  options: {
    a: { type: 'string', description: 'First', required: true },
    b: { type: 'string', description: 'Second', required: true },
  },
  run: done,
});

const list = defineCommand({
  name: 'list',
  description: 'Nothing required',
  options: {
    from: { type: 'string', description: 'From' },
    to: { type: 'string', description: 'To' },
    status: {
      type: 'string',
      description: 'How it ended',
      choices: [
        { name: 'Declared over', value: 'declared over' },
        { name: 'Expired', value: 'expired' },
      ],
    },
    page: { type: 'integer', description: 'Page', min: 1, max: 9 },
    whole: { type: 'boolean', description: 'All of it' },
  },
  run: done,
});

const help = defineCommand({ name: 'help', description: 'No options', options: {}, run: done });

const remind = defineGroup({
  name: 'remind',
  description: 'A group',
  subcommands: {
    add: defineSubcommand({
      description: 'Add',
      options: { what: { type: 'string', description: 'What', required: true } },
      run: done,
    }),
    list: defineSubcommand({ description: 'List', options: {}, run: done }),
  },
});

const inMessage = defineMessageCommand({ name: 'Find here', run: done });

export const commands: Commands = new Map(
  [find, compare, list, help, remind, inMessage].map((command) => [command.name, command]),
);
