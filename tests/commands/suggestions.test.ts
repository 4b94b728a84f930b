import { describe, expect, test } from 'vitest';
import type { Option } from '../../src/command.ts';
import { textOf } from '../support/hudna.ts';
import { startAsking } from './asking.ts';

const hudna = await startAsking();
const { dataset } = hudna;

const suggesting = [...hudna.commands.values()].flatMap((command) => {
  if (command.kind !== 'slash' || 'subcommands' in command) return [];
  return Object.entries<Option>(command.options).flatMap(([name, option]) =>
    option.type === 'string' && option.suggest ? [[command.name, name] as const] : [],
  );
});

const title = (text: string): string => /^### (.*)$/m.exec(text)?.[1] ?? '';
const plainName = (text: string): string => text.replace(/\\(.)/g, '$1');

describe.each(suggesting)('/%s %s', (command, option) => {
  test.each([
    '',
    'a',
    'al',
    'aleppo',
    'alepo',
    'حلب',
    '2017',
    '2017-07',
    'july',
    'zzzqqq',
    '   ',
    '**',
    'x'.repeat(70),
  ])('typed “%s”: at most 25, each at most 100 characters, none twice', async (typed) => {
    const found = await hudna.suggestions(command, option, typed);
    expect(found.length).toBeLessThanOrEqual(25);
    for (const { name, value } of found) {
      expect(name.length).toBeGreaterThan(0);
      expect(name.length).toBeLessThanOrEqual(100);
      expect(value.length).toBeGreaterThan(0);
      expect(value.length).toBeLessThanOrEqual(100);
    }
    expect(new Set(found.map(({ value }) => value)).size).toBe(found.length);
    expect(new Set(found.map(({ name }) => name)).size).toBe(found.length);
  });

  test('useful when nothing is typed yet', async () => {
    expect((await hudna.suggestions(command, option, '')).length).toBeGreaterThan(5);
  });
});

describe('picking an agreement opens exactly it', () => {
  test.each(dataset.agreements.map(({ id, name }) => [id, name] as const))('%s', async (id, name) => {
    const found = await hudna.suggestions('ceasefire', 'query', name.slice(0, 70));
    const picked = found.find(({ value }) => value === id);
    // Its own name brings it up.
    expect(found.map(({ value }) => value)).toContain(id);
    const text = textOf((await hudna.answer('ceasefire', { query: picked?.value ?? '' })).reply);
    expect(plainName(title(text))).toBe(name);
    expect(text).not.toMatch(/ · \d+ agreements/);
  });
});
