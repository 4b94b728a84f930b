import type { Dataset } from '../../src/dataset/load.ts';
import { loadDataset, problemLine } from '../../src/dataset/load.ts';
import { readySchedule, reckon } from '../../src/reminders/schedule.ts';
import { openStore } from '../../src/store/open.ts';
import type { Rule } from '../../src/store/subscription.ts';
import { addSubscription } from '../../src/store/subscriptions.ts';
import { copyDataset } from './dataset-folder.ts';

/** The agreement whose start the tests move about. */
const AGREEMENT = 'coh-2016-02';

const MINUTE = 60_000;

const loaded = (dir: string): Dataset => {
  const result = loadDataset(dir);
  if (!result.ok) throw new Error(result.problems.map(problemLine).join('\n'));
  return result.dataset;
};

/** A copy of the dataset in which one agreement starts at an instant, to the minute. */
export const datasetStartingAt = (instant: number) => {
  const copy = copyDataset();
  const setStart = (at: number): number => {
    const start = Math.floor(at / MINUTE) * MINUTE;
    const local = Temporal.Instant.fromEpochMilliseconds(start)
      .toZonedDateTimeISO('Asia/Damascus')
      .toPlainDateTime()
      .toString({ smallestUnit: 'minute' });
    copy.change(`agreements/${AGREEMENT}.json`, (json) => {
      const effective = Object(json.effective);
      json.effective = { ...effective, local, zone: 'Asia/Damascus', precision: 'minute' };
      json.outOfOrder = 'The start is moved for a test.';
    });
    return start;
  };
  const start = setStart(instant);
  return { ...copy, start, setStart, dataset: () => loaded(copy.dir) };
};

export const dueRule: Rule = {
  about: { kind: 'agreement', id: AGREEMENT },
  when: ['start'],
  anniversaries: false,
  time: '09:00',
  zone: 'Asia/Damascus',
};

/** Subscribes channels to a start, now or as if that had been done just before it. */
export const subscribeBefore = async (
  databaseUrl: string,
  dataset: Dataset,
  start: number,
  channels: readonly { readonly id: string; readonly guildId: string | undefined }[],
): Promise<void> => {
  const store = await openStore(databaseUrl);
  try {
    const before = Math.min(start - 1, Date.now());
    const reckoning = reckon(await readySchedule(store, dataset, before), dueRule, before);
    await store.db.transaction().execute(async (trx) => {
      for (const { id, guildId } of channels) {
        const wish = { ...dueRule, guild: guildId ?? '0', channel: id, mention: null };
        await addSubscription(trx, wish, reckoning, before);
      }
    });
  } finally {
    await store.close();
  }
};

/** How many messages are in which state. */
export const messageStates = async (databaseUrl: string): Promise<Readonly<Record<string, number>>> => {
  const store = await openStore(databaseUrl);
  try {
    const rows = await store.db
      .selectFrom('messages')
      .select(({ fn }) => ['state', fn.countAll<string | number>().as('count')])
      .groupBy('state')
      .execute();
    return Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]));
  } finally {
    await store.close();
  }
};
