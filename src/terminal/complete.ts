import type { Suggestion } from '../command.ts';
import type { Commands } from '../dispatch.ts';
import { optionsOf, slashNames } from './read-line.ts';
import type { Session } from './session.ts';

/** What Tab offers, and the end of the line that it stands for. */
export type Completion = { readonly hits: readonly Suggestion[]; readonly replaces: string };

/** What Tab does: put letters in, or show what there is to choose from. */
export type TabStep =
  | { readonly kind: 'insert'; readonly text: string; readonly replaces: string }
  | { readonly kind: 'list'; readonly hits: readonly Suggestion[] };

const nothing: Completion = { hits: [], replaces: '' };

const startingWith = (words: readonly string[], typed: string): readonly Suggestion[] =>
  words.filter((word) => word.startsWith(typed)).map((word) => ({ name: word, value: `${word} ` }));

/** Completes command names, subcommands, option names, and option values by the command's own suggestions. */
export const complete = async (
  line: string,
  commands: Commands,
  session: Pick<Session, 'suggest'>,
): Promise<Completion> => {
  const [, name = '', gap = '', tail = ''] = /^\s*(\/?\S*)(\s*)(.*)$/.exec(line) ?? [];
  if (gap === '') {
    const names = slashNames(commands).map((each) => `/${each}`);
    return { hits: startingWith(names, name.startsWith('/') ? name : `/${name}`), replaces: name };
  }
  const command = commands.get(name.replace(/^\//, '').toLowerCase());
  if (command?.kind !== 'slash') return nothing;
  let subcommand: string | undefined;
  let rest = tail;
  if ('subcommands' in command) {
    const [, sub = '', space = '', after = ''] = /^(\S*)(\s*)(.*)$/.exec(tail) ?? [];
    if (space === '') return { hits: startingWith(Object.keys(command.subcommands), sub), replaces: sub };
    [subcommand, rest] = [sub, after];
  }
  const options = optionsOf(command, subcommand);
  if (!options) return nothing;
  const [, marked = '', value = ''] = /(?:^|\s)([\w-]+):([^:]*)$/.exec(rest) ?? [];
  const byName = Object.hasOwn(options, marked);
  const required = Object.keys(options).find((option) => options[option]?.required);
  const option = byName ? marked : required;
  const typed = byName ? value : rest;
  const word = /\S*$/.exec(rest)?.[0] ?? '';
  const names = Object.keys(options).filter((each) => each.startsWith(word) && !rest.includes(`${each}:`));
  const perhapsName = option === undefined || (byName && word !== '' && / \S*$/.test(value));
  if (names.length > 0 && perhapsName)
    return { hits: names.map((each) => ({ name: `${each}:`, value: `${each}:` })), replaces: word };
  if (option === undefined) return nothing;
  const choices = optionsOf(command, subcommand)?.[option];
  if (choices?.type === 'string' && choices.choices)
    return { hits: choices.choices.filter((choice) => choice.value.startsWith(typed)), replaces: typed };
  return {
    hits: await session.suggest(command, subcommand, { [option]: typed }, option),
    replaces: typed,
  };
};

const sharedStart = (a: string, b: string): string => {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return a.slice(0, length);
};

/** One hit is put in; of several what they share, where that goes further than what is typed. */
export const tabStep = ({ hits, replaces }: Completion): TabStep => {
  const [first, ...others] = hits.map(({ value }) => value);
  if (first === undefined) return { kind: 'list', hits };
  const shared = others.reduce(sharedStart, first);
  const further = shared.length > replaces.length && shared.toLowerCase().startsWith(replaces.toLowerCase());
  return others.length === 0 || further ? { kind: 'insert', text: shared, replaces } : { kind: 'list', hits };
};
