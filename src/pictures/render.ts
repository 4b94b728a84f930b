import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Answer, Request } from './render-worker.ts';
import type { Scene } from './scenes.ts';

/**
 * Renders scenes in a worker process, one after the other. A process and not a thread: what native code leaves
 * behind goes with it, and a crash in it does not take the bot along. As a bound on its memory it is replaced
 * after some pictures; its successor is started before, so that nobody waits for it.
 */

export type Rendered = { readonly png: Uint8Array; readonly width: number; readonly height: number };

export type Renderer = {
  /** Rejects where the picture cannot be drawn or takes too long, and after `close`. */
  readonly render: (scene: Scene) => Promise<Rendered>;
  readonly close: () => Promise<void>;
};

export type RendererOptions = {
  /** Pictures after which a worker is replaced. */
  readonly picturesPerWorker?: number;
  /** Milliseconds without work after which the workers end. */
  readonly idleMs?: number;
  /** Milliseconds after which a picture is given up and its worker ended. */
  readonly timeoutMs?: number;
};

const PICTURES_PER_WORKER = 250;
const SUCCESSOR_BEFORE = 6;
const IDLE_MS = 60_000;
// A picture takes 50 to 250 ms; one that takes this long is stuck.
const TIMEOUT_MS = 15_000;

type RenderWorker = {
  /** Gives the worker's answer; rejects where the worker is lost. */
  readonly run: (scene: Scene) => Promise<Answer>;
  readonly alive: () => boolean;
  readonly end: () => Promise<unknown>;
};

// V8 does not see the 6 MB of pixels behind each picture, so a roomy heap would hold dozens of them: a small
// young generation is collected with every picture.
const HEAP = ['--max-semi-space-size=1'];
/** Starts a process that draws pictures. Its environment is bare: it needs nothing of the bot's settings. */
const openWorker = (timeoutMs: number): RenderWorker => {
  const child = fork(fileURLToPath(new URL('./render-worker.ts', import.meta.url)), {
    execArgv: [...HEAP],
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  // Only a picture under way keeps the bot's process alive.
  const hold = (held: boolean): void => {
    for (const handle of [child, child.channel]) {
      if (held) handle?.ref();
      else handle?.unref();
    }
  };
  hold(false);
  let failure: Error | undefined;
  const gone = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      failure ??= error;
      resolve();
    });
    child.once('exit', (code, signal) => {
      failure ??= new Error(`The renderer ended (${signal ?? code}).`);
      resolve();
    });
  });
  const run = (scene: Scene): Promise<Answer> =>
    new Promise((resolve, reject) => {
      if (failure) {
        reject(failure);
        return;
      }
      const settle = (): void => {
        clearTimeout(timer);
        child.off('message', onMessage).off('exit', onEnd).off('error', onEnd);
        hold(false);
      };
      const onMessage = (answer: Answer): void => {
        settle();
        resolve(answer);
      };
      const onEnd = (): void => {
        settle();
        reject(failure ?? new Error('The renderer ended.'));
      };
      const timer = setTimeout(() => {
        settle();
        reject(new Error(`The picture took longer than ${timeoutMs} ms.`));
      }, timeoutMs);
      child.on('message', onMessage).on('exit', onEnd).on('error', onEnd);
      hold(true);
      const request: Request = { scene };
      child.send(request);
    });
  return {
    run,
    alive: () => failure === undefined,
    end: () => {
      hold(true);
      child.kill('SIGKILL');
      return gone;
    },
  };
};

/** Starts no worker before the first picture is asked for. */
export const createRenderer = ({
  picturesPerWorker = PICTURES_PER_WORKER,
  idleMs = IDLE_MS,
  timeoutMs = TIMEOUT_MS,
}: RendererOptions = {}): Renderer => {
  let current: RenderWorker | undefined;
  let successor: RenderWorker | undefined;
  let pictures = 0;
  let idle: NodeJS.Timeout | undefined;
  let closed = false;
  let last: Promise<unknown> = Promise.resolve();
  const ends = new Set<Promise<unknown>>();

  const end = (worker: RenderWorker | undefined): void => {
    if (!worker) return;
    const ended: Promise<unknown> = worker.end().finally(() => ends.delete(ended));
    ends.add(ended);
  };

  const replace = (): void => {
    end(current);
    current = successor;
    successor = undefined;
    pictures = 0;
  };

  const endAll = (): void => {
    replace();
    replace();
  };

  const renderNow = async (scene: Scene): Promise<Rendered> => {
    if (closed) throw new Error('The renderer is closed.');
    clearTimeout(idle);
    // One that broke while it had nothing to do costs nobody a picture.
    if (current && !current.alive()) replace();
    if (!current?.alive()) current = openWorker(timeoutMs);
    try {
      const answer = await current.run(scene);
      pictures += 1;
      if (pictures >= picturesPerWorker) replace();
      else if (pictures === picturesPerWorker - SUCCESSOR_BEFORE) successor ??= openWorker(timeoutMs);
      if (!answer.ok) throw new Error(`The picture could not be drawn: ${answer.reason}`);
      return { png: answer.png, width: answer.width, height: answer.height };
    } catch (error) {
      replace();
      throw error;
    } finally {
      idle = setTimeout(endAll, idleMs);
      idle.unref();
    }
  };

  return {
    render: (scene) => {
      const rendered = last.then(() => renderNow(scene));
      last = rendered.catch(() => {});
      return rendered;
    },
    close: async () => {
      closed = true;
      clearTimeout(idle);
      endAll();
      await Promise.all(ends);
    },
  };
};
