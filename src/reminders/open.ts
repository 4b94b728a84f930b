import type { Logger } from 'pino';
import type { Dataset } from '../dataset/load.ts';
import type { Sender } from '../message/sender.ts';
import { openStore } from '../store/open.ts';
import type { Texts } from '../texts/texts.ts';
import { type Reminders, startReminders } from './loop.ts';
import { createReminderService, type ReminderService } from './service.ts';

export type OpenedReminders = {
  readonly service: ReminderService;
  /** Takes a new dataset. */
  readonly reload: Reminders['reload'];
  /** Sends what is claimed, then closes the database. */
  readonly stop: () => Promise<void>;
};

/** Opens the database and starts the reminders. Throws where the database cannot be opened or brought up to date. */
export const openReminders = async (options: {
  readonly databaseUrl: string;
  readonly dataset: Dataset;
  readonly sender: Sender;
  readonly texts: Texts;
  readonly log: Logger;
}): Promise<OpenedReminders> => {
  const { databaseUrl, dataset, sender, texts, log } = options;
  const store = await openStore(databaseUrl, (error) =>
    log.warn({ err: error }, 'a database connection broke'),
  );
  const reminders = await startReminders({ store, sender, dataset, texts, log });
  log.info({ database: store.kind }, 'reminders are running');
  return {
    service: createReminderService({ store, reminders, sender, now: Date.now }),
    reload: reminders.reload,
    stop: async () => {
      await reminders.stop();
      await store.close();
    },
  };
};
