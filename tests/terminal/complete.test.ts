import { describe, expect, test } from 'vitest';
import type { Suggestion } from '../../src/command.ts';
import { complete, tabStep } from '../../src/terminal/complete.ts';
import { commands } from './commands.ts';

const asked: unknown[] = [];
const session = {
  suggest: async (
    command: { readonly name: string },
    subcommand: string | undefined,
    values: object,
    focused: string,
  ) => {
    asked.push([command.name, subcommand, values, focused]);
    return [
      { name: 'Aleppo', value: 'Aleppo' },
      { name: 'Aleppo extension', value: 'aleppo-2016-05' },
    ];
  },
};

const values = (hits: readonly Suggestion[]): readonly string[] => hits.map(({ value }) => value);

const completed = async (line: string) => {
  const { hits, replaces } = await complete(line, commands, session);
  return [values(hits), replaces];
};

describe('what Tab offers', () => {
  test.each<[string, readonly string[], string]>([
    ['', ['/find ', '/compare ', '/list ', '/help ', '/remind '], ''],
    ['/', ['/find ', '/compare ', '/list ', '/help ', '/remind '], '/'],
    ['/fi', ['/find '], '/fi'],
    ['he', ['/help '], 'he'],
    ['/xyz', [], '/xyz'],
    ['/remind ', ['add ', 'list '], ''],
    ['/remind a', ['add '], 'a'],
    ['/remind nothing ', [], ''],
    ['/list ', ['from:', 'to:', 'status:', 'page:', 'whole:'], ''],
    ['/list from:2016 t', ['to:'], 't'],
    ['/list status:e', ['expired'], 'e'],
    ['/help ', [], ''],
    ['/nothing ale', [], ''],
  ])('"%s"', async (line, hits, replaces) => {
    expect(await completed(line)).toEqual([hits, replaces]);
  });

  test('values come from the command’s own suggestions', async () => {
    asked.length = 0;
    expect(await completed('/find ale')).toEqual([['Aleppo', 'aleppo-2016-05'], 'ale']);
    expect(await completed('/find query:southern tr')).toEqual([['Aleppo', 'aleppo-2016-05'], 'southern tr']);
    expect(await completed('/compare a:x b:ast')).toEqual([['Aleppo', 'aleppo-2016-05'], 'ast']);
    expect(await completed('/remind add ')).toEqual([['Aleppo', 'aleppo-2016-05'], '']);
    expect(asked).toEqual([
      ['find', undefined, { query: 'ale' }, 'query'],
      ['find', undefined, { query: 'southern tr' }, 'query'],
      ['compare', undefined, { b: 'ast' }, 'b'],
      ['remind', 'add', { what: '' }, 'what'],
    ]);
  });
});

const hits = (...all: readonly string[]): readonly Suggestion[] =>
  all.map((value) => ({ name: value, value }));

describe('what Tab does', () => {
  test('puts the only hit in, even where it is spelt otherwise', () => {
    expect(tabStep({ hits: hits('aleppo-2016-05'), replaces: 'halab' })).toEqual({
      kind: 'insert',
      text: 'aleppo-2016-05',
      replaces: 'halab',
    });
  });

  test('puts in what several hits share', () => {
    expect(tabStep({ hits: hits('Aleppo', 'Aleppo city'), replaces: 'al' })).toEqual({
      kind: 'insert',
      text: 'Aleppo',
      replaces: 'al',
    });
  });

  test.each([
    ['hits that share nothing', hits('Aleppo', 'sochi-2019-10'), 'al'],
    ['hits that share no more than what is typed', hits('Aleppo', 'Aleppo city'), 'Aleppo'],
    ['hits that share something else than what is typed', hits('sochi-2018', 'sochi-2019'), 'idl'],
    ['no hits', hits(), 'x'],
  ])('lists %s, and leaves the line alone', (_, all, replaces) => {
    expect(tabStep({ hits: all, replaces })).toEqual({ kind: 'list', hits: all });
  });
});
