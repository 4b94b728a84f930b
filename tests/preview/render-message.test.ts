import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
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
import {
  findInteractive,
  type MessageContext,
  renderMessage,
  sizeText,
} from '../../src/preview/page/render-message.ts';
import { textOf } from '../../src/preview/page/tree.ts';
import { html } from './html.ts';

const context: MessageContext = {
  now: 0,
  locale: 'en-GB',
  timeZone: 'UTC',
  names: {},
  files: [{ name: 'map.png', url: '/attachments/1/map.png', size: 18_400 }],
};

const rendered = (components: Parameters<typeof renderMessage>[0], only: readonly string[] = [], more = {}) =>
  html(renderMessage(components, { ...context, ...more }), only);

describe('components', () => {
  test('a container carries its accent as a colour of six digits', () => {
    const [tree] = renderMessage([container([textDisplay('x')], 0x00abcd)], context);
    expect(tree).toMatchObject({ variables: { '--accent': '#00abcd' } });
  });

  test('a section puts its button beside its texts', () => {
    expect(rendered([section(['a', 'b'], button('Go', 'c/go'))], ['class', 'data-press'])).toBe(
      '<div class="with-accessory"><div><div class="text"><div class="md-text">a</div></div><div class="text"><div class="md-text">b</div></div></div><div class="accessory"><button class="button secondary" data-press="c/go"><span>Go</span></button></div></div>',
    );
  });

  test('a button that is disabled or awaited cannot be pressed again, and the awaited one keeps the focus', () => {
    const buttons = [row([button('Off', 'a', { disabled: true }), button('On', 'b')])];
    expect(rendered(buttons, ['disabled', 'aria-disabled'], { awaited: 'b' })).toBe(
      '<div><button disabled><span>Off</span></button><button aria-disabled="true"><span>On</span></button></div>',
    );
  });

  test('a link button is a link, and a bad address none', () => {
    expect(rendered([row([linkButton('Source', 'https://un.org/x')])], ['href', 'target'])).toContain(
      '<a href="https://un.org/x" target="_blank">',
    );
    expect(rendered([row([linkButton('Source', 'javascript:alert(1)')])], ['href'])).not.toContain('href');
  });

  test('a menu says what can be chosen, or what is', () => {
    const menu = selectMenu('c/open', 'Open one', [
      { label: 'A', value: 'a' },
      { label: 'B', value: 'b', default: true },
    ]);
    expect(textOf(renderMessage([row([menu])], context))).toBe('B');
    expect(
      textOf(renderMessage([row([selectMenu('c/open', 'Open one', [{ label: 'A', value: 'a' }])])], context)),
    ).toBe('Open one');
    expect(rendered([row([menu])], ['data-menu', 'aria-haspopup'])).toContain(
      '<button aria-haspopup="listbox" data-menu="c/open">',
    );
  });

  test('pictures and files come from the files of the message', () => {
    expect(
      rendered([gallery([{ url: 'attachment://map.png', alt: 'Map of "X"' }])], ['src', 'alt']),
    ).toContain('<img src="/attachments/1/map.png" alt="Map of &quot;X&quot;">');
    expect(rendered([fileComponent('attachment://map.png')], ['href', 'download'])).toContain(
      '<a href="/attachments/1/map.png" download="map.png">map.png</a><small>18.4 kB</small>',
    );
  });

  test('a picture from elsewhere is a link, as the page asks only its own origin', () => {
    const shown = rendered([gallery([{ url: 'https://un.org/x.png', alt: 'X' }])], ['src', 'href']);
    expect(shown).not.toContain('<img');
    expect(shown).toContain('<a href="https://un.org/x.png">X</a>');
  });

  test('a file that is not there is named', () => {
    expect(textOf(renderMessage([fileComponent('attachment://gone.csv')], context))).toContain('gone.csv');
  });

  test('separators can be lines or only space', () => {
    expect(
      rendered([separator(), { type: ComponentType.Separator, divider: false, spacing: 2 }], ['class']),
    ).toBe('<hr><hr class="invisible wide">');
  });

  test('a kind that Discord adds later is named instead of left out', () => {
    const later: unknown = { type: 99 };
    // @ts-expect-error: no such type is known
    expect(textOf(renderMessage([later], context))).toContain('99');
  });
});

test('markup in every text that a message can carry is text', () => {
  const evil = '<img src=x onerror=alert(1)>';
  const shown = rendered([
    container([
      textDisplay(`# ${evil}\n- ${evil}\n\`${evil}\``),
      row([button(evil, 'a'), { type: 2, style: ButtonStyle.Link, label: evil, url: 'https://un.org' }]),
      row([selectMenu('m', evil, [{ label: evil, value: 'x', default: true }])]),
      gallery([{ url: 'attachment://map.png', alt: evil }]),
    ]),
  ]);
  expect(shown.match(/<img/g)).toHaveLength(1);
  expect(shown.match(/&lt;img/g)?.length).toBeGreaterThanOrEqual(6);
});

test('what was pressed is found wherever it stands', () => {
  const components = [container([section(['x'], button('A', 'a')), row([button('B', 'b')])])];
  expect(findInteractive(components, 'a')).toMatchObject({ label: 'A' });
  expect(findInteractive(components, 'b')).toMatchObject({ label: 'B' });
  expect(findInteractive(components, 'c')).toBeUndefined();
});

test.each([
  [12, '12 B'],
  [18_400, '18.4 kB'],
  [2_340_000, '2.3 MB'],
])('%d bytes are %s', (bytes, text) => {
  expect(sizeText(bytes)).toBe(text);
});
