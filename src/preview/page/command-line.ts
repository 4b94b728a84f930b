import { optionsOf, type Typed, type Value } from './interactions.ts';
import type { CommandDefinition, OptionDefinition } from './wire.ts';

/** Commands as text: `/ceasefire aleppo`, `/reminders add about:aleppo time:09:00`. */

const CHAT_INPUT = 1;
const SUBCOMMAND = 1;
const INTEGER = 4;
const BOOLEAN = 5;

/** A command or one of its subcommands, as the list of commands shows it. */
export type Entry = {
  readonly command: CommandDefinition;
  readonly subcommand: OptionDefinition | undefined;
  /** Without the slash: `ceasefire`, `reminders add`. */
  readonly name: string;
  readonly description: string;
};

export const entriesOf = (commands: readonly CommandDefinition[]): readonly Entry[] =>
  commands
    .filter(({ type }) => type === CHAT_INPUT)
    .flatMap((command): readonly Entry[] => {
      const subcommands = (command.options ?? []).filter(({ type }) => type === SUBCOMMAND);
      if (subcommands.length === 0)
        return [
          { command, subcommand: undefined, name: command.name, description: command.description ?? '' },
        ];
      return subcommands.map((subcommand) => ({
        command,
        subcommand,
        name: `${command.name} ${subcommand.name}`,
        description: subcommand.description,
      }));
    });

/** The entries that what is typed may become: those that begin with it, then those that contain it. */
export const matchingEntries = (typed: string, entries: readonly Entry[]): readonly Entry[] => {
  const wanted = typed.replace(/^\//, '').toLowerCase();
  const begins = entries.filter(({ name }) => name.startsWith(wanted));
  const rest = entries.filter(
    (entry) =>
      !begins.includes(entry) &&
      (entry.name.includes(wanted) || entry.description.toLowerCase().includes(wanted)),
  );
  return [...begins, ...rest];
};

/** The entry that a line begins with, and what follows its name; undefined until a name is complete. */
export const entryIn = (
  line: string,
  entries: readonly Entry[],
): { readonly entry: Entry; readonly rest: string } | undefined => {
  const found = entries
    .filter(({ name }) => line === `/${name}` || line.startsWith(`/${name} `))
    .toSorted((a, b) => b.name.length - a.name.length)[0];
  return found && { entry: found, rest: line.slice(found.name.length + 1).trimStart() };
};

/** What is typed for an option, as the kind of value that Discord sends; undefined where it is none. */
export const readValue = ({ type }: OptionDefinition, text: string): Value | undefined => {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  if (type === INTEGER) return /^-?\d{1,15}$/.test(trimmed) ? Number(trimmed) : undefined;
  if (type === BOOLEAN)
    return /^(?:true|yes|on)$/i.test(trimmed)
      ? true
      : /^(?:false|no|off)$/i.test(trimmed)
        ? false
        : undefined;
  return trimmed;
};

/** The texts for the options in what follows a command's name: by `name:`, or all of it for the first option. */
export const textsIn = (rest: string, options: readonly OptionDefinition[]): ReadonlyMap<string, string> => {
  const known = new Set(options.map(({ name }) => name));
  const marks = [...rest.matchAll(/(?:^|\s)([^\s:]+):/g)].filter(({ 1: name }) => known.has(name ?? ''));
  const [first] = options;
  const lead = rest.slice(0, marks[0]?.index ?? rest.length).trim();
  const labelled = marks.map((mark, index): [string, string] => [
    mark[1] ?? '',
    rest.slice(mark.index + mark[0].length, marks[index + 1]?.index ?? rest.length).trim(),
  ]);
  return new Map([...(first && lead !== '' ? [[first.name, lead] as const] : []), ...labelled]);
};

/** A whole line as a command; undefined where it names none. Texts that are no value of their option are left out. */
export const parseLine = (line: string, entries: readonly Entry[]): Typed | undefined => {
  const found = entryIn(line.trim(), entries);
  if (!found) return undefined;
  const { command, subcommand } = found.entry;
  const options = optionsOf({ command, subcommand });
  const texts = textsIn(found.rest, options);
  const values = new Map(
    options.flatMap((option): [string, Value][] => {
      const value = readValue(option, texts.get(option.name) ?? '');
      return value === undefined ? [] : [[option.name, value]];
    }),
  );
  return { command, subcommand, values };
};

/** A command as the line that `parseLine` reads back. */
export const lineOf = (typed: Typed): string => {
  const options = optionsOf(typed);
  const name = [typed.command.name, ...(typed.subcommand ? [typed.subcommand.name] : [])].join(' ');
  const given = options.flatMap(({ name: option }) => {
    const value = typed.values.get(option);
    return value === undefined ? [] : [{ option, value: String(value) }];
  });
  const [only] = given;
  const plain =
    given.length === 1 &&
    only &&
    only.option === options[0]?.name &&
    textsIn(only.value, options).size === 1 &&
    textsIn(only.value, options).get(only.option) === only.value;
  if (only && plain) return `/${name} ${only.value}`;
  return [`/${name}`, ...given.map(({ option, value }) => `${option}:${value}`)].join(' ');
};

/** The required options that have no value yet. */
export const missingIn = (typed: Typed): readonly OptionDefinition[] =>
  optionsOf(typed).filter(({ name, required }) => required === true && !typed.values.has(name));
