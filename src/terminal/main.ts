import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs, stripVTControlCharacters, styleText } from 'node:util';
import type { Asker, Context } from '../command.ts';
import { environment, projectDir, readConfig } from '../config.ts';
import { loadDataset, problemLine } from '../dataset/load.ts';
import { createAnswerer } from '../discord/answer.ts';
import type { Commands } from '../dispatch.ts';
import { loadCommands } from '../load-commands.ts';
import { createLog } from '../log.ts';
import { createPictures } from '../pictures/pictures.ts';
import { buildIndex } from '../search/build-index.ts';
import { textsFor } from '../texts/texts.ts';
import { complete } from './complete.ts';
import { readLine, type WrongLine } from './read-line.ts';
import { type Choice, choices, plainStyle, renderMessage, type Style } from './render.ts';
import { createSession, type Delivered, type Session } from './session.ts';

/** The terminal door: `npm run ask -- "/ceasefire aleppo"`, or a prompt where nothing is asked. */

const ANSWERED = 0;
const BROKEN = 1;
const WRONG_USAGE = 2;

const texts = textsFor(undefined).terminal;

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const complain = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

const wrongText = (reason: WrongLine): string => {
  switch (reason.is) {
    case 'unknown command':
      return texts.unknownCommand(reason.name, reason.near);
    case 'unknown subcommand':
      return texts.unknownSubcommand(reason.command, reason.known);
    case 'unknown option':
      return texts.unknownOption(reason.option, reason.known);
    case 'missing option':
      return texts.missingOption(reason.option, reason.example);
    case 'bad value':
      return texts.badValue(reason.option, reason.wants);
  }
};

const colourStyle: Style = {
  bold: (text) => styleText('bold', text),
  dim: (text) => styleText('dim', text),
  accent: (text) => styleText('cyan', text),
  // OSC 8: terminals that know it make the label a link, others show the label alone.
  link: (label, url) => `\u001b]8;;${url}\u001b\\${styleText('underline', label)}\u001b]8;;\u001b\\`,
};

const show = ({ data }: Delivered): string =>
  renderMessage(data.components, {
    style: process.stdout.isTTY && process.stdout.hasColors?.() ? colourStyle : plainStyle,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    now: new Date(),
    width: process.stdout.isTTY ? Math.max(40, Math.min(process.stdout.columns ?? 80, 110)) : 100,
  });

type Output = { readonly json: boolean; readonly out: string | undefined };

const deliver = (delivered: Delivered, { json, out }: Output): void => {
  say(json ? JSON.stringify(delivered.data, null, 2) : show(delivered));
  const [first] = delivered.files;
  if (out !== undefined && first) {
    mkdirSync(dirname(out), { recursive: true });
    writeFileSync(out, first.data);
    complain(texts.wrote(out));
  } else if (out !== undefined) {
    complain(texts.noPicture);
  }
};

const once = async (line: string, output: Output, commands: Commands, session: Session): Promise<number> => {
  const read = readLine(line, commands);
  if (read.kind === 'wrong') {
    complain(wrongText(read.reason));
    return WRONG_USAGE;
  }
  const delivered = await session.command(read.command, read.subcommand, read.values);
  if (!delivered) return BROKEN;
  deliver(delivered, output);
  return ANSWERED;
};

const historyFile = join(projectDir, 'var', 'ask-history');
const HISTORY_SIZE = 500;

const readHistory = (): string[] =>
  existsSync(historyFile) ? readFileSync(historyFile, 'utf8').split('\n').filter(Boolean) : [];

const writeHistory = (history: readonly string[]): void => {
  mkdirSync(dirname(historyFile), { recursive: true });
  writeFileSync(historyFile, `${history.join('\n')}\n`);
};

const offer = (offered: readonly Choice[]): void => {
  for (const [index, { label }] of offered.entries()) say(colourOr(`  ${index + 1}  ${label}`));
};

const colourOr = (text: string): string => (process.stdout.isTTY ? styleText('dim', text) : text);

const prompt = async (commands: Commands, session: Session): Promise<number> => {
  const terminal = createInterface({
    input: process.stdin,
    output: process.stdout,
    prompt: 'hudna> ',
    history: readHistory(),
    historySize: HISTORY_SIZE,
    removeHistoryDuplicates: true,
    completer: (line: string, done: (error: Error | null, result: [string[], string]) => void) => {
      complete(line, commands, session).then(
        ({ hits, replaces }) => done(null, [[...hits], replaces]),
        () => done(null, [[], line]),
      );
    },
  });
  terminal.on('history', writeHistory);
  say(texts.welcome);
  let offered: readonly Choice[] = [];
  terminal.prompt();
  for await (const raw of terminal) {
    const line = stripVTControlCharacters(raw).trim();
    if (/^\d+$/.test(line)) {
      const choice = offered[Number(line) - 1];
      if (choice) {
        const delivered = await session.press(choice.customId, choice.values);
        if (delivered) {
          say(show(delivered));
          offered = choices(delivered.data.components);
          offer(offered);
        }
      } else {
        say(texts.noSuchNumber(offered.length));
      }
    } else if (line !== '') {
      const read = readLine(line, commands);
      if (read.kind === 'wrong') say(wrongText(read.reason));
      else {
        const delivered = await session.command(read.command, read.subcommand, read.values);
        if (delivered) {
          say(show(delivered));
          offered = choices(delivered.data.components);
          offer(offered);
        }
      }
    }
    terminal.prompt();
  }
  say('');
  return ANSWERED;
};

const readArguments = (): { readonly line: string; readonly output: Output } | undefined => {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        out: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    return values.help
      ? undefined
      : { line: positionals.join(' '), output: { json: values.json, out: values.out } };
  } catch {
    return undefined;
  }
};

const main = async (): Promise<number> => {
  const asked = readArguments();
  if (!asked) {
    complain(texts.usage);
    return WRONG_USAGE;
  }
  const settings = readConfig(environment());
  if (!settings.ok) {
    complain(settings.problems.join('\n'));
    return BROKEN;
  }
  const loaded = loadDataset(settings.config.dataDir);
  if (!loaded.ok) {
    complain(loaded.problems.map(problemLine).join('\n'));
    return BROKEN;
  }
  const { commands, problems } = await loadCommands(join(projectDir, 'commands'));
  if (problems.length > 0) {
    complain(problems.join('\n'));
    return BROKEN;
  }
  const { dataset } = loaded;
  const index = buildIndex(dataset);
  const pictures = createPictures();
  const contextFor = (asker: Asker): Context => ({
    dataset,
    index,
    pictures,
    texts: textsFor(asker.locale),
    asker,
    now: new Date(),
  });
  const log = createLog({ logLevel: 'error' }, process.stderr);
  const session = createSession(createAnswerer({ commands: () => commands, contextFor, log }));
  try {
    return await (asked.line === ''
      ? prompt(commands, session)
      : once(asked.line, asked.output, commands, session));
  } finally {
    await pictures.close();
  }
};

process.exitCode = await main();
