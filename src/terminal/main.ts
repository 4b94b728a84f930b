import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Asker, Context } from '../command.ts';
import { environment, projectDir, readConfig } from '../config.ts';
import { loadDataset, problemLine } from '../dataset/load.ts';
import { createAnswerer } from '../discord/answer.ts';
import type { Commands } from '../dispatch.ts';
import { loadCommands } from '../load-commands.ts';
import { createLog } from '../log.ts';
import { createPictures } from '../pictures/pictures.ts';
import { createAnswers } from '../query.ts';
import { buildIndex } from '../search/build-index.ts';
import { textsFor } from '../texts/texts.ts';
import { BROKEN, complain, deliver, say, WRONG_USAGE } from './deliver.ts';
import { answerLines, prompt } from './prompt.ts';
import { type Flags, readLine } from './read-line.ts';
import { createSession, type Session } from './session.ts';

/** The terminal door: `npm run ask -- "/ceasefire aleppo"`, or a prompt where nothing is asked. */

const texts = textsFor(undefined);

const historyFile = join(projectDir, 'var', 'ask-history');

const once = async (line: string, flags: Flags, commands: Commands, session: Session): Promise<number> => {
  const read = readLine(line, commands, texts);
  if (read.kind === 'wrong') {
    complain(read.text);
    return WRONG_USAGE;
  }
  return deliver(await session.command(read.command, read.subcommand, read.values), flags, texts);
};

type Arguments = { readonly line: string; readonly flags: Flags; readonly help: boolean };

const readArguments = (): Arguments | undefined => {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        out: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    return {
      line: positionals.join(' ').trim(),
      flags: { json: values.json, out: values.out },
      help: values.help,
    };
  } catch {
    return undefined;
  }
};

const giveUp = (problems: readonly string[]): number => {
  complain(problems.join('\n'));
  return BROKEN;
};

const main = async (): Promise<number> => {
  const asked = readArguments();
  if (!asked) {
    complain(texts.terminal.usage);
    return WRONG_USAGE;
  }
  if (asked.help) {
    say(texts.terminal.usage);
    return 0;
  }
  const settings = readConfig(environment());
  if (!settings.ok) return giveUp(settings.problems);
  const loaded = loadDataset(settings.config.dataDir);
  if (!loaded.ok) return giveUp(loaded.problems.map(problemLine));
  const { commands, problems } = await loadCommands(join(projectDir, 'commands'));
  if (problems.length > 0) return giveUp(problems);
  const { dataset } = loaded;
  const index = buildIndex(dataset);
  const answers = createAnswers();
  const pictures = createPictures();
  const contextFor = (asker: Asker): Context => ({
    dataset,
    index,
    answers,
    pictures,
    texts: textsFor(asker.locale),
    asker,
    now: new Date(),
  });
  const log = createLog({ logLevel: 'error' }, process.stderr);
  const session = createSession(createAnswerer({ commands: () => commands, contextFor, log }));
  try {
    if (asked.line !== '') return await once(asked.line, asked.flags, commands, session);
    if (process.stdin.isTTY && process.stdout.isTTY)
      return await prompt(commands, session, texts, historyFile);
    const code = await answerLines(commands, session, texts);
    if (code === undefined) complain(texts.terminal.usage);
    return code ?? WRONG_USAGE;
  } finally {
    await pictures.close();
  }
};

// A reader that has seen enough, such as `head`, closes the pipe.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

process.exitCode = await main();
