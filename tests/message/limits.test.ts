import { describe, expect, test } from 'vitest';
import {
  button,
  clip,
  container,
  gallery,
  linkButton,
  type MessageBody,
  row,
  section,
  selectMenu,
  separator,
  textDisplay,
} from '../../src/message/build.ts';
import { breaches, measure } from '../../src/message/limits.ts';

const body = (...components: MessageBody['components']): MessageBody => ({ components });
const option = (n: number) => ({ label: `Label ${n}`, value: `value ${n}` });
const times = <T>(n: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: n }, (_, index) => make(index));
const buttons = (n: number) => row(times(n, (index) => button('Go', `a/b|${index}`)));

describe('what Discord counts', () => {
  test('components, nested ones included, and characters of texts', () => {
    const message = body(
      container([
        textDisplay('four'),
        section(['one', 'two'], button('Go', 'a/b')),
        buttons(2),
        row([selectMenu('a/c', 'Pick', [option(1)])]),
        separator(),
      ]),
    );
    // Container 1, text 1, section 1 + 2 + 1, row 1 + 2, row 1 + 1, separator 1.
    expect(measure(message)).toEqual({ components: 12, characters: 10 });
  });
});

describe('what Discord refuses', () => {
  const text = textDisplay('x');

  test.each<[string, MessageBody]>([
    ['40 components', body(...times(40, () => text))],
    ['4,000 characters', body(textDisplay('x'.repeat(2000)), textDisplay('x'.repeat(2000)))],
    [
      '5 buttons, 25 options, 3 texts, 10 pictures',
      body(
        buttons(5),
        row([selectMenu('a/m', 'Pick', times(25, option))]),
        section(['a', 'b', 'c'], button('Go', 'a/z')),
        gallery(times(10, (n) => ({ url: `attachment://${n}.png`, alt: 'x'.repeat(1024) }))),
      ),
    ],
    [
      'longest labels and ids',
      body(
        row([button('x'.repeat(80), 'i'.repeat(100)), linkButton('Site', `https://a.b/${'x'.repeat(500)}`)]),
      ),
    ],
  ])('not: %s', (_, message) => {
    expect(breaches(message)).toEqual([]);
  });

  test.each<[string, MessageBody, RegExp]>([
    ['41 components', body(...times(41, () => text)), /41 components/],
    ['41 components in a container', body(container(times(40, () => text))), /41 components/],
    [
      '4,001 characters',
      body(textDisplay('x'.repeat(2000)), container([textDisplay('x'.repeat(2001))])),
      /4001 characters/,
    ],
    ['nothing', body(), /no components/],
    ['an empty text', body(textDisplay('')), /text is empty/],
    ['an empty text in a container', body(container([textDisplay('')])), /text is empty/],
    ['a section with 4 texts', body(section(['a', 'b', 'c', 'd'], button('Go', 'a/b'))), /1 to 3 texts/],
    ['a section without texts', body(section([], button('Go', 'a/b'))), /1 to 3 texts/],
    ['a row of 6 buttons', body(buttons(6)), /more than 5 buttons/],
    [
      'a row with a menu and a button',
      body(row([selectMenu('a/m', 'Pick', [option(1)]), button('Go', 'a/b')])),
      /or 1 menu/,
    ],
    ['an empty row', body(row([])), /or nothing/],
    [
      'a gallery of 11',
      body(gallery(times(11, (n) => ({ url: `attachment://${n}.png`, alt: '' })))),
      /1 to 10 items/,
    ],
    ['an empty gallery', body(gallery([])), /1 to 10 items/],
    ['a long alt text', body(gallery([{ url: 'attachment://a.png', alt: 'x'.repeat(1025) }])), /alt text/],
    ['a long label', body(row([button('x'.repeat(81), 'a/b')])), /longer than 80/],
    ['a long link', body(row([linkButton('Site', `https://a.b/${'x'.repeat(501)}`)])), /longer than 512/],
    ['a long custom id', body(row([button('Go', 'x'.repeat(101))])), /1 to 100 characters/],
    ['an empty custom id', body(row([button('Go', '')])), /1 to 100 characters/],
    [
      'a custom id twice',
      body(row([button('Go', 'a/b')]), container([row([button('Went', 'a/b')])])),
      /share a custom id/,
    ],
    ['a menu of 26', body(row([selectMenu('a/m', 'Pick', times(26, option))])), /1 to 25 options/],
    ['an empty menu', body(row([selectMenu('a/m', 'Pick', [])])), /1 to 25 options/],
    [
      'a menu with a value twice',
      body(row([selectMenu('a/m', 'Pick', [option(1), option(1)])])),
      /same value/,
    ],
    [
      'a long option',
      body(row([selectMenu('a/m', 'Pick', [{ label: 'x'.repeat(101), value: 'v' }])])),
      /longer than 100/,
    ],
    [
      'an empty option',
      body(row([selectMenu('a/m', 'Pick', [{ label: '', value: 'v' }])])),
      /empty or longer/,
    ],
    [
      'a long description',
      body(row([selectMenu('a/m', 'Pick', [{ ...option(1), description: 'x'.repeat(101) }])])),
      /longer than 100/,
    ],
    ['a long placeholder', body(row([selectMenu('a/m', 'x'.repeat(151), [option(1)])])), /150/],
  ])('%s', (_, message, reason) => {
    expect(breaches(message)).toEqual([expect.stringMatching(reason)]);
  });
});

describe('clipping', () => {
  test.each([
    ['abc', 3, 'abc'],
    ['abcd', 3, 'ab…'],
    ['a😀b', 3, 'a…'],
    ['ab😀', 4, 'ab😀'],
  ])('%s to %i', (text, max, expected) => {
    expect(clip(text, max)).toBe(expected);
  });
});
