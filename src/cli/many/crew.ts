import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Piscina } from 'piscina';
import { compilerFindings } from '../../compiler/findings.ts';
import { createDiagnostic } from '../../diagnostics/define.ts';
import { EnvironmentError, UsageError } from '../failures.ts';
import { STDIN } from '../inputs/expand-plans.ts';
import type { Outcome } from './outcome.ts';
import type { PlanTask } from './plan-work.ts';
import type { PlanWorker, WorkerSettings, WorkResult } from './plan-worker.ts';

/** Those who build. */
export interface Crew {
  /**
   * Gives what became of the tasks, batch by batch as they are done. Throws the failures of the command line.
   */
  build(tasks: readonly PlanTask[]): AsyncIterable<readonly Outcome[]>;
  close(): Promise<void>;
}

/** Plans that a thread takes at a time: enough that asking for them costs nothing, few enough to share well. */
const BATCH = 16;
/** From how many plans on threads are started at once. */
const MANY = 64;
/** Milliseconds after which they are started for fewer: plans with modules take long. */
const PATIENCE = 300;
/** Batches of a thread at a time where there is a remote cache. */
const WAITING = 3;

/** Builds with `workers` threads where that is worth it, else in this one. */
export function gatherCrew(settings: WorkerSettings, hire: () => PlanWorker, workers: number): Crew {
  let pool: Piscina | undefined;
  let here: PlanWorker | undefined;
  const own: PlanWorker = (tasks) => {
    here ??= hire();
    return here(tasks);
  };
  const open = async () => (pool ??= await openPool(settings, workers));
  return {
    async *build(tasks) {
      let at = 0;
      for (const end = performance.now() + PATIENCE; at < tasks.length && tasks.length < MANY; at++) {
        if (workers > 1 && performance.now() > end) break;
        yield outcomesOf(await own(tasks.slice(at, at + 1)));
      }
      if (at === tasks.length) return;
      const batches = batchesOf(tasks.slice(at), workers);
      const threads = workers > 1 ? await open() : undefined;
      const run = (batch: readonly PlanTask[]): Promise<WorkResult> =>
        // Only this thread has the standard input.
        threads && !batch.some(({ plan }) => plan === STDIN) ? runApart(threads, batch) : own(batch);
      const atOnce = workers * (settings.remote ? WAITING + 1 : 2);
      yield* inParallel(batches, threads ? atOnce : 1, async (batch) => outcomesOf(await run(batch)));
    },
    async close() {
      await pool?.destroy();
    },
  };
}

function batchesOf(tasks: readonly PlanTask[], workers: number): (readonly PlanTask[])[] {
  const batches: (readonly PlanTask[])[] = [];
  const size = Math.max(1, Math.min(BATCH, Math.floor(tasks.length / workers / 2)));
  for (let at = 0; at < tasks.length; at += size) batches.push(tasks.slice(at, at + size));
  return batches;
}

function outcomesOf(result: WorkResult): readonly Outcome[] {
  if ('outcomes' in result) return result.outcomes;
  const { isUsage, message, help } = result.failure;
  throw isUsage ? new UsageError(message, help) : new EnvironmentError(message, help);
}

/** A thread that breaks takes its batch with it; the plans that are not at fault are built again. */
async function runApart(threads: Piscina, tasks: readonly PlanTask[]): Promise<WorkResult> {
  try {
    return (await threads.run(tasks)) as WorkResult;
  } catch (error) {
    if (tasks.length === 1) return { outcomes: tasks.map(({ plan }) => brokenOutcome(plan, error as Error)) };
    const outcomes: Outcome[] = [];
    for (const task of tasks) outcomes.push(...outcomesOf(await runApart(threads, [task])));
    return { outcomes };
  }
}

function brokenOutcome(plan: string, { message }: Error): Outcome {
  const found = createDiagnostic(compilerFindings.internalError, {
    pointer: '',
    message: `The compiler broke down over this plan: ${message}.`,
    help: 'Please report it, with the plan if you can share it.',
  });
  return {
    plan,
    verdict: 'failed',
    milliseconds: 0,
    found: { diagnostics: [found], sources: [{ name: plan, text: '' }] },
  };
}

async function openPool(settings: WorkerSettings, workers: number): Promise<Piscina> {
  const { default: Pool } = (await import('piscina')) as unknown as { default: typeof Piscina };
  return new Pool({
    filename: workerFile(),
    name: 'work',
    workerData: settings,
    minThreads: workers,
    maxThreads: workers,
    // Work is handed out by the one who waits for it.
    maxQueue: workers * WAITING * 2,
    // While one batch waits for another machine, the next is compiled.
    concurrentTasksPerWorker: settings.remote ? WAITING : 1,
    resourceLimits: { maxYoungGenerationSizeMb: 16 },
  });
}

/** The file that threads run: in the package `dist/build-worker.js`, among sources its counterpart. */
function workerFile(): string {
  const folder = dirname(fileURLToPath(import.meta.url));
  const packed = join(folder, '../build-worker.js');
  return existsSync(packed) ? packed : join(folder, '../build-worker.ts');
}

/** Results in the order in which they come, of at most `most` at a time. */
async function* inParallel<T, R>(items: readonly T[], most: number, run: (item: T) => Promise<R>): AsyncGenerator<R> {
  const open = new Map<number, Promise<{ index: number; result: R }>>();
  for (let next = 0; next < items.length || open.size > 0; ) {
    for (; next < items.length && open.size < most; next++) {
      const index = next;
      open.set(
        index,
        run(items[index] as T).then((result) => ({ index, result })),
      );
    }
    const { index, result } = await Promise.race(open.values());
    open.delete(index);
    yield result;
  }
}
