import type { MarkdownContext } from './render-inline.ts';
import { renderMessage } from './render-message.ts';
import { texts } from './texts.ts';
import { el, type Tree } from './tree.ts';
import type { Measured, SentFile, SentMessage, Setup } from './wire.ts';

/** One entry of the channel, as a tree. */

export type Origin =
  /** A command that was used; `line` can be linked to. */
  | { readonly kind: 'command'; readonly line: string }
  /** A button, a menu, a form or a message command; `what` says which. */
  | { readonly kind: 'press'; readonly what: string }
  /** Posted by the bot itself. */
  | { readonly kind: 'post'; readonly channel: string };

export type BotEntry = {
  readonly kind: 'bot';
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly origin: Origin;
  readonly private: boolean;
  /** Absent while the bot has not answered. */
  readonly message?: {
    readonly body: SentMessage;
    readonly files: readonly SentFile[];
    readonly measured: Measured;
  };
  /** Instead of an answer. */
  readonly failure?: string;
  /** The custom id of the button or menu whose answer is awaited. */
  readonly awaited?: string | undefined;
  /** The interaction that was answered last. */
  readonly interaction?: object;
};

export type TypedEntry = {
  readonly kind: 'typed';
  readonly id: string;
  readonly at: number;
  readonly content: string;
};

export type Entry = BotEntry | TypedEntry;

export type ArticleContext = MarkdownContext & {
  readonly limits: Setup['limits'];
  /** Whether there are commands to use on a typed message. */
  readonly messageCommands: boolean;
};

const clock = (at: number, { locale, timeZone }: ArticleContext): Tree =>
  el(
    'time',
    { datetime: new Date(at).toISOString() },
    new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone }).format(at),
  );

const yourAvatar = (size: string): Tree => el('span', { class: `avatar you ${size}`, 'aria-hidden': 'true' });

const originLine = (origin: Origin): Tree => {
  switch (origin.kind) {
    case 'command':
      return el(
        'p',
        { class: 'origin' },
        yourAvatar('small'),
        el('b', {}, texts.message.you),
        ` ${texts.message.used} `,
        el(
          'a',
          {
            class: 'used',
            href: `/?q=${encodeURIComponent(origin.line)}`,
            'data-line': origin.line,
            dir: 'auto',
          },
          origin.line,
        ),
      );
    case 'press':
      return el(
        'p',
        { class: 'origin' },
        yourAvatar('small'),
        el('b', {}, texts.message.you),
        ` ${origin.what}`,
      );
    case 'post':
      return el('p', { class: 'origin' }, el('b', {}, texts.bot), ` ${texts.message.posted(origin.channel)}`);
  }
};

const body = (entry: BotEntry, context: ArticleContext): readonly Tree[] => {
  if (entry.failure !== undefined) return [el('p', { class: 'failure' }, entry.failure)];
  if (!entry.message)
    return [
      el(
        'p',
        { class: 'thinking' },
        el('span', { class: 'dots', 'aria-hidden': 'true' }, el('span'), el('span'), el('span')),
        texts.message.thinking,
      ),
    ];
  const { message } = entry;
  return renderMessage(message.body.components ?? [], {
    ...context,
    files: message.files,
    awaited: entry.awaited,
  });
};

const footer = (entry: BotEntry, { limits }: ArticleContext): Tree => {
  const { measured } = entry.message ?? {};
  return el(
    'div',
    { class: 'foot' },
    ...(entry.private
      ? [
          el(
            'span',
            { class: 'private' },
            el('span', { class: 'eye', 'aria-hidden': 'true' }),
            `${texts.message.private} · `,
            el('button', { type: 'button', class: 'plain', 'data-dismiss': true }, texts.message.dismiss),
          ),
        ]
      : []),
    ...(measured
      ? [
          el(
            'button',
            {
              type: 'button',
              class: `json${measured.breaches.length > 0 ? ' breached' : ''}`,
              'data-json': true,
              'aria-label': texts.message.jsonLabel,
              title: texts.message.limits(
                measured.components,
                limits.components,
                measured.characters,
                limits.characters,
              ),
            },
            el('span', { 'aria-hidden': 'true' }, '{ } '),
            texts.message.json,
          ),
        ]
      : []),
  );
};

/** The entry as an article. Its heading names who speaks; `id` is on the article itself. */
export const renderArticle = (entry: Entry, context: ArticleContext): Tree => {
  const headingId = `by-${entry.id}`;
  const attributes = { id: `entry-${entry.id}`, tabindex: -1, 'aria-labelledby': headingId };
  if (entry.kind === 'typed')
    return el(
      'article',
      { ...attributes, class: 'entry typed' },
      yourAvatar('big'),
      el('h2', { id: headingId, class: 'by' }, el('span', {}, texts.message.you), clock(entry.at, context)),
      el('p', { class: 'content', dir: 'auto' }, entry.content),
      ...(context.messageCommands
        ? [
            el(
              'div',
              { class: 'foot' },
              el(
                'button',
                {
                  type: 'button',
                  class: 'json',
                  'data-apps': true,
                  'aria-haspopup': 'listbox',
                  'aria-expanded': 'false',
                  'aria-label': texts.message.appsLabel,
                },
                texts.message.apps,
              ),
            ),
          ]
        : []),
    );
  return el(
    'article',
    {
      ...attributes,
      class: `entry bot${entry.private ? ' is-private' : ''}`,
      'aria-busy': entry.message || entry.failure ? undefined : 'true',
    },
    originLine(entry.origin),
    el('span', { class: 'avatar bot big', 'aria-hidden': 'true' }),
    el(
      'h2',
      { id: headingId, class: 'by' },
      el('span', {}, texts.bot),
      el('span', { class: 'badge' }, texts.badge),
      clock(entry.at, context),
    ),
    el('div', { class: 'content' }, ...body(entry, context)),
    footer(entry, context),
  );
};
