// Runs in a thread of its own, as the text that `scripts/gen/isolation.ts` makes of it.
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { QuickJSContext, QuickJSHandle, QuickJSRuntime, QuickJSWASMModule } from 'quickjs-emscripten';
import type { IsolatedJob, IsolatedResult } from '../isolation.ts';

declare const PRELUDE: string;

const MOST_RESULT = 8 * 1024 * 1024;
/** Levels of arrays and objects; whoever reads the result may go down one call per level. */
const DEEPEST_RESULT = 1000;
const STACK = 768 * 1024;
/** All the memory of the engine is there from the start, in pages of 64 KiB: growing it by and by takes seconds. */
const PAGES = 320 * 16;
const { newQuickJSWASMModuleFromVariant, newVariant, RELEASE_SYNC } = createRequire(workerData.quickjs)(
  workerData.quickjs,
) as typeof import('quickjs-emscripten');

let engine: Promise<QuickJSWASMModule> | undefined;

parentPort?.on('message', async (job: IsolatedJob) => {
  engine ??= newEngine();
  const quickjs = await engine;
  parentPort?.postMessage('started');
  parentPort?.postMessage(runJob(quickjs, job));
});

function newEngine(): Promise<QuickJSWASMModule> {
  const wasmMemory = new WebAssembly.Memory({ initial: PAGES, maximum: PAGES });
  return newQuickJSWASMModuleFromVariant(newVariant(RELEASE_SYNC, { wasmMemory }));
}

/** Every run has a runtime of its own; an engine that broke is left, and the next run gets a new one. */
function runJob(quickjs: QuickJSWASMModule, job: IsolatedJob): IsolatedResult {
  const deadline = performance.now() + job.milliseconds;
  const late = () => performance.now() > deadline;
  try {
    const runtime = quickjs.newRuntime();
    runtime.setMemoryLimit(job.memoryBytes);
    runtime.setMaxStackSize(STACK);
    runtime.setInterruptHandler(late);
    const result = runIn(runtime, job, late);
    leave(runtime);
    // What a bomb has filled goes back to the machine.
    if (!result.ok && result.reason === 'memory') engine = undefined;
    return result;
  } catch (error) {
    // WebAssembly itself failed, mostly for want of memory.
    engine = undefined;
    if (late()) return timeout();
    return error instanceof RangeError ? failed('threw', 'stack overflow') : failed('memory', 'out of memory');
  }
}

/** Jobs that are still waiting keep the runtime from being freed; then the whole engine goes. */
function leave(runtime: QuickJSRuntime): void {
  try {
    runtime.dispose();
  } catch {
    engine = undefined;
  }
}

function runIn(runtime: QuickJSRuntime, job: IsolatedJob, late: () => boolean): IsolatedResult {
  const context = runtime.newContext();
  const scope: QuickJSHandle[] = [];
  const keep = (handle: QuickJSHandle) => {
    scope.push(handle);
    return handle;
  };
  try {
    // What runs the code and reads its result is made before there is any.
    const call = keep(context.unwrapResult(context.evalCode(PRELUDE, 'prelude.js')));
    const code = context.evalCode(job.script, 'plan.js');
    if (code.error) return explain(context, keep(code.error), late);
    const input = keep(context.newString(JSON.stringify(job.input)));
    const called = context.callFunction(call, context.undefined, keep(code.value), input);
    if (called.error) return explain(context, keep(called.error), late);
    return settle(runtime, context, keep(called.value), keep, late);
  } finally {
    for (const handle of scope) handle.dispose();
    context.dispose();
  }
}

function settle(
  runtime: QuickJSRuntime,
  context: QuickJSContext,
  promise: QuickJSHandle,
  keep: (handle: QuickJSHandle) => QuickJSHandle,
  late: () => boolean,
): IsolatedResult {
  while (runtime.hasPendingJob()) {
    if (late()) return timeout();
    const { error } = runtime.executePendingJobs(100);
    if (error) return explain(context, keep(error), late);
  }
  const state = context.getPromiseState(promise);
  if (state.type === 'pending') return failed('pending', 'It waits for something that never comes');
  if (state.type === 'rejected') return explain(context, keep(state.error), late);
  return read(context, keep(state.value), keep);
}

function read(
  context: QuickJSContext,
  value: QuickJSHandle,
  keep: (handle: QuickJSHandle) => QuickJSHandle,
): IsolatedResult {
  if (context.typeof(value) !== 'string') return failed('not-json', 'Its result is no data');
  const length = context.getNumber(keep(context.getProp(value, 'length')));
  if (length > MOST_RESULT) return failed('not-json', 'Its result is larger than 8 MiB');
  const text = context.getString(value);
  if (depthOf(text) > DEEPEST_RESULT) return failed('not-json', 'Its result is nested too deeply');
  return { ok: true, value: JSON.parse(text) };
}

/** Levels of JSON text. */
function depthOf(text: string): number {
  let deepest = 0;
  let depth = 0;
  for (const [part] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[{]|[\]}]/g)) {
    if (part === '[' || part === '{') deepest = Math.max(deepest, ++depth);
    else if (part === ']' || part === '}') depth--;
  }
  return deepest;
}

function explain(context: QuickJSContext, error: QuickJSHandle, late: () => boolean): IsolatedResult {
  if (late()) return timeout();
  const dumped = context.dump(error) as { name?: unknown; message?: unknown } | string | null;
  const { name = '', message = dumped } = (typeof dumped === 'object' && dumped) || {};
  const text = typeof message === 'string' ? message : String(JSON.stringify(message));
  if (name === 'InternalError' && text === 'interrupted') return timeout();
  return failed(name === 'InternalError' && text === 'out of memory' ? 'memory' : 'threw', text);
}

function timeout(): IsolatedResult {
  return failed('timeout', 'The code took too long.');
}

function failed(reason: Extract<IsolatedResult, { ok: false }>['reason'], message: string): IsolatedResult {
  const line = message.replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]+/gu, ' ').trim();
  return { ok: false, reason, message: line.slice(0, 300) || 'It gave no reason' };
}
