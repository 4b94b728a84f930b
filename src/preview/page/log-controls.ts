import type { Drawer } from './drawer.ts';
import type { LogView } from './log-view.ts';
import type { Menu } from './menu.ts';
import { byId, fill } from './mount.ts';
import type { BotEntry, TypedEntry } from './render-article.ts';
import { findInteractive, menuOptions } from './render-message.ts';
import type { Session } from './session.ts';
import { texts } from './texts.ts';
import { el } from './tree.ts';
import type { CommandDefinition } from './wire.ts';

/** What the buttons, menus, pictures and links of the entries do. */

export type LogControls = {
  readonly log: LogView;
  readonly session: Session;
  readonly drawer: Drawer;
  readonly menu: Menu;
  readonly messageCommands: readonly CommandDefinition[];
  readonly announce: (text: string) => void;
  /** Runs a line that is a link of the channel. */
  readonly run: (line: string) => void;
};

const BUTTON = 2;

const toggleSpoiler = (spoiler: HTMLElement): void => {
  const open = spoiler.classList.toggle('open');
  spoiler.setAttribute('aria-expanded', String(open));
  if (open) spoiler.removeAttribute('aria-label');
  else spoiler.setAttribute('aria-label', texts.spoiler);
};

const enlarge = (link: HTMLElement): void => {
  const dialog = byId('picture');
  const image = link.querySelector('img');
  if (!(dialog instanceof HTMLDialogElement) || !image) return;
  fill(
    byId('picture-content'),
    el('img', { src: image.getAttribute('src') ?? '', alt: image.alt }),
    el('p', { dir: 'auto' }, image.alt),
  );
  dialog.showModal();
};

const openMenu = (entry: BotEntry, customId: string, button: HTMLElement, tools: LogControls): void => {
  const component = findInteractive(entry.message?.body.components ?? [], customId);
  if (!component || component.type === BUTTON) return;
  const options = menuOptions(component);
  tools.menu.open({
    button,
    label: component.placeholder ?? texts.menu.placeholder,
    options: options.map(({ label, description, chosen }) => ({ label, description, selected: chosen })),
    min: component.min_values ?? 1,
    max: Math.min(component.max_values ?? 1, options.length),
    choose: (indexes) => {
      const picked = options.filter((_, index) => indexes.includes(index));
      tools.session.press(
        entry,
        customId,
        picked.map(({ value }) => value),
        texts.message.chose(picked.map(({ label }) => label).join(', ')),
      );
    },
  });
};

const openApps = (
  message: TypedEntry,
  button: HTMLElement,
  { menu, messageCommands, session }: LogControls,
): void =>
  menu.open({
    button,
    label: texts.message.apps,
    options: messageCommands.map(({ name }) => ({ label: name })),
    min: 1,
    max: 1,
    choose: ([index = 0]) => {
      const command = messageCommands[index];
      if (command) session.messageCommand(command, message);
    },
  });

const use = (control: HTMLElement, entry: BotEntry, tools: LogControls): void => {
  const { press, menu, json, dismiss } = control.dataset;
  if (press !== undefined) {
    tools.session.press(entry, press, [], texts.message.pressed(control.textContent ?? ''));
  } else if (menu !== undefined) {
    openMenu(entry, menu, control, tools);
  } else if (json !== undefined) {
    tools.drawer.open(entry);
  } else if (dismiss !== undefined) {
    tools.log.remove(entry.id);
    tools.announce(texts.message.dismissed);
    byId('text').focus();
  }
};

const kinds =
  '[data-press], [data-menu], [data-json], [data-dismiss], [data-line], [data-picture], [data-apps], [data-spoiler]';

/** Makes the entries answer to presses, by one listener for all of them. */
export const startLogControls = (tools: LogControls): void => {
  const scroller = byId('log');
  scroller.addEventListener('click', (event) => {
    const control = event.target instanceof Element ? event.target.closest<HTMLElement>(kinds) : null;
    if (!control || control.getAttribute('aria-disabled') === 'true') return;
    // Links that are opened elsewhere stay links.
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
    const { line, picture, apps, spoiler } = control.dataset;
    const entry = tools.log.get(control.closest('article')?.id.replace('entry-', '') ?? '');
    if (spoiler !== undefined) {
      if (!control.classList.contains('open')) toggleSpoiler(control);
    } else if (line !== undefined || picture !== undefined) {
      if (elsewhere) return;
      event.preventDefault();
      if (line !== undefined) tools.run(line);
      else enlarge(control);
    } else if (entry?.kind === 'typed') {
      if (apps !== undefined) openApps(entry, control, tools);
    } else if (entry) {
      use(control, entry, tools);
    }
  });
  scroller.addEventListener('keydown', (event) => {
    const spoiler =
      event.target instanceof HTMLElement && 'spoiler' in event.target.dataset ? event.target : null;
    if (!spoiler || (event.key !== 'Enter' && event.key !== ' ')) return;
    event.preventDefault();
    toggleSpoiler(spoiler);
  });
  const picture = byId('picture');
  picture.addEventListener('click', () => {
    if (picture instanceof HTMLDialogElement) picture.close();
  });
};
