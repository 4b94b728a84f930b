import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readLine, splitFlags } from '../../src/terminal/read-line.ts';
import { texts } from '../support/hudna.ts';
import { commands } from './commands.ts';

/** `name sub {values}`, or the sentence that says what is wrong. */
const read = (line: string): unknown => {
  const result = readLine(line, commands, texts);
  if (result.kind === 'wrong') return result.text;
  return [result.command.name, result.subcommand, result.values];
};

const t = texts.terminal;

describe('lines that say what they want', () => {
  test.each<[string, unknown]>([
    ['/find aleppo', ['find', undefined, { query: 'aleppo' }]],
    ['find aleppo', ['find', undefined, { query: 'aleppo' }]],
    ['  /FIND   aleppo 2016  ', ['find', undefined, { query: 'aleppo 2016' }]],
    ['/find query:aleppo', ['find', undefined, { query: 'aleppo' }]],
    ['/find query: southern truce 2017', ['find', undefined, { query: 'southern truce 2017' }]],
    ['/find query:"southern truce"', ['find', undefined, { query: 'southern truce' }]],
    ['/find "southern truce"', ['find', undefined, { query: 'southern truce' }]],
    ['/find هدنة حلب', ['find', undefined, { query: 'هدنة حلب' }]],
    ['/find https://example.org/a', ['find', undefined, { query: 'https://example.org/a' }]],
    ['/find at 10:30', ['find', undefined, { query: 'at 10:30' }]],
    ['/compare kerry astana', ['compare', undefined, { a: 'kerry', b: 'astana' }]],
    ['/compare "kerry lavrov" astana 2017', ['compare', undefined, { a: 'kerry lavrov', b: 'astana 2017' }]],
    ['/compare a:kerry lavrov b:astana', ['compare', undefined, { a: 'kerry lavrov', b: 'astana' }]],
    ['/compare b:astana a:"kerry b: lavrov"', ['compare', undefined, { a: 'kerry b: lavrov', b: 'astana' }]],
    ['/compare kerry lavrov b:astana', ['compare', undefined, { a: 'kerry lavrov', b: 'astana' }]],
    ['/list', ['list', undefined, {}]],
    ['/list from:2016 to:may 2017', ['list', undefined, { from: '2016', to: 'may 2017' }]],
    ['/list status:EXPIRED', ['list', undefined, { status: 'expired' }]],
    ['/list status:declared over page:2', ['list', undefined, { status: 'declared over', page: 2 }]],
    ['/list whole:yes', ['list', undefined, { whole: true }]],
    ['/list whole:off', ['list', undefined, { whole: false }]],
    ['/help', ['help', undefined, {}]],
    ['/remind add aleppo', ['remind', 'add', { what: 'aleppo' }]],
    ['/remind Add what:aleppo', ['remind', 'add', { what: 'aleppo' }]],
    ['/remind list', ['remind', 'list', {}]],
  ])('%s', (line, expected) => {
    expect(read(line)).toEqual(expected);
  });
});

describe('lines that do not', () => {
  test.each<[string, string]>([
    ['/fnd aleppo', t.unknownCommand('fnd', ['find'])],
    ['/com', t.unknownCommand('com', ['compare'])],
    ['/aleppo', t.unknownCommand('aleppo', [])],
    ['aleppo 2016', t.noCommand('aleppo 2016')],
    ['/', t.commands(['find', 'compare', 'list', 'help', 'remind'])],
    ['/Find here', t.unknownCommand('here', [])],
    ['/find', t.missingOption('query', '/find query:…')],
    ['/find query:', t.missingOption('query', '/find query:…')],
    ['/find from:2016', t.unknownOption('from', ['query'])],
    ['/find constructor:x', t.unknownOption('constructor', ['query'])],
    ['/compare a:kerry', t.missingOption('b', '/compare a:… b:…')],
    ['/compare kerry', t.missingOption('b', '/compare a:… b:…')],
    ['/list 2016', t.unnamedValue('2016', ['from', 'to', 'status', 'page', 'whole'])],
    ['/list status:over', t.badValue('status', t.oneOf(['Declared over', 'Expired']))],
    ['/list page:two', t.badValue('page', t.numberFrom(1, 9))],
    ['/list page:0', t.badValue('page', t.numberFrom(1, 9))],
    ['/list page:10', t.badValue('page', t.numberFrom(1, 9))],
    ['/list whole:perhaps', t.badValue('whole', t.yesOrNo)],
    ['/help me', t.noOptions('help')],
    ['/remind', t.unknownSubcommand('remind', ['add', 'list'])],
    ['/remind constructor', t.unknownSubcommand('remind', ['add', 'list'])],
    ['/remind add', t.missingOption('what', '/remind add what:…')],
  ])('%s', (line, expected) => {
    // A message's menu has commands of its own, which no line can name.
    expect(read(line === '/Find here' ? '/here' : line)).toEqual(expected);
  });

  test('a near name has to be near', () => {
    expect(read('/foo')).toBe(t.unknownCommand('foo', []));
    expect(read('/hepl')).toBe(t.unknownCommand('hepl', ['help']));
  });
});

test('any line is read or refused, and values are never empty', () => {
  const word = fc.constantFrom(
    '/find',
    'compare',
    '/list',
    'page:3',
    'a:',
    '"',
    'query:x',
    ':',
    '-',
    'حلب',
    '--',
    '\n',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(fc.oneof(word, fc.string())).map((words) => words.join(' ')),
      ),
      (line) => {
        const result = readLine(line, commands, texts);
        if (result.kind === 'wrong') expect(result.text).not.toBe('');
        else expect(Object.values(result.values)).not.toContain('');
      },
    ),
  );
});

describe('flags behind a line', () => {
  test.each<[string, string, { json: boolean; out: string | undefined }]>([
    ['/find aleppo', '/find aleppo', { json: false, out: undefined }],
    ['/find aleppo --json', '/find aleppo', { json: true, out: undefined }],
    ['/map aleppo --out map.png', '/map aleppo', { json: false, out: 'map.png' }],
    ['/map aleppo --out=map.png --json', '/map aleppo', { json: true, out: 'map.png' }],
    ['3 --out "my map.png"', '3', { json: false, out: 'my map.png' }],
    ['--json /find x', '/find x', { json: true, out: undefined }],
    ['/find a --jsonish', '/find a --jsonish', { json: false, out: undefined }],
  ])('%s', (line, rest, flags) => {
    expect(splitFlags(line)).toEqual({ line: rest, flags });
  });
});
