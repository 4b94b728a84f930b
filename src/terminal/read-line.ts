import type { Option, Options, SlashCommand } from '../command.ts';
import type { Commands } from '../dispatch.ts';
import { editDistance } from '../search/fold.ts';
import type { Texts } from '../texts/texts.ts';

/** Lines as people type them, such as `/parties 2017-07` or `/parties query:2017-07`. Pure. */

export type Value = string | number | boolean;
export type Values = Readonly<Record<string, Value>>;

export type Line =
  | {
      readonly kind: 'command';
      readonly command: SlashCommand;
      readonly subcommand: string | undefined;
      readonly values: Values;
    }
  /** What is wrong, in words that say what to type instead. */
  | { readonly kind: 'wrong'; readonly text: string };

/** What a line asks for besides the answer itself. */
export type Flags = { readonly json: boolean; readonly out: string | undefined };

const unquoted = (text: string): string => text.replace(/^"(.*)"$/s, '$1');

/** Takes `--json` and `--out FILE` off a line, as the prompt accepts them behind a command. */
export const splitFlags = (line: string): { readonly line: string; readonly flags: Flags } => {
  const out = /(?:^|\s)--out[= ]\s*("[^"]+"|\S+)/.exec(line);
  const withoutOut = out ? line.replace(out[0], ' ') : line;
  const json = /(?:^|\s)--json(?=\s|$)/.exec(withoutOut);
  return {
    line: (json ? withoutOut.replace(json[0], ' ') : withoutOut).trim(),
    flags: { json: json !== null, out: out?.[1] === undefined ? undefined : unquoted(out[1]) },
  };
};

/** A command, and with a subcommand the options that follow it. */
export const optionsOf = (command: SlashCommand, subcommand: string | undefined): Options | undefined => {
  if (!('subcommands' in command)) return command.options;
  return subcommand !== undefined && Object.hasOwn(command.subcommands, subcommand)
    ? command.subcommands[subcommand]?.options
    : undefined;
};

/** The commands that are typed; those of a message's menu are not. */
export const slashNames = (commands: Commands): readonly string[] =>
  [...commands.values()].flatMap((command) => (command.kind === 'slash' ? [command.name] : []));

/** Command names near a mistyped one, nearest first. */
const nearNames = (typed: string, commands: Commands): readonly string[] =>
  slashNames(commands)
    .map((name) => ({ name, far: name.startsWith(typed) ? 0 : editDistance(typed, name, 3) }))
    .filter(({ far, name }) => far <= Math.min(3, Math.floor(Math.min(name.length, typed.length) * 0.4)))
    .sort((a, b) => a.far - b.far)
    .map(({ name }) => name);

// A known option's name before a colon, outside quotes.
const marksIn = (text: string, options: Options) =>
  [...text.matchAll(/"[^"]*"|(?<=^|\s)([\p{L}\p{N}_-]+):(?!\/\/)/gu)].flatMap((match) => {
    const [whole, name] = match;
    return name !== undefined && Object.hasOwn(options, name)
      ? [{ name, from: match.index, to: match.index + whole.length }]
      : [];
  });

type Split = { readonly named: ReadonlyMap<string, string>; readonly bare: string };

/** Values by `name:value`, each running to the next known name; `bare` is what stands before the first. */
const splitValues = (text: string, options: Options): Split => {
  const marks = marksIn(text, options);
  return {
    bare: text.slice(0, marks[0]?.from ?? text.length).trim(),
    named: new Map(
      marks.map(({ name, to }, index) => [
        name,
        unquoted(text.slice(to, marks[index + 1]?.from ?? text.length).trim()),
      ]),
    ),
  };
};

/** Words, with "quoted words" kept together. */
const wordsOf = (text: string): readonly string[] => (text.match(/"[^"]*"|\S+/g) ?? []).map(unquoted);

/** Words without names, dealt to the options that must be filled; the last one takes the rest. */
const deal = (bare: string, names: readonly string[]): ReadonlyMap<string, string> => {
  const [only] = names;
  if (names.length === 1 && only !== undefined) return new Map([[only, unquoted(bare)]]);
  const words = wordsOf(bare);
  return new Map(
    names.map((name, index) => [
      name,
      index === names.length - 1 ? words.slice(index).join(' ') : (words[index] ?? ''),
    ]),
  );
};

type Read = { readonly value: Value } | { readonly wants: string };

const readNumber = (typed: string, { min, max }: Option & { type: 'integer' }, texts: Texts): Read => {
  const value = Number(typed);
  const fits =
    /^-?\d+$/.test(typed) &&
    value >= (min ?? Number.NEGATIVE_INFINITY) &&
    value <= (max ?? Number.POSITIVE_INFINITY);
  if (fits) return { value };
  return { wants: texts.terminal.numberFrom(min, max) };
};

/** A typed value as Discord would send it for the option, or what the option wants instead. */
const readValue = (typed: string, option: Option, texts: Texts): Read => {
  switch (option.type) {
    case 'integer':
      return readNumber(typed, option, texts);
    case 'boolean':
      if (/^(?:yes|true|on)$/i.test(typed)) return { value: true };
      if (/^(?:no|false|off)$/i.test(typed)) return { value: false };
      return { wants: texts.terminal.yesOrNo };
    case 'string': {
      if (!option.choices) return { value: typed };
      const wanted = typed.toLowerCase();
      const choice = option.choices.find(
        ({ name, value }) => value.toLowerCase() === wanted || name.toLowerCase() === wanted,
      );
      return choice
        ? { value: choice.value }
        : { wants: texts.terminal.oneOf(option.choices.map(({ name }) => name)) };
    }
    default:
      return { value: typed };
  }
};

/** `/compare a:… b:…` */
const exampleOf = (command: SlashCommand, subcommand: string | undefined, options: Options): string =>
  [
    `/${command.name}`,
    ...(subcommand ? [subcommand] : []),
    ...Object.entries(options).flatMap(([name, { required }]) => (required ? [`${name}:…`] : [])),
  ].join(' ');

const wrong = (text: string): Line => ({ kind: 'wrong', text });

const readOptions = (
  command: SlashCommand,
  subcommand: string | undefined,
  options: Options,
  text: string,
  texts: Texts,
): Line => {
  const names = Object.keys(options);
  if (names.length === 0 && text !== '') return wrong(texts.terminal.noOptions(command.name));
  const stray = /^([\p{L}_-]+):(?!\/\/)\S/u.exec(text)?.[1];
  if (stray !== undefined && !Object.hasOwn(options, stray))
    return wrong(texts.terminal.unknownOption(stray, names));
  const { named, bare } = splitValues(text, options);
  const open = names.filter((name) => options[name]?.required && !named.has(name));
  const takers = open.length > 0 || names.length > 1 ? open : names.filter((name) => !named.has(name));
  if (bare !== '' && takers.length === 0) return wrong(texts.terminal.unnamedValue(bare, names));
  const values: Record<string, Value> = {};
  for (const [name, typed] of [...named, ...(bare === '' ? [] : deal(bare, takers))]) {
    const option = options[name];
    if (!option || typed === '') continue;
    const read = readValue(typed, option, texts);
    if ('wants' in read) return wrong(texts.terminal.badValue(name, read.wants));
    values[name] = read.value;
  }
  const missing = names.find((name) => options[name]?.required && values[name] === undefined);
  return missing === undefined
    ? { kind: 'command', command, subcommand, values }
    : wrong(texts.terminal.missingOption(missing, exampleOf(command, subcommand, options)));
};

/** Reads a line, with or without the leading slash. */
export const readLine = (line: string, commands: Commands, texts: Texts): Line => {
  const [, slash = '', name = '', tail = ''] = /^\s*(\/?)(\S*)\s*([\s\S]*)$/.exec(line) ?? [];
  const command = commands.get(name.toLowerCase());
  if (command?.kind !== 'slash') {
    if (name === '') return wrong(texts.terminal.commands(slashNames(commands)));
    const near = nearNames(name.toLowerCase(), commands);
    return wrong(
      slash === '' && near.length === 0
        ? texts.terminal.noCommand(line.trim())
        : texts.terminal.unknownCommand(name, near),
    );
  }
  const text = tail.trim();
  if (!('subcommands' in command)) return readOptions(command, undefined, command.options, text, texts);
  const [, typed = '', rest = ''] = /^(\S*)\s*([\s\S]*)$/.exec(text) ?? [];
  const subcommand = typed.toLowerCase();
  const options = optionsOf(command, subcommand);
  return options
    ? readOptions(command, subcommand, options, rest.trim(), texts)
    : wrong(texts.terminal.unknownSubcommand(command.name, Object.keys(command.subcommands)));
};
