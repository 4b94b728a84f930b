import { join } from 'node:path';
import type { Asker, Context } from './command.ts';
import { type Config, environment, projectDir, readConfig } from './config.ts';
import { type Dataset, loadDataset, problemLine } from './dataset/load.ts';
import { watchDataset } from './dataset/watch.ts';
import { createAnswerer } from './discord/answer.ts';
import { openGateway } from './discord/gateway.ts';
import { createMentionAnswerer } from './discord/mention.ts';
import { createRest } from './discord/rest.ts';
import { createSender } from './discord/sender.ts';
import { loadCommands } from './load-commands.ts';
import { createLog } from './log.ts';
import { createPictures } from './pictures/pictures.ts';
import { previewDatabaseUrl } from './preview/database.ts';
import { createLocalChannels } from './preview/local-channels.ts';
import { isLoopback, isPortInUse, openPreview, type PreviewOptions } from './preview/server.ts';
import { createAnswers } from './query.ts';
import type { OpenedReminders } from './reminders/open.ts';
import { buildIndex, type SearchIndex } from './search/build-index.ts';
import { reachDatabase } from './store/reach.ts';
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
}: Pick<PreviewOptions, 'commands' | 'answer' | 'channels' | 'log'> & {
  readonly config: Config;
}): Promise<Door> => {
  try {
    const preview = await openPreview({ ...options, host, port });
    process.stdout.write(previewTexts.terminal.ready(preview.url, isLoopback(host)));
    return preview;
  } catch (error) {
    return giveUp('The local preview cannot start:', [
      isPortInUse(error) ? previewTexts.terminal.portInUse(port) : String(error),
    ]);
  }
};

const databaseFailed = (error: unknown): never =>
  giveUp('The database cannot be opened (DATABASE_URL):', [
    error instanceof Error ? error.message : String(error),
  ]);

/** Waits for some work, but no longer than the grace. */
const within = async (work: Promise<unknown> | undefined, graceMs: number): Promise<void> => {
  const grace = Promise.withResolvers<void>();
  const timer = setTimeout(grace.resolve, graceMs);
  await Promise.race([work, grace.promise]);
  clearTimeout(timer);
};

const start = async (config: Config): Promise<void> => {
  // The preview speaks to a person: nothing but what went wrong joins its few lines.
  const quiet = config.token === undefined && config.logLevel === 'info';
  const log = createLog({ logLevel: quiet ? 'warn' : config.logLevel });
  const loaded = loadDataset(config.dataDir);
  if (!loaded.ok)
    return giveUp(`The dataset in ${config.dataDir} has errors:`, loaded.problems.map(problemLine));
  const { commands, problems } = await loadCommands(join(projectDir, 'commands'));
  if (problems.length > 0) return giveUp('Some command files are malformed:', problems);
  const pictures = createPictures();
  const channels = createLocalChannels(Date.now);
  const sender =
    config.token === undefined
      ? channels.sender
      : createSender({ apiUrl: config.apiUrl, token: config.token });
  const databaseUrl =
    config.token === undefined ? previewDatabaseUrl(config.databaseUrl) : config.databaseUrl;
  await reachDatabase(databaseUrl).catch(databaseFailed);

  // Answers wait for the reminders; the connection does not, since Kysely alone takes a seventh of the start.
  const opened = Promise.withResolvers<OpenedReminders>();
  let reminders: OpenedReminders | undefined;
  const startReminders = async (): Promise<void> => {
    const { openReminders } = await import('./reminders/open.ts');
    const { dataset } = known;
    reminders = await openReminders({ databaseUrl, dataset, sender, texts: textsFor(undefined), log }).catch(
      databaseFailed,
    );
    opened.resolve(reminders);
  };
  const withReminders = (work: (reminders: OpenedReminders) => Promise<unknown>): void => {
    opened.promise.then(work).catch((error: unknown) => {
      log.error({ err: error }, 'the reminders could not take up a change');
    });
  };

  // The index is made when it is first asked for, so that connecting does not wait for it.
  const knowledge = (dataset: Dataset) => {
    let index: SearchIndex | undefined;
    const indexed = (): SearchIndex => {
      index ??= buildIndex(dataset);
      return index;
    };
    return { dataset, indexed, answers: createAnswers() };
  };
  let known = knowledge(loaded.dataset);
  const watch = watchDataset({
    dir: config.dataDir,
    log,
    onChange: (dataset: Dataset) => {
      known = knowledge(dataset);
      withReminders(({ reload }) => reload(dataset));
    },
  });
  process.on('SIGHUP', watch.reload);

  const contextFor = async (asker: Asker): Promise<Context> => ({
    reminders: (await opened.promise).service,
    dataset: known.dataset,
    index: known.indexed(),
    answers: known.answers,
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
      onGuildJoined: (guild) => withReminders(({ service }) => service.guildJoined(guild)),
      onGuildLeft: (guild) => withReminders(({ service }) => service.guildLeft(guild)),
      onSession: (guilds, shard) => withReminders(({ service }) => service.guildsPresent(guilds, shard)),
      onLost: (problem) => {
        log.fatal({ problem }, 'the connection is lost for good');
        process.exit(1);
      },
      log,
    });
    return opened.ok ? opened.gateway : giveUp('The bot cannot connect:', [opened.problem]);
  };
  let door: Door | undefined;
  let stopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    watch.close();
    await Promise.all([door?.stop(STOP_GRACE_MS), within(reminders?.stop(), STOP_GRACE_MS)]);
    await pictures.close();
    log.info('stopped');
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop('SIGTERM'));
  process.on('SIGINT', () => void stop('SIGINT'));

  if (config.token === undefined) {
    await startReminders();
    door = await servePreview({ config, commands, answer, channels, log });
  } else {
    door = await connect(config.token);
    await startReminders();
  }
  known.indexed();
};

const settings = readConfig(environment());
if (settings.ok) await start(settings.config);
else giveUp('Some settings are wrong:', settings.problems);
