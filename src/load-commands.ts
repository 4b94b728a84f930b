import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { Command } from './command.ts';
import type { Commands } from './dispatch.ts';

// Discord's rule for command and option names
// (https://docs.discord.com/developers/interactions/application-commands#application-command-object).
const slashName = z
  .string()
  .regex(/^[-_'\p{Ll}\p{Lo}\p{N}]{1,32}$/u, 'must be 1 to 32 lower-case letters, digits, - or _');
const description = z.string().min(1).max(100, 'must have at most 100 characters');

const option = z.looseObject({
  type: z.enum(['string', 'integer', 'boolean', 'channel', 'role']),
  description,
});
const options = z
  .record(slashName, option)
  .refine((all) => Object.keys(all).length <= 25, { message: 'has more than 25 options' });
const runnable = { description, options, run: z.function() };

const commandShape = z.union([
  z.looseObject({ kind: z.literal('slash'), name: slashName, ...runnable }),
  z.looseObject({
    kind: z.literal('slash'),
    name: slashName,
    description,
    subcommands: z.record(slashName, z.looseObject(runnable)),
  }),
  z.looseObject({ kind: z.literal('message'), name: z.string().min(1).max(32), run: z.function() }),
]);

const isCommand = (value: unknown): value is Command => commandShape.safeParse(value).success;

export type LoadedCommands = { readonly commands: Commands; readonly problems: readonly string[] };

/** `Find agreements mentioned here` lives in `find-agreements-mentioned-here.ts`. */
const fileNameOf = (name: string): string => name.toLowerCase().replaceAll(' ', '-');

/**
 * Imports every file of the commands folder; each exports a command as default and is named as the command.
 * Every malformed file is listed, so that the start can stop with all of them.
 */
export const loadCommands = async (dir: string): Promise<LoadedCommands> => {
  const commands = new Map<string, Command>();
  const problems: string[] = [];
  for (const file of readdirSync(dir)
    .filter((name) => name.endsWith('.ts'))
    .sort()) {
    let loaded: unknown;
    try {
      loaded = await import(pathToFileURL(join(dir, file)).href);
    } catch (error) {
      problems.push(
        `commands/${file}: it cannot be loaded. ${error instanceof Error ? error.message : String(error)}`,
      );
      continue;
    }
    const exported: unknown =
      typeof loaded === 'object' && loaded !== null && 'default' in loaded ? loaded.default : undefined;
    if (!isCommand(exported)) {
      const parsed = commandShape.safeParse(exported);
      const reason = parsed.success ? '' : z.prettifyError(parsed.error);
      problems.push(`commands/${file}: its default export is not a command. ${reason}`);
    } else if (fileNameOf(exported.name) !== basename(file, '.ts')) {
      problems.push(
        `commands/${file}: the command is named "${exported.name}", so the file must be ${fileNameOf(exported.name)}.ts.`,
      );
    } else {
      commands.set(exported.name, exported);
    }
  }
  return { commands, problems };
};
