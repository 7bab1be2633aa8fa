import { availableParallelism } from 'node:os';

/** What one server gives to all of its clients together, and to each of them. Times are milliseconds, sizes bytes. */
export interface Limits {
  /** Of a request with a plan, and how long it may take to arrive. */
  readonly bodyBytes: number;
  readonly bodyTime: number;
  /** Of the first try of a compile; what takes longer is done apart. */
  readonly quickTime: number;
  /** Of any compile. */
  readonly compileTime: number;
  readonly quickWorkers: number;
  readonly slowWorkers: number;
  /** Memory of a worker's JavaScript, in MiB. */
  readonly workerMemory: number;
  /** Compiles that wait, of all clients and of one. */
  readonly quickQueue: Share;
  readonly slowQueue: Share;
  /** Answers that are kept. */
  readonly cacheBytes: number;
  readonly sessions: number;
  readonly sessionBytes: number;
  readonly sessionAge: number;
  /** Streams and long answers that are open. */
  readonly streams: Share;
  readonly streamTime: number;
  readonly streamIdle: number;
}

/** So many for all clients, and for each one. */
export interface Share {
  readonly all: number;
  readonly each: number;
}

/** Limits that suit a machine of somebody who tries plans, and a small server. */
export function defaultLimits(): Limits {
  return {
    bodyBytes: 1_048_576,
    bodyTime: 10_000,
    quickTime: 400,
    compileTime: 30_000,
    quickWorkers: Math.min(Math.max(availableParallelism(), 2), 8),
    slowWorkers: 2,
    workerMemory: 256,
    quickQueue: { all: 512, each: 128 },
    slowQueue: { all: 32, each: 8 },
    cacheBytes: 33_554_432,
    sessions: 256,
    sessionBytes: 67_108_864,
    sessionAge: 1_800_000,
    streams: { all: 64, each: 16 },
    streamTime: 300_000,
    streamIdle: 30_000,
  };
}
