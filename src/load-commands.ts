import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { Command } from './command.ts';
import type { Commands } from './dispatch.ts';

// Discord's rules for commands and their options
// (https://docs.discord.com/developers/interactions/application-commands#application-command-object).
const slashName = z
  .string()
  .regex(/^[-_'\p{Ll}\p{Lo}\p{N}]{1,32}$/u, 'must be 1 to 32 lower-case letters, digits, - or _');
const description = z.string().min(1, 'must not be empty').max(100, 'must have at most 100 characters');
const atMost25 = (table: object): boolean => Object.keys(table).length <= 25;

const choice = z.looseObject({
  name: z.string().min(1).max(100, 'must have at most 100 characters'),
  value: z.string().min(1).max(100, 'must have at most 100 characters'),
});
const option = z.looseObject({
  type: z.enum(['string', 'integer', 'boolean', 'channel', 'role']),
  description,
  choices: z.array(choice).max(25, 'has more than 25 choices').optional(),
});
const options = z.record(slashName, option).refine(atMost25, 'has more than 25 options');
const run = z.function();
const actions = z
  .record(z.string().regex(/^[a-z-]+$/, 'must be lower-case letters'), z.function())
  .optional();

const runnable = z.looseObject({ description, options, run });
const slash = z.looseObject({
  kind: z.literal('slash', 'must be made with defineCommand, defineGroup or defineMessageCommand'),
  name: slashName,
  description,
  actions,
});
const single = slash.extend({ options, run });
const group = slash.extend({
  subcommands: z.record(slashName, runnable).refine(atMost25, 'has more than 25 subcommands'),
});
const inMessage = z.looseObject({
  kind: z.literal('message'),
  name: z.string().min(1).max(32, 'must have at most 32 characters'),
  run,
  actions,
});

const shapeOf = (exported: unknown) => {
  if (typeof exported !== 'object' || exported === null) return single;
  if ('kind' in exported && exported.kind === 'message') return inMessage;
  return 'subcommands' in exported ? group : single;
};

const isCommand = (value: unknown): value is Command => shapeOf(value).safeParse(value).success;

export type LoadedCommands = { readonly commands: Commands; readonly problems: readonly string[] };

/** `Find agreements mentioned here` lives in `find-agreements-mentioned-here.ts`. */
const fileNameOf = (name: string): string => name.toLowerCase().replaceAll(' ', '-');

const importDefault = async (path: string): Promise<unknown> => {
  const loaded: unknown = await import(pathToFileURL(path).href);
  return typeof loaded === 'object' && loaded !== null && 'default' in loaded ? loaded.default : undefined;
};

const shapeProblems = (file: string, exported: unknown): readonly string[] => {
  if (exported === undefined)
    return [`commands/${file}: it has no default export. Write export default defineCommand({ … }).`];
  const parsed = shapeOf(exported).safeParse(exported);
  return (parsed.error?.issues ?? []).map(
    ({ path, message }) =>
      `commands/${file}${path.length > 0 ? `, at ${path.map(String).join('.')}` : ''}: ${message}.`,
  );
};

/**
 * Imports every file of the commands folder; each exports a command as default and is named as the command.
 * Every malformed file is listed, so that the start can stop with all of them.
 */
export const loadCommands = async (dir: string): Promise<LoadedCommands> => {
  const commands = new Map<string, Command>();
  const problems: string[] = [];
  const files = readdirSync(dir).filter((name) => name.endsWith('.ts'));
  for (const file of files.sort()) {
    try {
      const exported = await importDefault(join(dir, file));
      if (!isCommand(exported)) {
        problems.push(...shapeProblems(file, exported));
      } else if (fileNameOf(exported.name) !== basename(file, '.ts')) {
        problems.push(
          `commands/${file}: the command is named "${exported.name}", so the file must be ${fileNameOf(exported.name)}.ts.`,
        );
      } else {
        commands.set(exported.name, exported);
      }
    } catch (error) {
      problems.push(
        `commands/${file}: it cannot be loaded. ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
  return { commands, problems };
};
