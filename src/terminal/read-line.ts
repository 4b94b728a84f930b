import type { Options, SlashCommand } from '../command.ts';
import type { Commands } from '../dispatch.ts';
import { editDistance } from '../search/fold.ts';

/** A typed line such as `/parties 2017-07` or `/parties query:2017-07`, read as a command with options. */
export type Line =
  | {
      readonly kind: 'command';
      readonly command: SlashCommand;
      readonly subcommand: string | undefined;
      readonly values: Readonly<Record<string, string | number | boolean>>;
    }
  | { readonly kind: 'wrong'; readonly reason: WrongLine };

export type WrongLine =
  | { readonly is: 'unknown command'; readonly name: string; readonly near: readonly string[] }
  | { readonly is: 'unknown subcommand'; readonly command: string; readonly known: readonly string[] }
  | { readonly is: 'unknown option'; readonly option: string; readonly known: readonly string[] }
  | { readonly is: 'missing option'; readonly option: string; readonly example: string }
  | { readonly is: 'bad value'; readonly option: string; readonly wants: string };

const slashCommands = (commands: Commands): readonly SlashCommand[] =>
  [...commands.values()].filter((command) => command.kind === 'slash');

/** Command names near a mistyped one, nearest first. */
const nearNames = (typed: string, commands: Commands): readonly string[] =>
  slashCommands(commands)
    .map(({ name }) => ({ name, far: name.startsWith(typed) ? 0 : editDistance(typed, name, 3) }))
    .filter(({ far, name }) => far <= Math.max(2, Math.floor(name.length * 0.4)))
    .sort((a, b) => a.far - b.far)
    .map(({ name }) => name);

/** Words, with "quoted words" kept together. */
const wordsOf = (text: string): readonly string[] =>
  (text.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replace(/^"(.*)"$/, '$1'));

/** Values by `name:value`; a value runs to the next `name:` of a known option. */
const named = (text: string, options: Options): ReadonlyMap<string, string> | undefined => {
  const marks = [...text.matchAll(/(?:^|\s)([\p{L}\p{N}_-]+):(?!\/\/)/gu)].filter(
    ([, name]) => name !== undefined && name in options,
  );
  if (marks.length === 0) return undefined;
  return new Map(
    marks.map((mark, index) => [
      mark[1] ?? '',
      text
        .slice(mark.index + mark[0].length, marks[index + 1]?.index ?? text.length)
        .trim()
        .replace(/^"(.*)"$/, '$1'),
    ]),
  );
};

const positional = (text: string, options: Options): ReadonlyMap<string, string> => {
  const names = Object.keys(options);
  const required = names.filter((name) => options[name]?.required);
  const words = wordsOf(text);
  if (required.length > 1)
    return new Map(
      required.map((name, index) => [
        name,
        index === required.length - 1 ? words.slice(index).join(' ') : (words[index] ?? ''),
      ]),
    );
  const first = required[0] ?? names[0];
  return first === undefined || text === '' ? new Map() : new Map([[first, text.replace(/^"(.*)"$/, '$1')]]);
};

const typed = (value: string, type: Options[string]['type']): string | number | boolean | undefined => {
  if (type === 'integer') return /^-?\d+$/.test(value) ? Number(value) : undefined;
  if (type === 'boolean')
    return /^(?:yes|true|on)$/i.test(value) ? true : /^(?:no|false|off)$/i.test(value) ? false : undefined;
  return value;
};

/** `/compare a:… b:…` */
const exampleOf = (command: string, subcommand: string | undefined, options: Options): string =>
  [
    `/${command}`,
    ...(subcommand ? [subcommand] : []),
    ...Object.keys(options).flatMap((name) => (options[name]?.required ? [`${name}:…`] : [])),
  ].join(' ');

const wrong = (reason: WrongLine): Line => ({ kind: 'wrong', reason });

/** Reads a line, with or without the leading slash. */
export const readLine = (line: string, commands: Commands): Line => {
  const [, name = '', tail = ''] = /^\s*\/?(\S*)\s*([\s\S]*)$/.exec(line) ?? [];
  const command = commands.get(name.toLowerCase());
  if (command?.kind !== 'slash')
    return wrong({ is: 'unknown command', name, near: nearNames(name.toLowerCase(), commands) });
  let subcommand: string | undefined;
  let text = tail.trim();
  let options: Options;
  if ('subcommands' in command) {
    const [, sub = '', rest = ''] = /^(\S*)\s*([\s\S]*)$/.exec(text) ?? [];
    const found = command.subcommands[sub];
    if (!found)
      return wrong({
        is: 'unknown subcommand',
        command: command.name,
        known: Object.keys(command.subcommands),
      });
    [subcommand, text, options] = [sub, rest.trim(), found.options];
  } else {
    options = command.options;
  }
  const stray = /^([\p{L}_-]+):(?!\/\/)\S/u.exec(text)?.[1];
  if (stray !== undefined && !(stray in options) && Object.keys(options).length > 0) {
    return wrong({ is: 'unknown option', option: stray, known: Object.keys(options) });
  }
  const found = named(text, options) ?? positional(text, options);
  const values: Record<string, string | number | boolean> = {};
  for (const [option, value] of found) {
    const type = options[option]?.type;
    if (type === undefined || value === '') continue;
    const read = typed(value, type);
    if (read === undefined)
      return wrong({ is: 'bad value', option, wants: type === 'integer' ? 'a whole number' : 'yes or no' });
    values[option] = read;
  }
  for (const [option, { required }] of Object.entries(options)) {
    if (required && values[option] === undefined) {
      return wrong({
        is: 'missing option',
        option,
        example: exampleOf(command.name, subcommand, options),
      });
    }
  }
  return { kind: 'command', command, subcommand, values };
};
