import { Writable } from 'node:stream';
import type { Context } from '../../src/command.ts';
import { createAnswerer } from '../../src/discord/answer.ts';
import { createLog } from '../../src/log.ts';
import { createPictures } from '../../src/pictures/pictures.ts';
import { createLocalChannels, type LocalChannels } from '../../src/preview/local-channels.ts';
import { openPreview, type Preview } from '../../src/preview/server.ts';
import { createAnswers } from '../../src/query.ts';
import { buildIndex } from '../../src/search/build-index.ts';
import { textsFor } from '../../src/texts/texts.ts';
import { realDataset } from '../support/hudna.ts';
import { testCommands } from './test-commands.ts';

export type TestPreview = Preview & { readonly channels: LocalChannels; readonly logged: () => string };

/** The preview with the test commands, on a free port. `now` is its clock for limits of rate. */
export const openTestPreview = async (now: () => number = Date.now): Promise<TestPreview> => {
  const lines: string[] = [];
  const log = createLog(
    { logLevel: 'debug' },
    new Writable({
      write: (chunk, _, done) => {
        lines.push(String(chunk));
        done();
      },
    }),
  );
  const dataset = realDataset();
  const services = {
    dataset,
    index: buildIndex(dataset),
    answers: createAnswers(),
    pictures: createPictures(),
  };
  const channels = createLocalChannels(now);
  const answer = createAnswerer({
    commands: () => testCommands,
    contextFor: (asker): Context => ({ ...services, asker, texts: textsFor(asker.locale), now: new Date() }),
    log,
  });
  const preview = await openPreview({
    commands: testCommands,
    answer,
    channels,
    host: '127.0.0.1',
    port: 0,
    log,
    now,
  });
  return { ...preview, channels, logged: () => lines.join('') };
};
