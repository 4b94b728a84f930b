import type { Cache } from './cache.ts';
import type { Dataset } from './dataset/load.ts';
import type { MessageBody } from './message/build.ts';
import type { Pictures } from './pictures/pictures.ts';
import type { ReminderService } from './reminders/service.ts';
import type { SearchIndex } from './search/build-index.ts';
import type { Texts } from './texts/texts.ts';

/** What `main.ts` hands to every command: values that live longer than one request. */
export type Services = {
  readonly dataset: Dataset;
  readonly index: SearchIndex;
  /** Answers that this dataset has already given: `answerOnce` in `query.ts`. */
  readonly answers: Cache<MessageBody>;
  readonly pictures: Pictures;
  readonly texts: Texts;
  /** Absent where no database is open, as in the terminal. */
  readonly reminders?: ReminderService | undefined;
};
