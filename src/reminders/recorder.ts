import { type Ending, type Finished, finishMessages, type Message } from '../store/messages.ts';
import type { Store } from '../store/tables.ts';
import type { Clock } from './clock.ts';

/**
 * How long outcomes are gathered before they are written, in milliseconds. Each write waits for the disk, and on
 * SQLite everything waits with it: a slow disk could not keep up with one write for each message. Until an
 * outcome is written the nonce keeps a message from coming twice.
 */
const GATHER = 100;

/** Writes down how messages ended, those of a moment together. The promise resolves when it is stored. */
export const createRecorder = (
  store: Store,
  clock: Clock,
): ((message: Message, ending: Ending) => Promise<void>) => {
  let gathered: Finished[] = [];
  let writing: Promise<void> | undefined;

  const write = async (): Promise<void> => {
    await clock.sleep(GATHER);
    const finished = gathered;
    gathered = [];
    writing = undefined;
    await finishMessages(store, finished);
  };

  return (message, ending) => {
    gathered.push({ message, ending, at: clock.now() });
    writing ??= write();
    return writing;
  };
};
