import type { Press, Reply } from '../../src/command.ts';
import { dispatch, type Request } from '../../src/dispatch.ts';
import type { Pictures } from '../../src/pictures/pictures.ts';
import { type Hudna, member, pressables, startHudna, textOf } from '../support/hudna.ts';

/** Asking the real commands over the real dataset, and pressing everything that they offer. */

/** Draws nothing: the tests of pictures are elsewhere. */
const noPictures: Pictures = {
  draw: async (scene) => ({
    name: `${scene.kind}.png`,
    alt: scene.alt,
    png: new Uint8Array([137]),
    width: 1,
    height: 1,
  }),
  close: async () => {},
};

export type Answer = { readonly reply: Reply; readonly refused: boolean };

export type Asking = Hudna & {
  /** Answers to a typed command. */
  readonly answer: (name: string, values?: Readonly<Record<string, unknown>>) => Promise<Answer>;
  readonly pressed: (customId: string, values?: readonly string[], more?: Partial<Press>) => Promise<Answer>;
  /** Every page of an answer, by pressing "next". */
  readonly pages: (reply: Reply) => Promise<readonly Reply[]>;
  /** The text of every page of an answer, one after another. */
  readonly allPages: (reply: Reply) => Promise<string>;
};

export const startAsking = async (): Promise<Asking> => {
  const hudna = await startHudna();
  const context = { ...hudna.context, pictures: noPictures };
  const send = async (request: Request): Promise<Answer> => {
    const { reply, failure } = await dispatch(request, hudna.commands, context);
    if (failure?.kind === 'defect') throw failure.error;
    return { reply, refused: failure !== undefined };
  };
  const pressed: Asking['pressed'] = (customId, values = [], more = {}) =>
    send({ kind: 'press', customId, values, fields: {}, mayEdit: true, ...more, asker: member });
  const pages = async (reply: Reply): Promise<readonly Reply[]> => {
    const all = [reply];
    for (let current: Reply | undefined = reply; current; ) {
      const next: ReturnType<typeof pressables>[number] | undefined = pressables(current).find(
        ({ customId, values }) => values.length === 0 && customId.endsWith(`|${all.length + 1}`),
      );
      current = next && (await pressed(next.customId)).reply;
      if (current) all.push(current);
    }
    return all;
  };
  return {
    ...hudna,
    answer: (name, values = {}) => send({ kind: 'command', name, values, asker: member }),
    pressed,
    pages,
    allPages: async (reply) => (await pages(reply)).map(textOf).join('\n'),
  };
};

/** The line that a text has about something, or an empty text. */
export const lineWith = (text: string, part: string): string =>
  text.split('\n').find((line) => line.includes(part)) ?? '';
