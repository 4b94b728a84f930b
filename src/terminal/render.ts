import { formatDistance } from 'date-fns/formatDistance';
import { type APIMessageComponent, ComponentType } from 'discord-api-types/v10';

/** Message JSON as text for a terminal. Pure: colours are given by `style`, the reader's zone by `zone`. */

export type Style = {
  /** Whether the terminal shows colours and bold letters; without them labels are set apart by a colon. */
  readonly colours: boolean;
  readonly bold: (text: string) => string;
  readonly underline: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly accent: (text: string) => string;
  /** A label that can be clicked. Absent: addresses stand in full on lines of their own. */
  readonly link: ((label: string, url: string) => string) | undefined;
};

const same = (text: string): string => text;

/** For pipes and NO_COLOR. */
export const plainStyle: Style = {
  colours: false,
  bold: same,
  underline: same,
  dim: same,
  accent: same,
  link: undefined,
};

export type RenderOptions = {
  readonly style: Style;
  /** An IANA zone: where times are read. */
  readonly zone: string;
  readonly now: Date;
  /** Columns. */
  readonly width: number;
};

const timestampText = (seconds: number, format: string, { zone, now }: RenderOptions): string => {
  const instant = new Date(seconds * 1000);
  if (Number.isNaN(instant.getTime())) return '';
  if (format === 'R') return formatDistance(instant, now, { addSuffix: true });
  const parts: Intl.DateTimeFormatOptions =
    format === 't' || format === 'T'
      ? { timeStyle: 'short' }
      : format === 'd' || format === 'D'
        ? { dateStyle: 'long' }
        : { dateStyle: format === 'f' ? 'long' : 'full', timeStyle: 'short' };
  const text = new Intl.DateTimeFormat('en-GB', { ...parts, timeZone: zone }).format(instant);
  return 'timeStyle' in parts ? `${text} ${zone.replaceAll('_', ' ')}` : text;
};

// Escaped characters are set aside while the markdown around them is read.
const ASIDE = 0xe000;

type Inline = { readonly text: string; readonly addresses: readonly string[] };

/** One line without its markdown; where links cannot be clicked, their addresses beside it. */
const inline = (text: string, options: RenderOptions): Inline => {
  const { style } = options;
  const addresses: string[] = [];
  const shown = text
    .replace(/\\([^0-9A-Za-z\s\u0080-\uffff])/g, (_, character: string) =>
      String.fromCharCode(ASIDE + character.charCodeAt(0)),
    )
    .replace(/<t:(-?\d+):([tTdDfFR])>/g, (_, seconds: string, format: string) =>
      timestampText(Number(seconds), format, options),
    )
    .replace(/\[([^\]]+)\]\(([^)\s]+)\)/g, (_, label: string, url: string) => {
      if (style.link) return style.link(label, url);
      addresses.push(url);
      return label;
    })
    .replace(/^\*\*([^*]+)\*\* (?=[^·\s])/, (whole, label: string) =>
      style.colours ? whole : `${label.replace(/:$/, '')}: `,
    )
    .replace(/\*\*(.+?)\*\*/g, (_, inner: string) => style.bold(inner))
    .replace(/__(.+?)__/g, (_, inner: string) => style.underline(inner))
    .replace(/`([^`]+)`/g, (_, code: string) => style.accent(code))
    .replace(/[\ue000-\ue07f]/g, (character) => String.fromCharCode(character.charCodeAt(0) - ASIDE));
  return { text: shown, addresses };
};

// Escape sequences and combining marks take no room on the screen.
const invisible =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /\u001b\]8;;.*?(?:\u001b\\|\u0007)|\u001b\[[0-9;]*m|\p{M}|[\u200b-\u200f\u2066-\u2069]/gu;

/** Columns that a text takes. */
export const columns = (text: string): number => [...text.replace(invisible, '')].length;

/** Breaks a text between words: the first line begins with `first`, the others with `rest`. */
export const wrap = (text: string, first: string, rest: string, width: number): string => {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  // The number of a source stays beside its fact.
  for (const word of text.split(/ +(?![⁰¹²³⁴⁵⁶⁷⁸⁹])/).filter((part) => part !== '')) {
    if (!empty && columns(line) + columns(word) + 1 > width) {
      lines.push(line);
      line = `${rest}${word}`;
    } else {
      line = empty ? `${line}${word}` : `${line} ${word}`;
    }
    empty = false;
  }
  return [...lines, line].join('\n');
};

/** Marks at the beginning of a line, what they become, and how far the lines after it go in. */
const leads = [
  { mark: /^-# /, first: '  ', rest: '  ', dim: true },
  { mark: /^> /, first: '│ ', rest: '│ ', dim: false },
  { mark: /^[-*] /, first: '• ', rest: '  ', dim: false },
] as const;

const markdownLine = (line: string, options: RenderOptions): string => {
  const { style, width } = options;
  const heading = /^#{1,3} (.*)$/.exec(line)?.[1];
  if (heading !== undefined) return style.bold(wrap(inline(heading, options).text, '', '', width));
  const numbered = /^\d+\. /.exec(line)?.[0];
  const lead = leads.find(({ mark }) => mark.test(line));
  const first = numbered ?? lead?.first ?? '';
  const rest = lead?.rest ?? ' '.repeat(first.length);
  const { text, addresses } = inline(
    line.slice(numbered?.length ?? lead?.mark.exec(line)?.[0].length ?? 0),
    options,
  );
  const wrapped = wrap(text, first, rest, width);
  return [
    lead?.dim ? style.dim(wrapped) : wrapped,
    ...addresses.map((url) => style.dim(`${lead?.dim ? '    ' : rest}${url}`)),
  ].join('\n');
};

// A line that is a title: a heading, or all bold or underlined, perhaps with a date behind it.
const title = /^(?:#{1,3} .*|\*\*[^*]+\*\*(?: · .*)?|__[^_]+__)$/;

const markdown = (content: string, options: RenderOptions): readonly string[] =>
  content.split('\n').flatMap((line) => [...(title.test(line) ? [''] : []), markdownLine(line, options)]);

const lines = (component: APIMessageComponent, options: RenderOptions): readonly string[] => {
  const { style, width } = options;
  switch (component.type) {
    case ComponentType.Container:
      return component.components.flatMap((child) => lines(child, options));
    case ComponentType.TextDisplay:
      return markdown(component.content, options);
    case ComponentType.Separator:
      return [style.dim('─'.repeat(Math.min(width, 60)))];
    case ComponentType.Section:
      return component.components.flatMap((child) => lines(child, options));
    case ComponentType.MediaGallery:
      return component.items.map(({ media, description }) =>
        wrap(
          `${style.accent(media.url.replace('attachment://', ''))}: ${description ?? ''}`,
          '',
          '  ',
          width,
        ),
      );
    case ComponentType.File:
      return [style.accent(component.file.url.replace('attachment://', ''))];
    case ComponentType.ActionRow:
      return component.components.flatMap((child) =>
        'url' in child && child.url
          ? [markdownLine(`- [${(child.label ?? child.url).replace(/[[\]]/g, '')}](${child.url})`, options)]
          : [],
      );
    default:
      return [];
  }
};

/** No empty line at the ends, nor beside another or a rule. */
const tidy = (all: readonly string[]): readonly string[] =>
  all.filter(
    (line, index) =>
      line !== '' ||
      (index > 0 && index < all.length - 1 && all[index - 1] !== '' && !isRule(all[index - 1])),
  );

const isRule = (line: string | undefined): boolean => line?.includes('──') ?? false;

/** The text of a message. */
export const renderMessage = (components: readonly APIMessageComponent[], options: RenderOptions): string =>
  tidy(components.flatMap((component) => ['', ...lines(component, options)])).join('\n');
