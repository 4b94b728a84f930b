import type { Options } from '../command.ts';
import type { Commands } from '../dispatch.ts';
import type { Session } from './session.ts';

/** What Tab offers, and the end of the line that it stands for. */
export type Completion = { readonly hits: readonly string[]; readonly replaces: string };

const startingWith = (words: readonly string[], typed: string): readonly string[] =>
  words.filter((word) => word.startsWith(typed)).map((word) => `${word} `);

const firstOption = (options: Options): string | undefined =>
  Object.keys(options).find((name) => options[name]?.required) ?? Object.keys(options)[0];

/** Completes command names, subcommands, and option values by the command's own suggestions. */
export const complete = async (
  line: string,
  commands: Commands,
  session: Pick<Session, 'suggest'>,
): Promise<Completion> => {
  const [, name = '', gap = '', tail = ''] = /^\s*(\/?\S*)(\s*)(.*)$/.exec(line) ?? [];
  if (gap === '') {
    const names = [...commands.values()].flatMap((command) =>
      command.kind === 'slash' ? [`/${command.name}`] : [],
    );
    const typed = name.startsWith('/') ? name : `/${name}`;
    return { hits: startingWith(names, typed), replaces: name };
  }
  const command = commands.get(name.replace(/^\//, ''));
  if (command?.kind !== 'slash') return { hits: [], replaces: line };
  let subcommand: string | undefined;
  let options: Options;
  let rest = tail;
  if ('subcommands' in command) {
    const [, sub = '', space = '', after = ''] = /^(\S*)(\s*)(.*)$/.exec(tail) ?? [];
    if (space === '') return { hits: startingWith(Object.keys(command.subcommands), sub), replaces: sub };
    [subcommand, rest, options] = [sub, after, command.subcommands[sub]?.options ?? {}];
  } else {
    options = command.options;
  }
  const [, , marked, value] = /(^|\s)([\w-]+):([^:]*)$/.exec(rest) ?? [];
  const option = marked !== undefined && marked in options ? marked : firstOption(options);
  if (option === undefined) return { hits: [], replaces: rest };
  const typed = marked !== undefined && marked in options ? (value ?? '') : rest;
  const suggestions = await session.suggest(command, subcommand, { [option]: typed }, option);
  return { hits: suggestions.map((suggestion) => suggestion.value), replaces: typed };
};
