import { formatDistance } from 'date-fns/formatDistance';
import { type APIMessageComponent, ComponentType } from 'discord-api-types/v10';

/** Message JSON as text for a terminal. Pure: colours are given by `style`, the reader's zone by `zone`. */

export type Style = {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly accent: (text: string) => string;
  readonly link: (label: string, url: string) => string;
};

/** No colours; addresses in brackets: for pipes and NO_COLOR. */
export const plainStyle: Style = {
  bold: (text) => text,
  dim: (text) => text,
  accent: (text) => text,
  link: (label, url) => (label === url ? url : `${label} (${url})`),
};

export type RenderOptions = {
  readonly style: Style;
  readonly zone: string;
  readonly now: Date;
  readonly width: number;
};

/** Something that can be pressed, with the number it is shown under. */
export type Choice = {
  readonly label: string;
  readonly customId: string;
  readonly values: readonly string[];
};

const timestampText = (seconds: number, format: string, { zone, now }: RenderOptions): string => {
  const instant = new Date(seconds * 1000);
  if (format === 'R') return formatDistance(instant, now, { addSuffix: true });
  const parts: Intl.DateTimeFormatOptions =
    format === 't' || format === 'T'
      ? { timeStyle: 'short' }
      : format === 'd' || format === 'D'
        ? { dateStyle: 'long' }
        : { dateStyle: format === 'f' ? 'long' : 'full', timeStyle: 'short' };
  const text = new Intl.DateTimeFormat('en-GB', { ...parts, timeZone: zone }).format(instant);
  return 'timeStyle' in parts ? `${text} (${zone})` : text;
};

// Escaped characters are set aside while the markdown around them is read.
const ASIDE = 0xe000;

const inline = (text: string, options: RenderOptions): string =>
  text
    .replace(/\\([\\*_~`|<>[\]#.+-])/g, (_, character: string) =>
      String.fromCharCode(ASIDE + character.charCodeAt(0)),
    )
    .replace(/<t:(-?\d+):([tTdDfFR])>/g, (_, seconds: string, format: string) =>
      timestampText(Number(seconds), format, options),
    )
    .replace(/\[([^\]]+)\]\(([^)\s]+)\)/g, (_, label: string, url: string) => options.style.link(label, url))
    .replace(/\*\*(.+?)\*\*/g, (_, inner: string) => options.style.bold(inner))
    .replace(/`([^`]+)`/g, (_, code: string) => options.style.accent(code))
    .replace(/[\ue000-\ue07f]/g, (character) => String.fromCharCode(character.charCodeAt(0) - ASIDE));

// Escape sequences take no room on the screen.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const visible = (text: string): number => text.replace(/\u001b\]8;;.*?\u001b\\|\u001b\[[0-9;]*m/g, '').length;

const wrap = (text: string, indent: string, width: number): string => {
  const lines: string[] = [];
  const [margin = ''] = /^ */.exec(text) ?? [];
  let line = '';
  for (const word of text.trimStart().split(' ')) {
    if (line && visible(line) + visible(word) + 1 > width) {
      lines.push(line);
      line = `${indent}${word}`;
    } else {
      line = line ? `${line} ${word}` : `${margin}${word}`;
    }
  }
  return [...lines, line].join('\n');
};

const markdownLine = (line: string, options: RenderOptions): string => {
  const { style, width } = options;
  const heading = /^#{1,3} (.*)$/.exec(line);
  if (heading) return style.bold(wrap(inline(heading[1] ?? '', options), '', width));
  const small = /^-# (.*)$/.exec(line);
  if (small) return style.dim(wrap(`  ${inline(small[1] ?? '', options)}`, '  ', width));
  const quote = /^> (.*)$/.exec(line);
  if (quote) return wrap(`│ ${inline(quote[1] ?? '', options)}`, '│ ', width);
  const item = /^- (.*)$/.exec(line);
  if (item) return wrap(`• ${inline(item[1] ?? '', options)}`, '  ', width);
  return wrap(inline(line, options), '', width);
};

const markdown = (content: string, options: RenderOptions): string =>
  content
    .split('\n')
    .map((line) => markdownLine(line, options))
    .join('\n');

const lines = (component: APIMessageComponent, options: RenderOptions): readonly string[] => {
  switch (component.type) {
    case ComponentType.Container:
      return component.components.flatMap((child) => lines(child, options));
    case ComponentType.TextDisplay:
      return [markdown(component.content, options)];
    case ComponentType.Separator:
      return [options.style.dim('─'.repeat(Math.min(options.width, 60)))];
    case ComponentType.Section:
      return component.components.flatMap((child) => lines(child, options));
    case ComponentType.MediaGallery:
      return component.items.map(
        ({ media, description }) =>
          `${options.style.accent(media.url.replace('attachment://', ''))}: ${description ?? ''}`,
      );
    case ComponentType.File:
      return [options.style.accent(component.file.url.replace('attachment://', ''))];
    default:
      return [];
  }
};

/** The text of a message. */
export const renderMessage = (components: readonly APIMessageComponent[], options: RenderOptions): string =>
  components.flatMap((component) => lines(component, options)).join('\n');

const choicesOf = (component: APIMessageComponent): readonly Choice[] => {
  switch (component.type) {
    case ComponentType.Container:
    case ComponentType.ActionRow:
      return component.components.flatMap(choicesOf);
    case ComponentType.Section:
      return choicesOf(component.accessory);
    case ComponentType.Button:
      return 'custom_id' in component && !component.disabled
        ? [{ label: component.label ?? '', customId: component.custom_id, values: [] }]
        : [];
    case ComponentType.StringSelect:
      return component.options.map(({ label, value, description }) => ({
        label: description ? `${label}, ${description}` : label,
        customId: component.custom_id,
        values: [value],
      }));
    default:
      return [];
  }
};

/** Buttons and menu entries in reading order; the terminal offers them by number. */
export const choices = (components: readonly APIMessageComponent[]): readonly Choice[] =>
  components.flatMap(choicesOf);
