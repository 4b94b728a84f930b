import { fetchSetup, fetchSuggestions, hearPosts, PreviewError } from './api.ts';
import { entriesOf, lineOf, missingIn, parseLine } from './command-line.ts';
import { createComposer } from './composer.ts';
import { type ConversationTools, converse } from './conversation.ts';
import { createDrawer } from './drawer.ts';
import {
  autocompleteInteraction,
  commandInteraction,
  type Envelope,
  messageCommandInteraction,
  modalInteraction,
  pressInteraction,
  type Typed,
} from './interactions.ts';
import { createLogView } from './log-view.ts';
import { createMenu } from './menu.ts';
import { createModalView } from './modal-view.ts';
import { byId, fill, toDom } from './mount.ts';
import type { ArticleContext, BotEntry } from './render-article.ts';
import { findInteractive, menuOptions } from './render-message.ts';
import type { Modal } from './render-modal.ts';
import { texts } from './texts.ts';
import { startTheme } from './theme.ts';
import { el } from './tree.ts';
import type { CommandDefinition, Post, Setup } from './wire.ts';
import { channels, names, views } from './world.ts';

/** Puts the page together: the composer asks, the log shows, the address bar remembers. */

const CHAT_INPUT = 1;
const MESSAGE_COMMAND = 3;
const SUBCOMMAND = 1;

const start = (setup: Setup): void => {
  const locale = navigator.language;
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const commandEntries = entriesOf(setup.commands);
  const messageCommands = setup.commands.filter(({ type }) => type === MESSAGE_COMMAND);
  const announcer = byId('announcer');
  const viewAs = byId('view-as');
  let lastId = BigInt(Date.now()) << 22n;
  let lastLine: string | undefined;

  // A new element each time, so that the same sentence is read out again.
  const announce = (text: string): void => fill(announcer, el('span', {}, text));

  /** Ids that grow as Discord's do, new for each message and interaction. */
  const newId = (): string => {
    lastId += 1n;
    return String(lastId);
  };

  const envelope = (): Envelope => {
    const chosen = viewAs instanceof HTMLSelectElement ? viewAs.value : '';
    return { id: newId(), locale, viewAs: views.find((view) => view === chosen) ?? 'manager' };
  };

  const articleContext = (): ArticleContext => ({
    now: Date.now(),
    locale,
    timeZone,
    names,
    limits: setup.limits,
    messageCommands: messageCommands.length > 0,
  });

  const log = createLogView(articleContext);
  const drawer = createDrawer(setup.limits, announce);
  const menu = createMenu();
  const modalView = createModalView();

  const openModal = (modal: Modal, on: BotEntry | undefined): void => {
    modalView.open(modal, articleContext(), (components) => {
      const message = on?.message && {
        id: on.id,
        body: on.message.body,
        answersYou: on.origin.kind !== 'post',
      };
      void converse(
        {
          interaction: modalInteraction(envelope(), modal.custom_id, components, message),
          origin: { kind: 'press', what: texts.message.sentForm(modal.title) },
          ...(on ? { on: { entry: on, customId: modal.custom_id } } : {}),
        },
        tools,
      );
    });
  };

  const tools: ConversationTools = { log, announce, newId, openModal };

  const ask = (typed: Typed, history: 'push' | 'replace'): void => {
    const line = lineOf(typed);
    const id = newId();
    lastLine = line;
    const address = `/?${new URLSearchParams({ q: line })}`;
    if (history === 'push') window.history.pushState({ entry: id }, '', address);
    else window.history.replaceState({ entry: id }, '', address);
    document.title = texts.title(line);
    const origin = { kind: 'command', line } as const;
    void converse(
      {
        interaction: commandInteraction(envelope(), typed),
        origin,
        waiting: { kind: 'bot', id, at: Date.now(), origin, private: false },
      },
      tools,
    );
  };

  const sendText = (content: string): void => {
    log.set({ kind: 'typed', id: newId(), at: Date.now(), content });
    announce(texts.message.notRead);
    fill(byId('note'), texts.message.notRead);
  };

  const composer = createComposer({
    entries: commandEntries,
    suggest: (typed, focused, signal) =>
      fetchSuggestions(autocompleteInteraction(envelope(), typed, focused), signal),
    announce,
    sendCommand: (typed) => ask(typed, 'push'),
    sendText,
    lastLine: () => lastLine,
  });

  /** Runs a line that was pressed on the page, or opens it in the composer where something is missing. */
  const run = (line: string, history: 'push' | 'replace'): void => {
    const typed = parseLine(line, commandEntries);
    if (typed && missingIn(typed).length === 0) ask(typed, history);
    else composer.fill(line);
  };

  // A link can come from anywhere. It runs what only looks things up; what needs permissions waits for Enter.
  const runLink = (line: string): void => {
    const typed = parseLine(line, commandEntries);
    if (typed?.command.default_member_permissions !== undefined)
      composer.fill(line, texts.composer.prefilled);
    else run(line, 'replace');
  };

  const askedLine = (): string | null => new URLSearchParams(location.search).get('q');

  const press = (entry: BotEntry, customId: string, values: readonly string[], what: string): void => {
    const body = entry.message?.body;
    const component = findInteractive(body?.components ?? [], customId);
    if (!body || !component) return;
    void converse(
      {
        interaction: pressInteraction(
          envelope(),
          { id: entry.id, body, answersYou: entry.origin.kind !== 'post' },
          { customId, componentType: component.type, values },
        ),
        origin: { kind: 'press', what },
        on: { entry, customId },
      },
      tools,
    );
  };

  const openMenu = (entry: BotEntry, customId: string, button: HTMLElement): void => {
    const component = findInteractive(entry.message?.body.components ?? [], customId);
    if (!component || component.type === 2) return;
    const options = menuOptions(component);
    const label = component.placeholder ?? texts.menu.placeholder;
    menu.open({
      button,
      label,
      options: options.map(({ label, description, chosen }) => ({ label, description, selected: chosen })),
      min: component.min_values ?? 1,
      max: Math.min(component.max_values ?? 1, options.length),
      choose: (indexes) => {
        const picked = options.filter((_, index) => indexes.includes(index));
        press(
          entry,
          customId,
          picked.map(({ value }) => value),
          texts.message.chose(picked.map(({ label }) => label).join(', ')),
        );
      },
    });
  };

  const openApps = (
    message: { readonly id: string; readonly content: string },
    button: HTMLElement,
  ): void => {
    const chooseCommand = (command: CommandDefinition | undefined): void => {
      if (!command) return;
      const origin = { kind: 'press', what: texts.message.usedOnMessage(command.name) } as const;
      void converse(
        {
          interaction: messageCommandInteraction(envelope(), command, message),
          origin,
          waiting: { kind: 'bot', id: newId(), at: Date.now(), origin, private: false },
        },
        tools,
      );
    };
    menu.open({
      button,
      label: texts.message.apps,
      options: messageCommands.map(({ name }) => ({ label: name })),
      min: 1,
      max: 1,
      choose: ([index]) => chooseCommand(messageCommands[index ?? 0]),
    });
  };

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

  byId('log').addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target : undefined;
    const control = target?.closest<HTMLElement>(
      '[data-press], [data-menu], [data-json], [data-dismiss], [data-line], [data-picture], [data-apps], [data-spoiler]',
    );
    if (!control || control.getAttribute('aria-disabled') === 'true') return;
    const modified = event instanceof MouseEvent && (event.ctrlKey || event.metaKey || event.shiftKey);
    const { press: pressed, menu: menuId, json, dismiss, line, picture, apps, spoiler } = control.dataset;
    if (line !== undefined && !modified) {
      event.preventDefault();
      run(line, 'push');
    } else if (spoiler !== undefined && !control.classList.contains('open')) {
      event.preventDefault();
      toggleSpoiler(control);
    } else if (picture !== undefined && !modified) {
      event.preventDefault();
      enlarge(control);
    }
    const id = control.closest('article')?.id.replace('entry-', '') ?? '';
    const entry = log.get(id);
    if (entry?.kind === 'typed' && apps !== undefined) openApps(entry, control);
    if (entry?.kind !== 'bot') return;
    if (pressed !== undefined) press(entry, pressed, [], texts.message.pressed(control.textContent ?? ''));
    else if (menuId !== undefined) openMenu(entry, menuId, control);
    else if (json !== undefined) drawer.open(entry);
    else if (dismiss !== undefined) {
      log.remove(id);
      announce(texts.message.dismissed);
      byId('text').focus();
    }
  });
  byId('log').addEventListener('keydown', (event) => {
    const spoiler =
      event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-spoiler]') : null;
    if (!spoiler || spoiler !== event.target || (event.key !== 'Enter' && event.key !== ' ')) return;
    event.preventDefault();
    toggleSpoiler(spoiler);
  });
  for (const id of ['picture', 'picture-close'])
    byId(id).addEventListener('click', () => {
      const dialog = byId('picture');
      if (dialog instanceof HTMLDialogElement) dialog.close();
    });

  window.addEventListener('popstate', ({ state }) => {
    const line = askedLine();
    const id: unknown =
      typeof state === 'object' && state !== null && 'entry' in state ? state.entry : undefined;
    document.title = line === null ? texts.page.title : texts.title(line);
    if (typeof id === 'string' && log.show(id)) return;
    if (line === null) byId('log').scrollTo({ top: 0 });
    else runLink(line);
  });

  const known = (line: string): boolean => parseLine(line, commandEntries) !== undefined;
  const examples = texts.examples.filter(known);
  for (const line of examples.length > 0
    ? examples
    : commandEntries.slice(0, 3).map(({ name }) => `/${name}`))
    byId('examples').append(
      toDom(
        el(
          'li',
          {},
          el(
            'a',
            { class: 'example', href: `/?${new URLSearchParams({ q: line })}`, 'data-line': line },
            line,
          ),
        ),
      ),
    );
  for (const { type, name, description = '', default_member_permissions, options = [] } of setup.commands) {
    if (type !== CHAT_INPUT) continue;
    const parts = options.filter((option) => option.type === SUBCOMMAND).map((option) => option.name);
    byId('command-list').append(
      toDom(
        el(
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
        ),
      ),
    );
  }
  byId('command-list').addEventListener('click', (event) => {
    const button =
      event.target instanceof Element ? event.target.closest<HTMLElement>('[data-command]') : null;
    if (!button?.dataset.command) return;
    byId('side').classList.remove('open');
    byId('side-toggle').setAttribute('aria-expanded', 'false');
    composer.fill(button.dataset.command);
  });
  byId('side-toggle').addEventListener('click', () => {
    const open = byId('side').classList.toggle('open');
    byId('side-toggle').setAttribute('aria-expanded', String(open));
  });

  const channelName = (id: string): string => channels.find((channel) => channel.id === id)?.name ?? id;
  const showPost = ({ id, channelId, at, body, files, measured }: Post): void => {
    if (log.get(`post-${id}`)) return;
    const channel = channelName(channelId);
    log.set({
      kind: 'bot',
      id: `post-${id}`,
      at,
      origin: { kind: 'post', channel },
      private: false,
      message: { body, files, measured },
    });
    announce(texts.message.arrivedPost(channel));
  };
  hearPosts(showPost, (up) => {
    document.documentElement.dataset.connected = String(up);
    byId('offline').hidden = up;
  });

  const line = askedLine();
  if (line !== null) runLink(line);
  if (matchMedia('(pointer: fine)').matches && line === null) byId('text').focus();
  document.documentElement.dataset.ready = 'true';
};

startTheme();
try {
  start(await fetchSetup());
} catch (error) {
  if (!(error instanceof PreviewError)) throw error;
  byId('offline').hidden = false;
}
