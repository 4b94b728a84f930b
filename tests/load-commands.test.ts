import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectDir } from '../src/config.ts';
import { loadCommands } from '../src/load-commands.ts';

const load = async (files: Readonly<Record<string, string>>) => {
  const dir = mkdtempSync(join(tmpdir(), 'hudna-commands-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(dir, name), content);
  const loaded = await loadCommands(dir);
  rmSync(dir, { recursive: true, force: true });
  return { names: [...loaded.commands.keys()], problems: loaded.problems };
};

const good = (name: string, more = ''): string =>
  `export default { kind: 'slash', name: '${name}', description: 'D', options: {}, run: () => ({})${more} };`;

test('the commands of the project load', async () => {
  const { commands, problems } = await loadCommands(join(projectDir, 'commands'));
  expect(problems).toEqual([]);
  expect([...commands.keys()]).toEqual(expect.arrayContaining(['ceasefire', 'parties', 'sources', 'help']));
});

test('commands of every kind load; other files are left alone', async () => {
  expect(
    await load({
      'one.ts': good('one'),
      'group.ts': `export default { kind: 'slash', name: 'group', description: 'D',
        subcommands: { add: { description: 'A', options: {}, run: () => ({}) } } };`,
      'find-here.ts': `export default { kind: 'message', name: 'Find here', run: () => ({}) };`,
      'README.md': '# Commands',
    }),
  ).toEqual({ names: ['Find here', 'group', 'one'], problems: [] });
});

describe('malformed files', () => {
  test('are all listed, and the others load', async () => {
    const { names, problems } = await load({
      'broken-syntax.ts': 'export default {',
      'empty.ts': 'export const command = 1;',
      'fails.ts': "throw new Error('on purpose');",
      'good.ts': good('good'),
      'number.ts': 'export default 3;',
      'other-name.ts': good('name'),
    });
    expect(names).toEqual(['good']);
    expect(problems.map((problem) => problem.split(/[:,]/)[0])).toEqual([
      'commands/broken-syntax.ts',
      'commands/empty.ts',
      'commands/fails.ts',
      'commands/number.ts',
      'commands/other-name.ts',
    ]);
    expect(problems[1]).toContain('export default defineCommand');
    expect(problems[2]).toContain('on purpose');
    expect(problems[4]).toContain('the file must be name.ts');
  });

  test.each<[string, string, string]>([
    ['a name with capitals', good('One'), 'at name: must be 1 to 32 lower-case letters'],
    [
      'a long description',
      good('one').replace("'D'", `'${'d'.repeat(101)}'`),
      'at description: must have at most 100',
    ],
    ['no description', good('one').replace("description: 'D', ", ''), 'at description:'],
    ['no run', good('one').replace('run: () => ({})', 'run: 1'), 'at run:'],
    [
      'an option of an unknown type',
      good('one').replace('options: {}', "options: { a: { type: 'date', description: 'A' } }"),
      'at options.a.type:',
    ],
    [
      'an option with too many choices',
      good('one').replace(
        'options: {}',
        "options: { a: { type: 'string', description: 'A', choices: Array.from({ length: 26 }, (_, i) => ({ name: String(i), value: String(i) })) } }",
      ),
      'at options.a.choices: has more than 25 choices',
    ],
    [
      'too many options',
      good('one').replace(
        'options: {}',
        "options: Object.fromEntries(Array.from({ length: 26 }, (_, i) => ['o'.concat(i), { type: 'string', description: 'A' }]))",
      ),
      'at options: has more than 25 options',
    ],
    ['an action that is none', good('one', ', actions: { go: 1 }'), 'at actions.go:'],
    [
      'a kind of its own',
      good('one').replace("'slash'", "'slush'"),
      'at kind: must be made with defineCommand',
    ],
    [
      'a subcommand without options',
      "export default { kind: 'slash', name: 'one', description: 'D', subcommands: { add: { description: 'A', run: () => ({}) } } };",
      'at subcommands.add.options:',
    ],
  ])('%s', async (_, content, expected) => {
    const { names, problems } = await load({ 'one.ts': content });
    expect(names).toEqual([]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`commands/one.ts, ${expected}`);
  });
});
