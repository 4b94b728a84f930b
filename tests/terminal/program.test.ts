import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { startProgram } from '../support/program.ts';

/** The terminal as its users start it: a child process. */

const folder = mkdtempSync(join(tmpdir(), 'hudna-terminal-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = async (args: readonly string[], typed = '', env: Record<string, string> = {}) => {
  const program = startProgram({ script: 'src/terminal/main.ts', args, env: { TZ: 'UTC', ...env } });
  program.child.stdin.end(typed);
  const { code } = await program.exit();
  return { code, output: program.output(), lines: program.lines };
};

describe('one question', { concurrent: false }, () => {
  test('is answered', async () => {
    const { code, output } = await run(['/ceasefire', 'hamburg', 'ceasefire']);
    expect(code).toBe(0);
    expect(output).toContain('9 July 2017, 12:00 Damascus time (UTC+3)');
    expect(output).toContain('Sunday, 9 July 2017 at 09:00 UTC');
    expect(output).not.toContain('\u001b');
    expect(output).not.toContain('**');
  });

  test('--json prints the message that Discord would get', async () => {
    const { code, output } = await run(['/parties 2017-07', '--json']);
    expect(code).toBe(0);
    const message = JSON.parse(output);
    expect(message.flags & 32768).toBe(32768);
    expect(message.allowed_mentions).toEqual({ parse: [] });
    expect(message.components[0].type).toBe(17);
  });

  test('a mistyped command ends with 2 and near names', async () => {
    const { code, output } = await run(['/cease aleppo']);
    expect(code).toBe(2);
    expect(output).toBe('There is no command /cease. Did you mean /ceasefire?');
  });

  test('an unknown flag ends with 2 and the usage, --help with 0', async () => {
    const wrong = await run(['/help', '--jsn']);
    expect([wrong.code, wrong.lines[0]]).toEqual([2, expect.stringMatching(/^Usage: npm run ask/)]);
    const help = await run(['--help']);
    expect([help.code, help.lines[0]]).toEqual([0, expect.stringMatching(/^Usage: npm run ask/)]);
  });

  test('--out saves the picture', async () => {
    const file = join(folder, 'new', 'map.png');
    const { code, output } = await run(['/map aleppo', '--out', file]);
    expect(code).toBe(0);
    expect(output).toContain(`Written to ${file}.`);
    expect(readFileSync(file).subarray(1, 4).toString()).toBe('PNG');
  });

  test('an answer without a file says so', async () => {
    const { code, output } = await run(['/help', '--out', join(folder, 'x')]);
    expect(code).toBe(2);
    expect(output).toContain('This answer has no file to save.');
  });

  test('a broken dataset is listed', async () => {
    const { code, output } = await run(['/help'], '', { DATA_DIR: folder });
    expect(code).toBe(1);
    expect(output).toContain('sources.json');
    expect(output).not.toContain('    at ');
  });
});

describe('the lines of a pipe', { concurrent: false }, () => {
  test('are answered in turn; numbers press buttons and open menus', async () => {
    const file = join(folder, 'list.csv');
    const lines = ['/agreements party:jordan from:2017 to:2017', '', `2 --out ${file}`, '1', '1'];
    const { code, output } = await run([], lines.join('\n'));
    expect(code).toBe(0);
    expect(output).toContain('Jordan · from 1 January 2017');
    expect(output).not.toContain('hudna>');
    expect(readFileSync(file, 'utf8')).toContain('southwest-2017-07');
    // The card of the menu's first entry.
    expect(output).toMatch(/Took effect: /);
  });

  test('one wrong line makes the exit code, the others are answered', async () => {
    const { code, output } = await run([], 'foo\n/help\n99\n');
    expect(code).toBe(2);
    expect(output).toContain('To search, write: /ceasefire foo');
    expect(output).toContain('What Hudna can tell you');
    expect(output).toMatch(/Type a number from 1 to \d+/);
  });

  test('an empty pipe gets the usage', async () => {
    const { code, lines } = await run([]);
    expect([code, lines[0]]).toEqual([2, expect.stringMatching(/^Usage: npm run ask/)]);
  });
});
