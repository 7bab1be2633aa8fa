import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { ApiError } from './api-error.ts';
import { createFairQueue } from './fair-queue.ts';
import type { Share } from './limits.ts';
import type { Progress, Task, TaskResult, TaskTerms } from './tasks/task.ts';

/** A pool of threads, as `piscina` has it. */
export interface Threads {
  run(job: { task: Task; terms: TaskTerms }, options: RunOptions): Promise<TaskResult>;
  destroy(): Promise<void>;
}

interface RunOptions {
  readonly signal: AbortSignal;
  readonly transferList: readonly [] | readonly [MessageChannel['port1']];
}

/** One compile that somebody waits for. */
export interface Job {
  readonly client: string;
  readonly task: Task;
  /** Ends it, also while it waits. */
  readonly signal: AbortSignal;
  readonly onProgress: ((step: Progress) => void) | undefined;
}

/** Workers with a queue before them. */
export interface Lane {
  /** Throws an ApiError when there are too many jobs, `TimeLimit` when the job took too long. */
  run(job: Job): Promise<TaskResult>;
  readonly stats: LaneStats;
  close(): Promise<void>;
}

/** Counts since the start, and what is under way. */
export interface LaneStats {
  running: number;
  waiting: number;
  done: number;
  refused: number;
  ended: number;
}

/** How a lane is made. */
export interface LaneSettings {
  readonly quick: boolean;
  readonly workers: number;
  /** How many workers one client may have at a time. */
  readonly share: number;
  readonly queue: Share;
  /** After which a job is ended, in milliseconds. */
  readonly milliseconds: number;
  open(): Promise<Threads>;
}

/** Why a job was ended that took too long. */
export class TimeLimit extends Error {}

interface Waiting extends Job {
  start(): void;
}

/** Makes a lane; its threads are opened by the first job. */
export function createLane(settings: LaneSettings): Lane {
  const queue = createFairQueue<Waiting>();
  const running = new Map<string, number>();
  const stats: LaneStats = { running: 0, waiting: 0, done: 0, refused: 0, ended: 0 };
  let threads: Promise<Threads> | undefined;
  let closed = false;
  const count = (client: string, by: number): void => {
    const now = (running.get(client) ?? 0) + by;
    if (now > 0) running.set(client, now);
    else running.delete(client);
    stats.running += by;
  };
  const next = (): void => {
    while (stats.running < settings.workers) {
      const taken = queue.take((client) => (running.get(client) ?? 0) < settings.share);
      if (!taken) break;
      count(taken.client, 1);
      taken.job.start();
    }
    stats.waiting = queue.size;
  };
  const work = async (job: Job): Promise<TaskResult> => {
    try {
      threads ??= settings.open();
      return await runWithin(settings, await threads, job);
    } catch (error) {
      stats.ended++;
      throw closed ? ENDING : error;
    } finally {
      stats.done++;
      count(job.client, -1);
      next();
    }
  };
  return {
    stats,
    run(job) {
      if (closed) return Promise.reject(ENDING);
      const { all, each } = settings.queue;
      if (queue.size >= all || queue.waitingFor(job.client) >= each) {
        stats.refused++;
        return Promise.reject(tooMany(settings));
      }
      return new Promise((resolve, reject) => {
        const giveUp = (): void => {
          queue.remove(job.client, waiting);
          stats.waiting = queue.size;
          reject(job.signal.reason);
        };
        const waiting: Waiting = {
          ...job,
          start() {
            job.signal.removeEventListener('abort', giveUp);
            work(job).then(resolve, reject);
          },
        };
        job.signal.addEventListener('abort', giveUp, { once: true });
        queue.push(job.client, waiting);
        next();
      });
    },
    async close() {
      closed = true;
      await (await threads)?.destroy();
    },
  };
}

const ENDING = new ApiError('unavailable', 'The server is about to end.');

function tooMany({ quick }: LaneSettings): ApiError {
  return new ApiError('rate_limited', 'Too many plans wait to be compiled. Try again in a moment.', {
    retryAfter: quick ? 1 : 5,
  });
}

/** Runs a job on a thread, which is ended with everything that the job started when it takes too long. */
async function runWithin(
  { quick, milliseconds }: LaneSettings,
  threads: Threads,
  { task, signal, onProgress }: Job,
): Promise<TaskResult> {
  const began = new Int32Array(new SharedArrayBuffer(4));
  const end = new AbortController();
  const channel = onProgress && new MessageChannel();
  const told = channel && onProgress && listen(channel.port2, onProgress);
  const terms: TaskTerms = { quick, began, ...(channel && { progress: channel.port1 }) };
  const stopClock = startClock(milliseconds, began, () => end.abort(new TimeLimit()));
  const give = (): void => end.abort(signal.reason);
  signal.addEventListener('abort', give, { once: true });
  try {
    const transferList = channel ? ([channel.port1] as const) : ([] as const);
    const result = await threads.run({ task, terms }, { signal: end.signal, transferList });
    await told;
    return result;
  } catch (error) {
    throw end.signal.aborted ? end.signal.reason : error;
  } finally {
    stopClock();
    signal.removeEventListener('abort', give);
    channel?.port2.close();
  }
}

/** Passes steps on; resolves behind the last one, since an answer comes by another way and can overtake them. */
function listen(port: MessagePort, onProgress: (step: Progress) => void): Promise<void> {
  return new Promise((done) => {
    port.on('message', (step: Progress | 'end') => (step === 'end' ? done() : onProgress(step)));
  });
}

/** The time of a task begins when its worker begins it. */
function startClock(milliseconds: number, began: Int32Array, onEnd: () => void): () => void {
  let late = false;
  const timer = setInterval(() => {
    if (late) onEnd();
    else late = Atomics.load(began, 0) === 1;
  }, milliseconds / 2);
  return () => clearInterval(timer);
}
