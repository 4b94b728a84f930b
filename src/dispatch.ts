import {
  type Asker,
  type Command,
  type Context,
  type Press,
  type Reply,
  type Runnable,
  readCustomId,
  type SlashCommand,
  type Suggestion,
  UserError,
} from './command.ts';
import { clip } from './message/build.ts';
import { notice } from './message/notice.ts';
import type { Texts } from './texts/texts.ts';

/** A request, as every door brings it; `discord/parse.ts` makes it from interaction JSON. */
export type Request = { readonly asker: Asker } & (
  | {
      readonly kind: 'command';
      readonly name: string;
      readonly subcommand?: string | undefined;
      readonly values: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: 'message command'; readonly name: string; readonly content: string }
  | ({ readonly kind: 'press'; readonly customId: string } & Omit<Press, 'args'>)
);

/** A question for suggestions while an option is typed. */
export type SuggestRequest = {
  readonly asker: Asker;
  readonly name: string;
  readonly subcommand?: string | undefined;
  readonly option: string;
  readonly typed: string;
  readonly others: Readonly<Record<string, unknown>>;
};

export type Commands = ReadonlyMap<string, Command>;

/** What became of a request: the reply, and what the log should say of it. */
export type Outcome = {
  readonly reply: Reply;
  readonly failure?: { readonly kind: 'user' | 'defect'; readonly error: unknown };
};

/** Discord's limit for one list of suggestions, and for each name and value in it. */
const MAX_SUGGESTIONS = 25;
const MAX_SUGGESTION_LENGTH = 100;

const refusal = (text: string): Reply => ({
  kind: 'message',
  private: true,
  body: notice(text),
});

/** An entry that a table has itself: names come from outside, and `constructor` is none of ours. */
const own = <T>(table: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  table && Object.hasOwn(table, name) ? table[name] : undefined;

const runnableOf = (command: SlashCommand, subcommand: string | undefined): Runnable | undefined => {
  if ('run' in command) return command;
  return subcommand === undefined ? undefined : own(command.subcommands, subcommand);
};

const checkPlace = (command: Command, asker: Asker, texts: Texts): void => {
  if (command.kind !== 'slash') return;
  if (command.serverOnly && asker.guildId === undefined) throw new UserError(texts.replies.serverOnly);
  const needed = command.memberPermissions ?? 0n;
  const administrator = (asker.memberPermissions & 8n) === 8n;
  if (!administrator && (asker.memberPermissions & needed) !== needed)
    throw new UserError(texts.replies.needsPermission);
};

const run = async (request: Request, commands: Commands, context: Context): Promise<Reply> => {
  const { replies } = context.texts;
  if (request.kind === 'press') {
    const id = readCustomId(request.customId);
    const command = id && commands.get(id.command);
    const action = id && own(command?.actions, id.action);
    if (!id || !command || !action) throw new UserError(replies.unknownButton);
    checkPlace(command, request.asker, context.texts);
    return action(
      { args: id.args, values: request.values, fields: request.fields, mayEdit: request.mayEdit },
      context,
    );
  }
  const command = commands.get(request.name);
  if (request.kind === 'message command') {
    if (command?.kind !== 'message') throw new UserError(replies.unknownCommand(request.name));
    return command.run({ content: request.content }, context);
  }
  const runnable = command?.kind === 'slash' ? runnableOf(command, request.subcommand) : undefined;
  if (!command || !runnable) throw new UserError(replies.unknownCommand(request.name));
  checkPlace(command, request.asker, context.texts);
  return runnable.run(request.values, context);
};

/** Answers a request. Never throws: a mistake of the asker's and a defect of ours become private answers. */
export const dispatch = async (request: Request, commands: Commands, context: Context): Promise<Outcome> => {
  try {
    return { reply: await run(request, commands, context) };
  } catch (error) {
    return error instanceof UserError
      ? { reply: refusal(error.message), failure: { kind: 'user', error } }
      : { reply: refusal(context.texts.replies.broken), failure: { kind: 'defect', error } };
  }
};

/** Suggestions for an option, within Discord's limits; none for an option or command that has none. */
export const suggest = async (
  request: SuggestRequest,
  commands: Commands,
  context: Context,
): Promise<readonly Suggestion[]> => {
  const command = commands.get(request.name);
  const runnable = command?.kind === 'slash' ? runnableOf(command, request.subcommand) : undefined;
  const option = own(runnable?.options, request.option);
  if (option?.type !== 'string' || !option.suggest) return [];
  const found = await option.suggest(request.typed, context, request.others);
  return found.slice(0, MAX_SUGGESTIONS).map(({ name, value }) => ({
    name: clip(name, MAX_SUGGESTION_LENGTH),
    value: value.slice(0, MAX_SUGGESTION_LENGTH),
  }));
};

/** Whether the answer to a request will be private: a slow answer must be deferred accordingly. */
export const answersPrivately = (request: Request, commands: Commands): boolean => {
  if (request.kind === 'press') return !request.mayEdit;
  return commands.get(request.name)?.private ?? false;
};
