import { join } from 'node:path';
import type { Asker, Context, Reply } from '../../src/command.ts';
import { projectDir } from '../../src/config.ts';
import { type Dataset, loadDataset, problemLine } from '../../src/dataset/load.ts';
import { type Commands, dispatch, type Request, suggest } from '../../src/dispatch.ts';
import { loadCommands } from '../../src/load-commands.ts';
import { createPictures } from '../../src/pictures/pictures.ts';
import { createAnswers } from '../../src/query.ts';
import { buildIndex } from '../../src/search/build-index.ts';
import { textsFor } from '../../src/texts/texts.ts';

/** The real dataset and commands, asked without a door: for tests of what people are answered. */

export const realDataset = (): Dataset => {
  const loaded = loadDataset(join(projectDir, 'data'));
  if (!loaded.ok) throw new Error(loaded.problems.map(problemLine).join('\n'));
  return loaded.dataset;
};

export const texts = textsFor('en-GB');

export const member: Asker = {
  userId: '100000000000000001',
  guildId: '200000000000000001',
  channelId: '300000000000000001',
  memberPermissions: 0n,
  appPermissions: 0n,
  locale: 'en-GB',
  botInGuild: true,
};

export type Hudna = {
  readonly dataset: Dataset;
  readonly commands: Commands;
  readonly context: Context;
  readonly ask: (name: string, values?: Readonly<Record<string, unknown>>) => Promise<Reply>;
  readonly press: (customId: string, values?: readonly string[]) => Promise<Reply>;
  readonly suggestions: (name: string, option: string, typed: string) => ReturnType<typeof suggest>;
};

/** Hudna over a dataset; answers that fail by a defect reject. */
export const startHudna = async (
  dataset = realDataset(),
  now = new Date('2026-11-24T12:00:00Z'),
): Promise<Hudna> => {
  const { commands, problems } = await loadCommands(join(projectDir, 'commands'));
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const context: Context = {
    dataset,
    index: buildIndex(dataset),
    answers: createAnswers(),
    pictures: createPictures(),
    texts,
    asker: member,
    now,
  };
  const send = async (request: Request): Promise<Reply> => {
    const { reply, failure } = await dispatch(request, commands, context);
    if (failure?.kind === 'defect') throw failure.error;
    return reply;
  };
  return {
    dataset,
    commands,
    context,
    ask: (name, values = {}) => send({ kind: 'command', name, values, asker: member }),
    press: (customId, values = []) =>
      send({ kind: 'press', customId, values, fields: {}, mayEdit: true, asker: member }),
    suggestions: (name, option, typed) =>
      suggest({ asker: member, name, option, typed, others: {} }, commands, context),
  };
};

/** All text of a reply, as one string. */
export const textOf = (reply: Reply): string => {
  if (reply.kind === 'modal') return reply.modal.title;
  const found: string[] = [];
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) for (const child of node) walk(child);
    else if (typeof node === 'object' && node !== null) {
      if ('content' in node && typeof node.content === 'string') found.push(node.content);
      for (const child of Object.values(node)) walk(child);
    }
  };
  walk(reply.body.components);
  return found.join('\n');
};

/** Every custom id in a reply, and every option of its menus. */
export const pressables = (
  reply: Reply,
): readonly { readonly customId: string; readonly values: readonly string[] }[] => {
  if (reply.kind === 'modal') return [];
  const found: { customId: string; values: string[] }[] = [];
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) for (const child of node) walk(child);
    else if (typeof node === 'object' && node !== null) {
      if (
        'custom_id' in node &&
        typeof node.custom_id === 'string' &&
        !('disabled' in node && node.disabled)
      ) {
        const options = 'options' in node && Array.isArray(node.options) ? node.options : [];
        if (options.length === 0) found.push({ customId: node.custom_id, values: [] });
        for (const option of options)
          found.push({ customId: node.custom_id, values: [String(option.value)] });
      }
      for (const child of Object.values(node)) walk(child);
    }
  };
  walk(reply.body.components);
  return found;
};
