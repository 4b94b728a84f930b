import { type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { type Dataset, loadDataset, problemLine } from './load.ts';

/** Editors write a file in several steps, and a pull changes many: they are read together after this pause. */
const PAUSE_MS = 300;

/** Log lines for one broken change. */
const MAX_PROBLEMS = 20;

export type DatasetWatch = {
  /** Reads the dataset again now, as after a SIGHUP. */
  readonly reload: () => void;
  readonly close: () => void;
};

/**
 * Watches a dataset folder. A change that is valid comes to `onChange` as a new dataset; a broken one is logged
 * with its problems, and what was read before stays.
 */
export const watchDataset = ({
  dir,
  onChange,
  log,
}: {
  readonly dir: string;
  readonly onChange: (dataset: Dataset) => void;
  readonly log: Logger;
}): DatasetWatch => {
  let timer: NodeJS.Timeout | undefined;

  const reload = (): void => {
    clearTimeout(timer);
    const loaded = loadDataset(dir);
    if (loaded.ok) {
      log.info({ agreements: loaded.dataset.agreements.length }, 'the dataset was read again');
      onChange(loaded.dataset);
      return;
    }
    const problems = loaded.problems.slice(0, MAX_PROBLEMS).map(problemLine);
    log.error(
      { problems, count: loaded.problems.length },
      'the changed dataset has errors; the one read before stays',
    );
  };

  const changed = (): void => {
    clearTimeout(timer);
    timer = setTimeout(reload, PAUSE_MS);
  };

  const watchers = [dir, join(dir, 'agreements')].flatMap((folder): readonly FSWatcher[] => {
    try {
      const watcher = watch(folder, changed);
      watcher.on('error', (error) =>
        log.warn({ err: error, folder }, 'the dataset folder is not watched any more'),
      );
      return [watcher];
    } catch (error) {
      log.warn({ err: error, folder }, 'the dataset folder cannot be watched; send SIGHUP after a change');
      return [];
    }
  });

  return {
    reload,
    close: () => {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
};
