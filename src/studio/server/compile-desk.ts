import { type AnswerCache, createAnswerCache } from './answer-cache.ts';
import { ApiError } from './api-error.ts';
import { createLane, type Job, type Lane, type Threads, TimeLimit } from './lane.ts';
import type { Limits } from './limits.ts';
import type { Task, TaskAnswer, TaskResult } from './tasks/task.ts';

/** What somebody wants to have compiled. */
export interface Order extends Omit<Job, 'task'> {
  readonly task: Task;
  /** Says what is asked, so that the same is done once; absent for what has an effect. */
  readonly key?: string;
}

/** Where plans are compiled: never on the thread that serves. */
export interface CompileDesk {
  ask(order: Order): Promise<TaskAnswer>;
  readonly cache: AnswerCache;
  readonly lanes: { readonly quick: Lane; readonly slow: Lane };
  /** Starts the first worker, so that the first request does not wait for it. */
  warmUp(): void;
  close(): Promise<void>;
}

/** How threads are made. */
export type OpenThreads = (settings: { readonly workers: number; readonly quick: boolean }) => Promise<Threads>;

const MOST_SLOW = 1024;

/**
 * Two lanes: everything is tried on the quick one, whose jobs end within a moment, so that nobody waits behind a plan that
 * takes long; those go to the slow lane, where one client never has all workers.
 */
export function createCompileDesk(limits: Limits, open: OpenThreads): CompileDesk {
  const cache = createAnswerCache(limits.cacheBytes);
  const quick = createLane({
    quick: true,
    workers: limits.quickWorkers,
    share: limits.quickWorkers,
    queue: limits.quickQueue,
    milliseconds: limits.quickTime,
    open: () => open({ workers: limits.quickWorkers, quick: true }),
  });
  const slow = createLane({
    quick: false,
    workers: limits.slowWorkers,
    share: Math.max(1, limits.slowWorkers - 1),
    queue: limits.slowQueue,
    milliseconds: limits.compileTime,
    open: () => open({ workers: limits.slowWorkers, quick: false }),
  });
  const knownSlow = new Set<string>();
  const flights = new Map<string, Flight>();
  const remember = (key: string | undefined): void => {
    if (key === undefined) return;
    if (knownSlow.size >= MOST_SLOW) knownSlow.clear();
    knownSlow.add(key);
  };
  const run = async (order: Order): Promise<TaskAnswer> => {
    const { key } = order;
    if (key === undefined || !knownSlow.has(key)) {
      const result = await tryQuick(quick, order, limits);
      if (result.kind === 'answer') return result;
      remember(key);
    }
    order.onProgress?.({ step: 'queue' });
    return finish(slow, order, limits);
  };
  const fly = (order: Order & { readonly key: string }): Promise<TaskAnswer> => {
    const under = flights.get(order.key);
    const flight = under ?? takeOff(order, run);
    if (!under) {
      const land = (): void => void (flights.get(order.key) === flight && flights.delete(order.key));
      flights.set(order.key, flight);
      flight.end.signal.addEventListener('abort', land);
      flight.answer.then((answer) => answer.lasting && cache.put(order.key, answer), land).finally(land);
    }
    return board(flight, order.signal);
  };
  return {
    cache,
    lanes: { quick, slow },
    async ask(order) {
      const { key } = order;
      const kept = key === undefined ? undefined : cache.get(key);
      if (kept) return { kind: 'answer', ...kept };
      return key === undefined ? run(order) : fly({ ...order, key });
    },
    warmUp() {
      const task: Task = { kind: 'plan', body: new TextEncoder().encode(WARM_UP) };
      const { signal } = new AbortController();
      for (let i = 0; i < limits.quickWorkers; i++)
        quick.run({ client: 'server', task, signal, onProgress: undefined }).catch(() => undefined);
    },
    close: async () => void (await Promise.all([quick.close(), slow.close()])),
  };
}

/** Something to compile that uses the common parts of the compiler. */
const WARM_UP = JSON.stringify({
  plan: {
    specVersion: 'runtime-plan/v1',
    id: 'warm-up',
    version: 1,
    root: {
      type: 'element',
      tag: 'button',
      props: { lang: 'en', onClick: 'add' },
      children: [{ type: 'text', value: '{{n}}' }],
    },
    state: { initial: { n: 0 }, transitions: { add: [{ type: 'increment', path: 'n' }] } },
  },
});

async function tryQuick(lane: Lane, order: Order, { workerMemory }: Limits): Promise<TaskResult> {
  try {
    return await lane.run(order);
  } catch (error) {
    if (error instanceof TimeLimit) return { kind: 'slow' };
    throw known(error, workerMemory);
  }
}

async function finish(lane: Lane, order: Order, { compileTime, workerMemory }: Limits): Promise<TaskAnswer> {
  try {
    const result = await lane.run(order);
    if (result.kind === 'answer') return result;
    throw new Error('a task of the slow lane has no slower one');
  } catch (error) {
    if (!(error instanceof TimeLimit)) throw known(error, workerMemory);
    throw new ApiError('unavailable', `The plan took longer than ${compileTime} ms to compile.`);
  }
}

/** A worker that needed too much memory is gone; the server is not. */
function known(error: unknown, memory: number): unknown {
  if ((error as NodeJS.ErrnoException | undefined)?.code !== 'ERR_WORKER_OUT_OF_MEMORY') return error;
  return new ApiError('unavailable', `The plan needs more memory to compile than the limit of ${memory} MiB.`);
}

/** A compile that several requests wait for; it ends early when none of them does any more. */
interface Flight {
  readonly answer: Promise<TaskAnswer>;
  readonly end: AbortController;
  aboard: number;
}

function takeOff(order: Order, run: (order: Order) => Promise<TaskAnswer>): Flight {
  const end = new AbortController();
  return { answer: run({ ...order, signal: end.signal }), end, aboard: 0 };
}

function board(flight: Flight, signal: AbortSignal): Promise<TaskAnswer> {
  flight.aboard++;
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      flight.aboard--;
      if (flight.aboard === 0) flight.end.abort(signal.reason);
      reject(signal.reason);
    };
    signal.addEventListener('abort', leave, { once: true });
    const settle = (): void => signal.removeEventListener('abort', leave);
    flight.answer.then(resolve, reject).finally(settle);
  });
}
