import { fetchSetup, hearPosts, PreviewError } from './api.ts';
import { entriesOf, lineOf, missingIn, parseLine } from './command-line.ts';
import { createComposer } from './composer.ts';
import { createDrawer } from './drawer.ts';
import type { Typed } from './interactions.ts';
import { startLogControls } from './log-controls.ts';
import { createLogView } from './log-view.ts';
import { createMenu } from './menu.ts';
import { createModalView } from './modal-view.ts';
import { byId, fill } from './mount.ts';
import type { ArticleContext } from './render-article.ts';
import { createSession } from './session.ts';
import { startSide } from './side.ts';
import { texts } from './texts.ts';
import { startTheme } from './theme.ts';
import { el } from './tree.ts';
import type { Post, Setup } from './wire.ts';
import { channels, names } from './world.ts';

/** Puts the page together: the composer asks, the log shows, the address bar remembers. */

const MESSAGE_COMMAND = 3;

const addressOf = (line: string): string => `/?${new URLSearchParams({ q: line })}`;

const askedLine = (): string | null => new URLSearchParams(location.search).get('q');

const entryOf = (state: unknown): string | undefined =>
  typeof state === 'object' && state !== null && 'entry' in state && typeof state.entry === 'string'
    ? state.entry
    : undefined;

const start = (setup: Setup): void => {
  const entries = entriesOf(setup.commands);
  const messageCommands = setup.commands.filter(({ type }) => type === MESSAGE_COMMAND);
  const announcer = byId('announcer');
  const locale = navigator.language;
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  let lastLine: string | undefined;

  // A new element each time, so that the same sentence is read out again.
  const announce = (text: string): void => fill(announcer, el('span', {}, text));

  const articleContext = (): ArticleContext => ({
    now: Date.now(),
    locale,
    timeZone,
    names,
    limits: setup.limits,
    messageCommands: messageCommands.length > 0,
  });

  const log = createLogView(articleContext);
  const side = startSide(setup.commands, (line) => composer.fill(line));
  const session = createSession({
    locale,
    viewAs: side.viewAs,
    log,
    modalView: createModalView(),
    announce,
    markdown: articleContext,
  });

  const ask = (typed: Typed, history: 'push' | 'replace'): void => {
    const id = session.newId();
    lastLine = lineOf(typed);
    if (history === 'push') window.history.pushState({ entry: id }, '', addressOf(lastLine));
    else window.history.replaceState({ entry: id }, '', addressOf(lastLine));
    document.title = texts.title(lastLine);
    session.command(typed, lastLine, id);
  };

  const composer = createComposer({
    entries,
    suggest: session.suggest,
    announce,
    sendCommand: (typed) => ask(typed, 'push'),
    sendText: (content) => {
      log.set({ kind: 'typed', id: session.newId(), at: Date.now(), content });
      announce(texts.message.notRead);
      fill(byId('note'), texts.message.notRead);
    },
    lastLine: () => lastLine,
  });

  /** Runs a line that was pressed on the page, or opens it in the composer where something is missing. */
  const run = (line: string, history: 'push' | 'replace'): void => {
    const typed = parseLine(line, entries);
    if (typed && missingIn(typed).length === 0) ask(typed, history);
    else composer.fill(line);
  };

  // A link can come from anywhere. It runs what only looks things up; what needs permissions waits for Enter.
  const runLink = (line: string): void => {
    if (parseLine(line, entries)?.command.default_member_permissions !== undefined)
      composer.fill(line, texts.composer.prefilled);
    else run(line, 'replace');
  };

  startLogControls({
    log,
    session,
    drawer: createDrawer(setup.limits, announce),
    menu: createMenu(),
    messageCommands,
    announce,
    run: (line) => run(line, 'push'),
  });

  window.addEventListener('popstate', ({ state }) => {
    const line = askedLine();
    const id = entryOf(state);
    document.title = line === null ? texts.page.title : texts.title(line);
    if (id !== undefined && log.show(id)) return;
    if (line === null) byId('log').scrollTo({ top: 0 });
    else runLink(line);
  });

  const examples = texts.examples.filter((line) => parseLine(line, entries) !== undefined);
  fill(
    byId('examples'),
    ...examples.map((line) =>
      el('li', {}, el('a', { class: 'example', href: addressOf(line), 'data-line': line }, line)),
    ),
  );

  const showPost = ({ id, channelId, at, body, files, measured }: Post): void => {
    if (log.get(`post-${id}`)) return;
    const channel = channels.find((known) => known.id === channelId)?.name ?? channelId;
    const origin = { kind: 'post', channel } as const;
    log.set({
      kind: 'bot',
      id: `post-${id}`,
      at,
      origin,
      private: false,
      message: { body, files, measured },
    });
    announce(texts.message.arrivedPost(channel));
  };
  hearPosts(showPost, (connected) => {
    byId('offline').hidden = connected;
  });

  const line = askedLine();
  if (line !== null) runLink(line);
  else if (matchMedia('(pointer: fine)').matches) byId('text').focus();
  document.documentElement.dataset.ready = 'true';
};

startTheme();
try {
  start(await fetchSetup());
} catch (error) {
  if (!(error instanceof PreviewError)) throw error;
  byId('offline').hidden = false;
}
