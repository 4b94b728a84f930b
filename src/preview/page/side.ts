import { byId, fill } from './mount.ts';
import { texts } from './texts.ts';
import { el, type Tree } from './tree.ts';
import type { CommandDefinition } from './wire.ts';
import { type ViewAs, views } from './world.ts';

/** The list of commands at the side, and as whom the viewer asks. */

const CHAT_INPUT = 1;
const SUBCOMMAND = 1;

const commandItem = ({
  name,
  description = '',
  default_member_permissions,
  options = [],
}: CommandDefinition): Tree => {
  const parts = options.filter(({ type }) => type === SUBCOMMAND).map((option) => option.name);
  return el(
    'li',
    {},
    el(
      'button',
      { type: 'button', 'data-command': `/${name} ` },
      el('b', {}, `/${name}`),
      el('span', {}, description),
      ...(parts.length > 0 ? [el('small', {}, parts.join(' · '))] : []),
      ...(default_member_permissions === undefined ? [] : [el('small', {}, texts.commands.restricted)]),
    ),
  );
};

/** Fills the side. On narrow pages it is opened by a button, and closes when a command is chosen. */
export const startSide = (
  commands: readonly CommandDefinition[],
  choose: (line: string) => void,
): { readonly viewAs: () => ViewAs } => {
  const side = byId('side');
  const toggle = byId('side-toggle');
  const select = byId('view-as');
  const open = (shown: boolean): void => {
    side.classList.toggle('open', shown);
    toggle.setAttribute('aria-expanded', String(shown));
  };
  fill(byId('command-list'), ...commands.filter(({ type }) => type === CHAT_INPUT).map(commandItem));
  byId('command-list').addEventListener('click', (event) => {
    const button =
      event.target instanceof Element ? event.target.closest<HTMLElement>('[data-command]') : null;
    if (button?.dataset.command === undefined) return;
    open(false);
    choose(button.dataset.command);
  });
  toggle.addEventListener('click', () => open(!side.classList.contains('open')));
  return {
    viewAs: () => {
      const chosen = select instanceof HTMLSelectElement ? select.value : '';
      return views.find((view) => view === chosen) ?? 'manager';
    },
  };
};
