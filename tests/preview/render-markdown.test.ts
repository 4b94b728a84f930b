import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MarkdownContext } from '../../src/preview/page/render-inline.ts';
import { renderMarkdown } from '../../src/preview/page/render-markdown.ts';
import { textOf } from '../../src/preview/page/tree.ts';
import { html } from './html.ts';

const context: MarkdownContext = {
  now: Date.UTC(2026, 10, 24, 12),
  locale: 'en-GB',
  timeZone: 'Asia/Damascus',
  names: { '11': 'ceasefires', '21': 'newsroom', '3': 'You' },
};

const rendered = (text: string, only: readonly string[] = []): string =>
  html(renderMarkdown(text, context), only);

/** One paragraph's inside. */
const inline = (text: string, only: readonly string[] = []): string =>
  rendered(text, only).replace(/^<div[^>]*>(.*)<\/div>$/s, '$1');

describe('inside a line', () => {
  test.each([
    ['**bold**', '<strong>bold</strong>'],
    ['*italic* and _italic_', '<em>italic</em> and <em>italic</em>'],
    ['***both***', '<strong><em>both</em></strong>'],
    ['__under__ ~~gone~~', '<u>under</u> <s>gone</s>'],
    ['**bold *and italic* inside**', '<strong>bold <em>and italic</em> inside</strong>'],
    ['`code **stays**`', '<code>code **stays**</code>'],
    ['``a ` tick``', '<code>a ` tick</code>'],
    ['snake_case_name', 'snake_case_name'],
    ['2 * 3 * 4', '2 * 3 * 4'],
    ['**open', '**open'],
    ['a\nb', 'a<br>b'],
  ])('%j', (text, expected) => {
    expect(inline(text)).toBe(expected);
  });

  test('backslashes show signs as they are, so that no text of the dataset becomes markup', () => {
    expect(inline('\\*not italic\\* \\_ \\` \\[x\\](y) \\<b\\> \\# \\- c:\\dir')).toBe(
      '*not italic* _ ` [x](y) &lt;b> # - c:\\dir',
    );
  });

  test('HTML is text', () => {
    expect(inline('<img src=x onerror=alert(1)> & <script>')).toBe(
      '&lt;img src=x onerror=alert(1)> &amp; &lt;script>',
    );
  });

  test('spoilers hide until they are pressed', () => {
    expect(rendered('||the **end**||', ['role', 'aria-expanded'])).toContain(
      '<span role="button" aria-expanded="false"><span>the <strong>end</strong></span></span>',
    );
  });

  test('mentions are named where they are local', () => {
    expect(inline('<#11> <@&21> <@3> <@99> </ceasefire:5>')).toBe(
      '<span>#ceasefires</span> <span>@newsroom</span> <span>@You</span> <span>@99</span> <span>/ceasefire</span>',
    );
  });
});

describe('links', () => {
  test.each([
    ['[UN](https://un.org/a_b_c)', '<a href="https://un.org/a_b_c">UN</a>'],
    ['[**UN**](https://un.org "title")', '<a href="https://un.org"><strong>UN</strong></a>'],
    ['[a](<https://un.org/x>)', '<a href="https://un.org/x">a</a>'],
    ['https://un.org/a_(b).', '<a href="https://un.org/a_(b)">https://un.org/a_(b)</a>.'],
    ['(https://un.org/a)', '(<a href="https://un.org/a">https://un.org/a</a>)'],
    ['<https://un.org>', '<a href="https://un.org">https://un.org</a>'],
    [
      '[https://un.org](https://evil.example)',
      '[<a href="https://un.org">https://un.org</a>](<a href="https://evil.example">https://evil.example</a>)',
    ],
  ])('%j', (text, expected) => {
    expect(inline(text, ['href'])).toBe(expected);
  });

  test.each(['[x](javascript:alert(1))', '[x](data:text/html,x)', '[x](//evil.example)'])(
    '%j is no link',
    (text) => {
      expect(inline(text, ['href'])).not.toContain('href');
    },
  );

  test('open in a new tab that knows nothing of this page', () => {
    expect(inline('[a](https://un.org)', ['target', 'rel'])).toContain(
      'target="_blank" rel="noopener noreferrer"',
    );
  });
});

describe('timestamps', () => {
  // 9 July 2017, 12:00 in Damascus.
  test.each([
    ['<t:1499590800:F>', 'Sunday, 9 July 2017 at 12:00'],
    ['<t:1499590800>', '9 July 2017 at 12:00'],
    ['<t:1499590800:D>', '9 July 2017'],
    ['<t:1499590800:t>', '12:00'],
    ['<t:1499590800:R>', '9 years ago'],
  ])('%s in the zone of the viewer', (text, expected) => {
    expect(textOf(renderMarkdown(text, context))).toBe(expected);
  });

  test('tell the full date and the zone on hover', () => {
    expect(inline('<t:1499590800:R>', ['title', 'datetime'])).toContain(
      'datetime="2017-07-09T09:00:00.000Z" title="Sunday, 9 July 2017 at 12:00 (Asia/Damascus)"',
    );
  });

  test.each(['<t:99999999999999:F>', '<t:1:Q>', '<t:x:F>'])(
    '%s, which Discord does not know, stays text',
    (text) => {
      expect(textOf(renderMarkdown(text, context))).toBe(text);
    },
  );
});

describe('blocks', () => {
  test('headings and small print stand by themselves', () => {
    expect(rendered('# A\n## B\n### C\n-# small\ntext', ['class'])).toBe(
      '<h3 class="md-h1">A</h3><h3 class="md-h2">B</h3><h3 class="md-h3">C</h3><div class="md-small">small</div><div class="md-text">text</div>',
    );
  });

  test('four signs, or no space, make no heading', () => {
    expect(rendered('#### A\n#B')).toBe('<div>#### A<br>#B</div>');
  });

  test('lists nest by indent and keep their numbers', () => {
    expect(rendered('- a\n  - b\n  - c\n- d\n3. e\n4. f', ['start'])).toBe(
      '<ul><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ul><ol start="3"><li>e</li><li>f</li></ol>',
    );
  });

  test('an indented line goes on with its item, any other ends the list', () => {
    expect(rendered('- a\n  b\nc')).toBe('<ul><li>a<br>b</li></ul><div>c</div>');
  });

  test('quotes hold lines, or all that follows', () => {
    expect(rendered('> a\n> b\nc')).toBe('<blockquote><div>a<br>b</div></blockquote><div>c</div>');
    expect(rendered('x\n>>> a\n- b')).toBe(
      '<div>x</div><blockquote><div>a</div><ul><li>b</li></ul></blockquote>',
    );
  });

  test('code blocks keep their text', () => {
    expect(rendered('a\n```json\n{"**x**": 1}\n```\nb')).toBe(
      '<div>a</div><pre><code>{"**x**": 1}</code></pre><div>b</div>'.replaceAll('"', '&quot;'),
    );
  });

  test('an empty line leaves a gap', () => {
    expect(rendered('a\n\n- b\n\nc', ['class'])).toBe(
      '<div class="md-text">a<br></div><ul><li>b</li></ul><div class="md-text"><br>c</div>',
    );
  });
});

describe('Arabic', () => {
  test('is set apart inside a line, with its language', () => {
    expect(inline('Daraa (درعا), Quneitra (القنيطرة)', ['lang'])).toBe(
      'Daraa (<bdi lang="ar">درعا</bdi>), Quneitra (<bdi lang="ar">القنيطرة</bdi>)',
    );
  });

  test('stays one piece across spaces and dots', () => {
    expect(inline('x درعا · السويداء y', ['lang'])).toBe('x <bdi lang="ar">درعا · السويداء</bdi> y');
  });

  test('at the beginning of a line decides its direction', () => {
    expect(rendered('هدنة جنوب سوريا', ['lang', 'dir'])).toBe(
      '<div dir="auto"><span lang="ar">هدنة جنوب سوريا</span></div>',
    );
  });
});

test('whatever is written, all letters and digits outside links and code come out, and nothing throws', () => {
  const piece = fc.constantFrom(
    '*',
    '_',
    '**',
    '~~',
    '||',
    '`',
    '\n',
    '- ',
    '> ',
    '# ',
    '[',
    '](',
    ')',
    'a',
    'ب',
    ' ',
    '<t:1:R>',
    '\\',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const shown = textOf(renderMarkdown(pieces.join(''), context));
      const count = (text: string) => (text.match(/[ب]/g) ?? []).length;
      expect(count(shown)).toBe(count(pieces.join('')));
    }),
  );
});

test('4,000 hostile characters take no noticeable time', () => {
  for (const text of [
    '*'.repeat(4000),
    '_a'.repeat(2000),
    '[('.repeat(2000),
    '> - '.repeat(1000),
    '||**__'.repeat(600),
    `${'* '.repeat(1999)}*`,
    '`'.repeat(3999),
    '~~'.repeat(2000),
    '\\'.repeat(4000),
  ]) {
    const started = performance.now();
    renderMarkdown(text, context);
    expect(performance.now() - started, text.slice(0, 12)).toBeLessThan(500);
  }
});
