import type { OptionValue } from './interactions.ts';
import { isObject, type Json, listOf, textOf } from './json.ts';

/** A line such as `/ceasefire query:aleppo 2016` taken apart by the published commands. */
export type TypedCommand = { name: string; options: Record<string, OptionValue> };

/**
 * Reads a typed line as a Discord client would: words behind the name are subcommands while they fit, then
 * `option:value`, where a value reaches to the next option; text without a name goes to the first option.
 */
export function readTypedCommand(line: string, commands: readonly Json[]): TypedCommand {
  const words = line.trim().replace(/^\//, '').split(/\s+/);
  const name = words.shift() ?? '';
  const command = commands.find((one) => one.name === name && one.type === 1);
  if (!command) throw new Error(`no command "${name}" is published`);
  const path = [name];
  let known = listOf(command.options).filter(isObject);
  for (;;) {
    const step = known.find((option) => Number(option.type) <= 2 && option.name === words[0]);
    if (!step) break;
    path.push(words.shift() ?? '');
    known = listOf(step.options).filter(isObject);
  }
  const values = new Map<string, string[]>();
  let current = textOf(known[0]?.name);
  for (const word of words) {
    const [, key, rest] = /^([^:\s]+):(.*)$/.exec(word) ?? [];
    const named = key !== undefined && known.some((option) => option.name === key);
    if (named) current = key;
    if (current === '') throw new Error(`"${path.join(' ')}" takes no options`);
    values.set(current, [...(values.get(current) ?? []), named ? (rest ?? '') : word]);
  }
  const options: Record<string, OptionValue> = {};
  for (const [key, parts] of values) {
    const text = parts.join(' ').trim();
    const type = known.find((option) => option.name === key)?.type;
    options[key] =
      type === 4 || type === 10 ? Number(text) : type === 5 ? text === 'true' || text === 'yes' : text;
  }
  return { name: path.join(' '), options };
}
