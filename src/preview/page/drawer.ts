import { byId, fill } from './mount.ts';
import type { BotEntry } from './render-article.ts';
import { renderJson } from './render-json.ts';
import { texts } from './texts.ts';
import { el, type Tree, withVariables } from './tree.ts';
import type { Setup } from './wire.ts';

/** The drawer with the JSON of a message, its size against Discord's limits, and the interaction that it answers. */

const meter = (label: string, value: number, max: number): Tree =>
  el(
    'div',
    { class: `meter${value > max ? ' over' : ''}` },
    el('span', {}, label),
    el('b', {}, texts.drawer.meter(value, max)),
    withVariables(el('span', { class: 'bar', 'aria-hidden': 'true' }, el('span')), {
      '--share': `${Math.min(100, (value / max) * 100)}%`,
    }),
  );

const jsonBlock = (title: string, value: unknown, key: string): readonly Tree[] => [
  el(
    'div',
    { class: 'drawer-heading' },
    el('h3', { id: `json-${key}` }, title),
    el('button', { type: 'button', class: 'button secondary', 'data-copy': key }, texts.drawer.copy),
  ),
  el(
    'pre',
    { tabindex: 0, 'aria-labelledby': `json-${key}`, role: 'region' },
    el('code', {}, ...renderJson(value)),
  ),
];

export const createDrawer = (limits: Setup['limits'], announce: (text: string) => void) => {
  const dialog = byId('drawer');
  const content = byId('drawer-content');
  if (!(dialog instanceof HTMLDialogElement)) throw new Error('The page has no drawer.');
  let shown: Readonly<Record<string, unknown>> = {};
  byId('drawer-close').addEventListener('click', () => dialog.close());
  // A press on the backdrop lands on the dialog itself.
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  content.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('[data-copy]') : null;
    const key = button?.getAttribute('data-copy');
    if (!button || !key) return;
    void navigator.clipboard.writeText(JSON.stringify(shown[key], null, 2)).then(() => {
      fill(button, texts.drawer.copied);
      announce(texts.drawer.copied);
    });
  });
  return {
    open: ({ message, interaction }: BotEntry): void => {
      if (!message) return;
      const { measured, body } = message;
      shown = { message: body, interaction };
      fill(
        content,
        el(
          'div',
          { class: 'meters' },
          meter(texts.drawer.components, measured.components, limits.components),
          meter(texts.drawer.characters, measured.characters, limits.characters),
        ),
        ...(measured.breaches.length > 0
          ? [
              el(
                'div',
                { class: 'breaches' },
                el('p', {}, texts.drawer.breaches),
                el('ul', {}, ...measured.breaches.map((breach) => el('li', {}, breach))),
              ),
            ]
          : []),
        ...jsonBlock(texts.drawer.message, body, 'message'),
        ...(interaction ? jsonBlock(texts.drawer.interaction, interaction, 'interaction') : []),
      );
      dialog.showModal();
    },
  };
};

export type Drawer = ReturnType<typeof createDrawer>;
