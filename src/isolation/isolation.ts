import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Json } from '../plan/types.ts';
import { workerText } from './worker.generated.ts';

/** One run in the isolated engine. */
export interface IsolatedJob {
  /** Evaluates to a function of one value. */
  readonly script: string;
  readonly input: Json;
  /** Wall time after which the engine is ended. */
  readonly milliseconds: number;
  readonly memoryBytes: number;
  readonly signal?: AbortSignal;
}

/** `value` is data of the script; `pending` means that it waits for something that never comes. */
export type IsolatedResult =
  | { readonly ok: true; readonly value: Json }
  | {
      readonly ok: false;
      readonly reason: 'threw' | 'timeout' | 'memory' | 'not-json' | 'pending' | 'aborted';
      readonly message: string;
    };

/** An engine that runs one job after another, each in a world of its own. */
export interface Isolation {
  run(job: IsolatedJob): Promise<IsolatedResult>;
  /** The text of an ES module that exports `renderToString` and imports `preact`. */
  renderToString(): Promise<string>;
  /** Ends the engine's thread; a process does not wait for it. */
  close(): Promise<void>;
}

const require = createRequire(import.meta.url);

/** What the engine gets beyond the time of a job before its thread is ended from outside. */
const GRACE = 1000;

/**
 * An isolated engine: QuickJS in WebAssembly, without file system, network, environment, timers or document, with a fixed
 * clock and a fixed random sequence. It runs in a thread of its own, so that what the engine cannot interrupt ends too.
 */
export function createIsolation(): Isolation {
  let worker: Worker | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const end = async () => {
    const ending = worker;
    worker = undefined;
    await ending?.terminate();
  };
  const runNow = async (job: IsolatedJob): Promise<IsolatedResult> => {
    if (job.signal?.aborted) return ABORTED;
    worker ??= openWorker();
    const result = await runIn(worker, job);
    if (result === 'ended') await end();
    return result === 'ended' ? (job.signal?.aborted ? ABORTED : LATE) : result;
  };
  return {
    run(job) {
      const result = last.then(() => runNow(job));
      last = result.catch(() => undefined);
      return result;
    },
    renderToString: () => readFile(join(dirname(require.resolve('preact-render-to-string')), 'index.mjs'), 'utf8'),
    close: end,
  };
}

const ABORTED: IsolatedResult = { ok: false, reason: 'aborted', message: 'The run was ended.' };
const LATE: IsolatedResult = { ok: false, reason: 'timeout', message: 'The code took too long.' };

function openWorker(): Worker {
  const worker = new Worker(workerText, {
    eval: true,
    env: {},
    argv: [],
    execArgv: [],
    // What the engine says when it breaks is not for people.
    stdout: true,
    stderr: true,
    workerData: { quickjs: require.resolve('quickjs-emscripten') },
  });
  worker.unref();
  return worker;
}

/** The result, or `ended` when the thread must be. */
function runIn(worker: Worker, { signal, ...job }: IsolatedJob): Promise<IsolatedResult | 'ended'> {
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    const done = (result: IsolatedResult | 'ended') => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onEnd);
      worker.off('message', onMessage).off('error', onEnd).off('exit', onEnd);
      worker.unref();
      resolve(result);
    };
    const onEnd = () => done('ended');
    worker.ref();
    const onMessage = (message: 'started' | IsolatedResult) => {
      // Loading the engine is not the code's time.
      if (message === 'started') timer = setTimeout(onEnd, job.milliseconds + GRACE);
      else done(message);
    };
    worker.on('message', onMessage).once('error', onEnd).once('exit', onEnd);
    signal?.addEventListener('abort', onEnd, { once: true });
    worker.postMessage(job);
  });
}
