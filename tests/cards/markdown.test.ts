import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clipMarkdown, link, plain, superscript, timestamp } from '../../src/cards/markdown.ts';

/** What a reader sees of escaped text: Discord takes a backslash off before anything but a letter, digit or space. */
const unescaped = (text: string): string => text.replace(/\\([^0-9A-Za-z\s])/g, '$1');

/** The text with its escaped characters made harmless: what is left can still act as markdown. */
const acting = (text: string): string => text.replace(/\\[^0-9A-Za-z\s]/g, 'x');

describe('texts of the dataset', () => {
  test.each([
    ['@everyone and @here', '\\@everyone and \\@here'],
    [
      '<@123> <@&456> <#789> </ask:1> <:x:2>',
      '\\<\\@123\\> \\<\\@&456\\> \\<#789\\> \\</ask:1\\> \\<:x:2\\>',
    ],
    ['<t:1500000000:F>', '\\<t:1500000000:F\\>'],
    [
      '**bold** __line__ ~~gone~~ ||hidden||',
      '\\*\\*bold\\*\\* \\_\\_line\\_\\_ \\~\\~gone\\~\\~ \\|\\|hidden\\|\\|',
    ],
    ['[label](https://example.org)', '\\[label\\](https:\\/\\/example.org)'],
    ['https://example.org', 'https:\\/\\/example.org'],
    ['`code`', '\\`code\\`'],
    ['# heading', '\\# heading'],
    ['-# small', '\\-# small'],
    ['- item', '\\- item'],
    ['+ item', '\\+ item'],
    ['> quote', '\\> quote'],
    ['2016. A year', '2016\\. A year'],
    ['a\n- b\n 3. c', 'a\n\\- b\n 3\\. c'],
    ['back\\slash', 'back\\\\slash'],
    ['US–Russia (Kerry–Lavrov), 2016-09', 'US–Russia (Kerry–Lavrov), 2016-09'],
    ['هدنة حلب', 'هدنة حلب'],
  ])('%j', (text, expected) => {
    expect(plain(text)).toBe(expected);
  });

  const risky = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          ...'\\*_~`|<>[]()#-+@.:/ \n\t1a',
          '@everyone',
          'https://a.b',
          '**',
          '- ',
          '2. ',
          'حلب',
          '<@1>',
        ),
        fc.string({ maxLength: 4 }),
      ),
    )
    .map((parts) => parts.join(''));

  test('show as they are', () => {
    fc.assert(
      fc.property(risky, (text) => {
        expect(unescaped(plain(text))).toBe(text);
      }),
    );
  });

  test('never ping, link or format', () => {
    fc.assert(
      fc.property(risky, (text) => {
        const left = acting(plain(text));
        expect(left).not.toMatch(/[*_~`|<>[\]@\\]/);
        expect(left).not.toMatch(/:\/\//);
        expect(left).not.toMatch(/^\s*(?:[#+-]|\d+\.)/m);
      }),
    );
  });
});

describe('links', () => {
  test.each([
    ['The Hill', 'https://thehill.com/a', '[The Hill](https://thehill.com/a)'],
    ['A [note] \\', 'https://a.org/x_(y)', '[A note ](https://a.org/x_%28y%29)'],
    ['**AP**', 'https://a.org/a b<c>', '[\\*\\*AP\\*\\*](https://a.org/a%20b%3Cc%3E)'],
    ['Nbsp', 'https://a.org/a\u00a0b', '[Nbsp](https://a.org/a%C2%A0b)'],
    ['عربي', 'https://a.org/هدنة', '[عربي](https://a.org/هدنة)'],
  ])('%s', (label, url, expected) => {
    expect(link(label, url)).toBe(expected);
  });

  test('end where the address ends, whatever it holds', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.webUrl({ withQueryParameters: true, withFragments: true }),
        fc.string(),
        (label, url, tail) => {
          expect(link(label || 'x', `${url}${tail}`)).toMatch(/^\[(?:\\.|[^\]\\])*\]\([^()\s<>]+\)$/su);
        },
      ),
    );
  });
});

test('times are in whole seconds', () => {
  expect(timestamp(new Date('2017-07-09T09:00:00.999Z'), 'F')).toBe('<t:1499590800:F>');
});

test.each([
  [1, '¹'],
  [12, '¹²'],
  [30, '³⁰'],
])('%i as a superscript', (n, expected) => {
  expect(superscript(n)).toBe(expected);
});

describe('cutting', () => {
  test.each([
    ['a text that fits', 'abc', 10, 'abc'],
    ['a plain text', 'abcdefghij', 5, 'abcd…'],
    ['in a link’s label', 'See [The Hill](https://thehill.com)', 10, 'See …'],
    ['in a link’s address', 'See [The Hill](https://thehill.com)', 25, 'See …'],
    ['behind a link', 'See [A](https://a.b) and more of it', 28, 'See [A](https://a.b) and mo…'],
    ['in a time', 'At <t:1499590800:F> then', 12, 'At …'],
    ['in bold letters', 'a **bold word** here', 10, 'a **bol…**'],
    ['at bold letters’ beginning', 'abc **bold**', 6, 'abc …'],
    ['in an escape', 'abcd\\*efgh', 6, 'abcd…'],
    ['in a pair of code units', 'abc😀def', 5, 'abc…'],
  ])('%s', (_, text, max, expected) => {
    expect(clipMarkdown(text, max)).toBe(expected);
  });

  const piece = fc.oneof(
    fc.string({ maxLength: 12 }).map((text) => plain(text)),
    fc.string({ minLength: 1, maxLength: 8 }).map((text) => `**${plain(text) || 'x'}**`),
    fc.webUrl().map((url) => link('Label', url)),
    fc.date({ noInvalidDate: true }).map((date) => timestamp(date, 'R')),
  );

  test('never makes it too long, nor leaves half of anything', () => {
    fc.assert(
      fc.property(fc.array(piece), fc.integer({ min: 8, max: 200 }), (pieces, max) => {
        const cut = clipMarkdown(pieces.join(' '), max);
        expect(cut.length).toBeLessThanOrEqual(Math.max(max, 0));
        // Of what acts as markdown only whole links, whole times and whole bold letters are left.
        const left = acting(cut)
          .replace(/\[Label\]\([^)]*\)/g, '')
          .replace(/<t:-?\d+:R>/g, '')
          .replace(/\*\*/g, '§');
        expect(left).not.toMatch(/[*[\]<>\\]/);
        expect((left.match(/§/g) ?? []).length % 2).toBe(0);
        expect(cut).not.toMatch(/[\ud800-\udbff]…/);
      }),
      { numRuns: 400 },
    );
  });
});
