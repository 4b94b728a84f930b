import { join } from 'node:path';
import type { Asker, Context } from './command.ts';
import { type Config, environment, projectDir, readConfig } from './config.ts';
import { loadDataset, problemLine } from './dataset/load.ts';
import { createAnswerer } from './discord/answer.ts';
import { openGateway } from './discord/gateway.ts';
import { createMentionAnswerer } from './discord/mention.ts';
import { createRest } from './discord/rest.ts';
import { loadCommands } from './load-commands.ts';
import { createLog } from './log.ts';
import { createPictures } from './pictures/pictures.ts';
import { isLoopback, isPortInUse, openPreview, type PreviewOptions } from './preview/server.ts';
import { buildIndex } from './search/build-index.ts';
import { preview as previewTexts } from './texts/en/preview.ts';
import { textsFor } from './texts/texts.ts';

/** The composition root: settings, dataset, commands, doors. The only place that puts the parts together. */

const STOP_GRACE_MS = 5000;

const giveUp = (heading: string, problems: readonly string[]): never => {
  process.stderr.write(`${heading}\n${problems.map((problem) => `  - ${problem}`).join('\n')}\n`);
  process.exit(1);
};

type Door = { readonly stop: (graceMs: number) => Promise<void> };

const servePreview = async ({
  config: { host, port },
  ...options
}: Pick<PreviewOptions, 'commands' | 'answer' | 'log'> & { readonly config: Config }): Promise<Door> => {
  try {
    const preview = await openPreview({ ...options, host, port });
    process.stdout.write(previewTexts.terminal.ready(preview.url));
    if (!isLoopback(host)) process.stdout.write(previewTexts.terminal.exposed(host));
    return preview;
  } catch (error) {
    return giveUp('The local preview cannot start:', [
      isPortInUse(error) ? previewTexts.terminal.portInUse(port) : String(error),
    ]);
  }
};

const start = async (config: Config): Promise<void> => {
  const log = createLog(config);
  const loaded = loadDataset(config.dataDir);
  if (!loaded.ok)
    return giveUp(`The dataset in ${config.dataDir} has errors:`, loaded.problems.map(problemLine));
  const { commands, problems } = await loadCommands(join(projectDir, 'commands'));
  if (problems.length > 0) return giveUp('Some command files are malformed:', problems);
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
  const answer = createAnswerer({ commands: () => commands, contextFor, log });

  const connect = async (token: string): Promise<Door> => {
    const rest = createRest(config.apiUrl, token);
    const opened = await openGateway({
      token,
      rest,
      commands,
      answer,
      answerMention: config.answerMentions
        ? createMentionAnswerer({ rest, commands: () => commands, contextFor, log })
        : undefined,
      onGuildJoined: () => {},
      onGuildLeft: () => {},
      onLost: (problem) => {
        log.fatal({ problem }, 'the connection is lost for good');
        process.exit(1);
      },
      log,
    });
    return opened.ok ? opened.gateway : giveUp('The bot cannot connect:', [opened.problem]);
  };
  const door =
    config.token === undefined
      ? await servePreview({ config, commands, answer, log })
      : await connect(config.token);

  let stopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    await door.stop(STOP_GRACE_MS);
    await pictures.close();
    log.info('stopped');
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop('SIGTERM'));
  process.on('SIGINT', () => void stop('SIGINT'));
};

const settings = readConfig(environment());
if (settings.ok) await start(settings.config);
else giveUp('Some settings are wrong:', settings.problems);
