import type { Piscina } from 'piscina';
import type { OpenThreads } from './compile-desk.ts';
import type { Limits } from './limits.ts';

/** The file that workers run, and the data that it finds as `workerData`. */
export interface WorkerEntry {
  readonly filename: string;
  readonly data: unknown;
}

/** Threads with limits on their memory; those for long work yield to the others. */
export function threadOpener({ filename, data }: WorkerEntry, { workerMemory }: Limits): OpenThreads {
  return async ({ workers, quick }) => {
    const { default: Pool } = (await import('piscina')) as unknown as { default: typeof Piscina };
    const pool = new Pool({
      filename,
      workerData: data,
      minThreads: quick ? workers : 0,
      maxThreads: workers,
      idleTimeout: quick ? Number.POSITIVE_INFINITY : 60_000,
      // The queue is in front of the pool.
      maxQueue: workers * 4,
      niceIncrement: quick ? 0 : 10,
      resourceLimits: { maxOldGenerationSizeMb: workerMemory, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
    });
    // A thread that breaks while it has no task is replaced; nobody waits for it.
    pool.on('error', () => undefined);
    return {
      run: (job, { signal, transferList }) => pool.run(job, { signal, transferList: [...transferList] }),
      destroy: () => pool.destroy(),
    };
  };
}
