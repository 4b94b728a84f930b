import { createInterface, type Interface } from 'node:readline';
import { stripVTControlCharacters } from 'node:util';
import type { Suggestion } from '../command.ts';
import type { Commands } from '../dispatch.ts';
import type { Texts } from '../texts/texts.ts';
import { type Choice, choices, opened } from './choices.ts';
import { complete, tabStep } from './complete.ts';
import { ANSWERED, complain, deliver, say, WRONG_USAGE } from './deliver.ts';
import { readHistory, writeHistory } from './history.ts';
import { readLine, splitFlags } from './read-line.ts';
import { columns, wrap } from './render.ts';
import { screenOf } from './screen.ts';
import type { Answered, Session } from './session.ts';

/** Line after line: typed at a prompt, or read from a pipe. */

const HISTORY_SIZE = 500;

type Talk = {
  /** Answers one line and gives its exit code. */
  readonly line: (line: string) => Promise<number>;
};

// Words by which people leave prompts.
const leaving = /^\/?(?:exit|quit|bye|q)$/i;

/** Buttons and menus on few lines: `[1] Parties  [2] Sources`. */
const offerText = (offered: readonly Choice[], texts: Texts): string => {
  const { style, width } = screenOf(process.stdout, new Date());
  const entries =
    offered.every(({ kind }) => kind === 'press') && offered.some(({ label }) => label.length > 24);
  const labels = offered.map((choice, index) => {
    const label =
      choice.kind === 'menu' ? texts.terminal.entries(choice.label, choice.entries.length) : choice.label;
    return `${style.accent(`[${index + 1}]`)} ${label}`;
  });
  if (entries) return labels.map((label) => wrap(label, '', '    ', width)).join('\n');
  const lines: string[] = [];
  for (const label of labels) {
    const last = lines.at(-1);
    if (last !== undefined && columns(last) + columns(label) + 2 <= width)
      lines[lines.length - 1] = `${last}  ${label}`;
    else lines.push(label);
  }
  return lines.join('\n');
};

const talk = (commands: Commands, session: Session, texts: Texts, interactive: boolean): Talk => {
  let offered: readonly Choice[] = [];
  const offer = (next: readonly Choice[]): void => {
    offered = next;
    if (interactive && offered.length > 0) say(`\n${offerText(offered, texts)}`);
  };
  const show = (answered: Answered, flags: ReturnType<typeof splitFlags>['flags']): number => {
    const code = deliver(answered, flags, texts);
    if (answered?.kind === 'message' && !flags.json) {
      const next = choices(answered.data.components);
      // A file without buttons leaves those of the answer that it was saved from.
      offer(next.length === 0 && answered.files.length > 0 ? offered : next);
    }
    return code;
  };
  const choose = async (number: number, flags: ReturnType<typeof splitFlags>['flags']): Promise<number> => {
    const choice = offered[number - 1];
    if (!choice) {
      complain(texts.terminal.noSuchNumber(offered.length));
      return WRONG_USAGE;
    }
    if (choice.kind === 'press') return show(await session.press(choice.customId, choice.values), flags);
    offer(opened(choice));
    if (interactive) say(texts.terminal.pickOne);
    return ANSWERED;
  };
  return {
    line: async (raw) => {
      const { line, flags } = splitFlags(stripVTControlCharacters(raw).trim());
      if (line === '') return ANSWERED;
      if (/^\d+$/.test(line)) return choose(Number(line), flags);
      const read = readLine(line, commands, texts);
      if (read.kind === 'wrong') {
        complain(read.text);
        return WRONG_USAGE;
      }
      return show(await session.command(read.command, read.subcommand, read.values), flags);
    },
  };
};

const suggestionText = ({ name, value }: Suggestion): string => {
  const { style, width } = screenOf(process.stdout, new Date());
  const shown = value.trim();
  return name.startsWith(shown) ? style.accent(name) : wrap(name, `${style.accent(shown)}  `, '    ', width);
};

/** Tab: puts letters in, or lists what there is below the line and shows the line again. */
const onTab = async (
  line: string,
  terminal: () => Interface,
  commands: Commands,
  session: Session,
): Promise<[string[], string]> => {
  const step = tabStep(await complete(line, commands, session));
  if (step.kind === 'insert') return [[step.text], step.replaces];
  if (step.hits.length > 0) {
    say(`\n${step.hits.map((hit) => suggestionText(hit)).join('\n')}`);
    terminal().prompt(true);
  }
  return [[], line];
};

/** A prompt with history and completion, until Ctrl-D or Ctrl-C on an empty line. */
export const prompt = async (
  commands: Commands,
  session: Session,
  texts: Texts,
  historyFile: string,
): Promise<number> => {
  const terminal: Interface = createInterface({
    input: process.stdin,
    output: process.stdout,
    prompt: 'hudna> ',
    history: readHistory(historyFile),
    historySize: HISTORY_SIZE,
    removeHistoryDuplicates: true,
    completer: (line: string, done: (error: Error | null, result: [string[], string]) => void) => {
      onTab(line, () => terminal, commands, session).then(
        (result) => done(null, result),
        () => done(null, [[], line]),
      );
    },
  });
  terminal.on('history', (history) => writeHistory(historyFile, history));
  terminal.on('SIGINT', () => {
    if (terminal.line === '') terminal.close();
    else {
      terminal.write(null, { ctrl: true, name: 'e' });
      terminal.write(null, { ctrl: true, name: 'u' });
    }
  });
  const { line } = talk(commands, session, texts, true);
  say(wrap(texts.terminal.welcome, '', '', screenOf(process.stdout, new Date()).width));
  terminal.prompt();
  for await (const typed of terminal) {
    if (leaving.test(typed.trim())) break;
    await line(typed);
    terminal.prompt();
  }
  terminal.close();
  say('');
  return ANSWERED;
};

/** Answers the lines of a pipe; the exit code is the worst of them. Undefined where there was no line. */
export const answerLines = async (
  commands: Commands,
  session: Session,
  texts: Texts,
): Promise<number | undefined> => {
  const { line } = talk(commands, session, texts, false);
  let worst: number | undefined;
  for await (const typed of createInterface({ input: process.stdin })) {
    if (typed.trim() === '') continue;
    if (worst !== undefined) say('');
    worst = Math.max(worst ?? ANSWERED, await line(typed));
  }
  return worst;
};
