import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plain } from '../../src/cards/markdown.ts';
import {
  button,
  container,
  fileComponent,
  gallery,
  linkButton,
  row,
  section,
  selectMenu,
  separator,
  textDisplay,
} from '../../src/message/build.ts';
import { choices, opened } from '../../src/terminal/choices.ts';
import {
  columns,
  plainStyle,
  type RenderOptions,
  renderMessage,
  type Style,
  wrap,
} from '../../src/terminal/render.ts';

const options: RenderOptions = {
  style: plainStyle,
  zone: 'Asia/Damascus',
  now: new Date('2026-11-24T12:00:00Z'),
  width: 40,
};

const tagged: Style = {
  colours: true,
  bold: (text) => `<b>${text}</b>`,
  underline: (text) => `<u>${text}</u>`,
  dim: (text) => `<dim>${text}</dim>`,
  accent: (text) => `<code>${text}</code>`,
  link: (label, url) => `<a ${url}>${label}</a>`,
};

const shown = (content: string, changed: Partial<RenderOptions> = {}): string =>
  renderMessage([textDisplay(content)], { ...options, ...changed });

describe('lines hang under their marks', () => {
  test.each([
    ['- ', '• ', '  '],
    ['-# ', '  ', '  '],
    ['> ', '│ ', '│ '],
    ['1. ', '1. ', '   '],
    ['12. ', '12. ', '    '],
    ['', '', ''],
  ])('"%s"', (mark, first, rest) => {
    const lines = shown(`${mark}${'word '.repeat(20).trim()}`).split('\n');
    expect(lines.length).toBeGreaterThan(2);
    expect(lines[0]).toMatch(new RegExp(`^${first}word`));
    for (const line of lines.slice(1)) expect(line).toMatch(new RegExp(`^${rest}word`));
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(40);
  });
});

describe('markdown', () => {
  test('becomes plain text where there are no colours', () => {
    expect(shown('### The **name**\n`/help` and __this__')).toBe('The name\n/help and this');
  });

  test('becomes styles where there are', () => {
    expect(shown('### Name', { style: tagged })).toBe('<b>Name</b>');
    expect(shown('a **b** __c__ `d`', { style: tagged })).toBe('a <b>b</b> <u>c</u> <code>d</code>');
    expect(shown('-# small', { style: tagged })).toBe('<dim>  small</dim>');
  });

  test('labels are set apart by a colon where bold letters are missing', () => {
    expect(shown('**Status** Expired')).toBe('Status: Expired');
    expect(shown('**Status:** Expired')).toBe('Status: Expired');
    expect(shown('**Name** · 9 July 2017')).toBe('Name · 9 July 2017');
    expect(shown('**Status** Expired', { style: tagged })).toBe('<b>Status</b> Expired');
  });

  test('titles stand apart, without a gap at the top', () => {
    expect(shown('**Terms**\n- one\n**Parties**\n- two')).toBe('Terms\n• one\n\nParties\n• two');
  });

  test('addresses stand below the line where they cannot be clicked', () => {
    expect(shown('-# [The Hill](https://thehill.com/a), [AP](https://ap.org/b), 4 May')).toBe(
      '  The Hill, AP, 4 May\n    https://thehill.com/a\n    https://ap.org/b',
    );
    expect(shown('1. [The Hill](https://thehill.com/a)')).toBe('1. The Hill\n   https://thehill.com/a');
    expect(shown('[The Hill](https://thehill.com/a)', { style: tagged })).toBe(
      '<a https://thehill.com/a>The Hill</a>',
    );
  });

  test('an address is never broken', () => {
    const url = `https://example.org/${'long/'.repeat(30)}`;
    expect(shown(`[Label](${url})`).split('\n')).toContain(url);
  });

  test('escaped characters are shown as they are', () => {
    expect(shown(String.raw`\*not bold\* \[x\]\(y\) a\_b 1\. \\`)).toBe(
      String.raw`*not bold* [x](y) a_b 1. \ `.trim(),
    );
  });

  test('a text of the dataset comes out as it went in', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ -~]{1,30}$/), (text) => {
        fc.pre(text.trim() === text && !/ {2}/.test(text));
        expect(shown(plain(text), { width: 1000 })).toBe(text);
        expect(shown(`- ${plain(text)}`, { width: 1000, style: tagged })).toBe(`• ${text}`);
      }),
    );
  });
});

describe('times', () => {
  // 9 July 2017, 12:00 in Damascus
  const seconds = Date.UTC(2017, 6, 9, 9) / 1000;
  test.each([
    ['F', 'Sunday, 9 July 2017 at 12:00 Asia/Damascus'],
    ['f', '9 July 2017 at 12:00 Asia/Damascus'],
    ['D', '9 July 2017'],
    ['t', '12:00 Asia/Damascus'],
    ['R', 'over 9 years ago'],
  ])('%s', (format, expected) => {
    expect(shown(`<t:${seconds}:${format}>`, { width: 80 })).toBe(expected);
  });

  test('an impossible one does not end the program', () => {
    expect(shown('at <t:99999999999999999:F>')).toBe('at');
  });
});

describe('wrapping', () => {
  test('escape sequences and Arabic marks take no room', () => {
    expect(columns('\u001b[1mab\u001b[22m')).toBe(2);
    expect(columns('\u001b]8;;https://example.org\u001b\\ab\u001b]8;;\u001b\\')).toBe(2);
    expect(columns('هُدْنَة')).toBe(4);
  });

  test('the number of a source does not begin a line', () => {
    expect(wrap('aaaa bbbb ¹ ²', '', '', 9)).toBe('aaaa\nbbbb ¹ ²');
  });

  test('keeps every word, in order, and no line too long that could be shorter', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z]{1,30}$/)),
        fc.integer({ min: 10, max: 80 }),
        (words, width) => {
          const wrapped = wrap(words.join(' '), '- ', '  ', width);
          expect(wrapped.slice(2).split(/\s+/).filter(Boolean)).toEqual(words);
          for (const line of wrapped.split('\n'))
            expect(line.length <= width || line.trim().split(' ').length <= 2).toBe(true);
        },
      ),
    );
  });
});

describe('components', () => {
  const message = [
    container([
      textDisplay('First'),
      separator(),
      section(['Second'], button('Press', 'a/b')),
      gallery([{ url: 'attachment://map.png', alt: 'A map of everything there is to see' }]),
      fileComponent('attachment://list.csv'),
      row([
        button('One', 'c/d'),
        button('Off', 'c/e', { disabled: true }),
        linkButton('Site', 'https://example.org'),
      ]),
      row([
        selectMenu('open/it', 'Open one', [
          { label: 'Aleppo', value: 'a', description: '2016' },
          { label: 'Idlib', value: 'i' },
        ]),
      ]),
    ]),
    container([textDisplay('Third')]),
  ];

  test('are all shown', () => {
    expect(renderMessage(message, options)).toBe(
      [
        'First',
        '─'.repeat(40),
        'Second',
        'map.png: A map of everything there is to',
        '  see',
        'list.csv',
        '• Site',
        '  https://example.org',
        '',
        'Third',
      ].join('\n'),
    );
  });

  test('what can be pressed is offered in reading order, a menu as one', () => {
    const offered = choices(message);
    expect(offered).toEqual([
      { kind: 'press', label: 'Press', customId: 'a/b', values: [] },
      { kind: 'press', label: 'One', customId: 'c/d', values: [] },
      {
        kind: 'menu',
        label: 'Open one',
        entries: [
          { label: 'Aleppo, 2016', customId: 'open/it', values: ['a'] },
          { label: 'Idlib', customId: 'open/it', values: ['i'] },
        ],
      },
    ]);
    const menu = offered[2];
    expect(menu?.kind === 'menu' && opened(menu)).toEqual([
      { kind: 'press', label: 'Aleppo, 2016', customId: 'open/it', values: ['a'] },
      { kind: 'press', label: 'Idlib', customId: 'open/it', values: ['i'] },
    ]);
  });
});
