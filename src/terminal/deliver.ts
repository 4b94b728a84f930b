import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Texts } from '../texts/texts.ts';
import type { Flags } from './read-line.ts';
import { renderMessage } from './render.ts';
import { screenOf } from './screen.ts';
import type { Answered } from './session.ts';

/** Exit codes. */
export const ANSWERED = 0;
export const BROKEN = 1;
export const WRONG_USAGE = 2;

export const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

export const complain = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

const save = (path: string, data: Uint8Array, texts: Texts): number => {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, data);
    complain(texts.terminal.wrote(path));
    return ANSWERED;
  } catch (error) {
    complain(texts.terminal.notWritten(path, error instanceof Error ? error.message : String(error)));
    return BROKEN;
  }
};

/** Prints an answer and saves its file where one is wanted; gives the exit code. */
export const deliver = (answered: Answered, { json, out }: Flags, texts: Texts): number => {
  if (!answered) {
    complain(texts.terminal.noAnswer);
    return BROKEN;
  }
  if (answered.kind === 'form') {
    say(texts.terminal.form(answered.title));
    return ANSWERED;
  }
  const { data, files } = answered;
  say(
    json
      ? JSON.stringify(data, null, 2)
      : renderMessage(data.components, screenOf(process.stdout, new Date())),
  );
  const [file] = files;
  if (out !== undefined && file) return save(out, file.data, texts);
  if (out !== undefined) {
    complain(texts.terminal.noFile);
    return WRONG_USAGE;
  }
  if (file) complain(texts.terminal.hasFile(file.name));
  return ANSWERED;
};
