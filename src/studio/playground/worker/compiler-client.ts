/// <reference lib="dom" />
import type { Question, Questions } from './protocol.ts';

/** The compiler in its own thread. */
export interface CompilerClient {
  /** What is in `transfer` belongs to the worker afterwards. */
  ask<Q extends Question>(
    question: Q,
    ask: Questions[Q]['ask'],
    transfer?: Transferable[],
  ): Promise<Questions[Q]['answer']>;
}

/** Starts the worker at `url`. */
export function startCompiler(url: string): CompilerClient {
  const worker = new Worker(scriptUrl(url) as string);
  const waiting = new Map<number, { done: (value: never) => void; fail: (error: Error) => void }>();
  let count = 0;
  worker.addEventListener('message', ({ data }: MessageEvent<{ id: number; value: never; error?: string }>) => {
    const { done, fail } = waiting.get(data.id) ?? {};
    waiting.delete(data.id);
    if (data.error === undefined) done?.(data.value);
    else fail?.(new Error(data.error));
  });
  return {
    ask: (question, ask, transfer = []) =>
      new Promise((done, fail) => {
        waiting.set(++count, { done, fail });
        worker.postMessage({ id: count, question, ask }, transfer);
      }),
  };
}

/**
 * Runs jobs one at a time. Of those that come while one is under way only the last is run; the others give `undefined`.
 */
export function createLatest<In, Out>(run: (input: In) => Promise<Out>): (input: In) => Promise<Out | undefined> {
  let busy = false;
  let next: { input: In; done: (value: Out | undefined) => void; fail: (error: unknown) => void } | undefined;
  const work = async () => {
    busy = true;
    for (let job = next; job; job = next) {
      next = undefined;
      try {
        job.done(await run(job.input));
      } catch (error) {
        job.fail(error);
      }
    }
    busy = false;
  };
  return (input) =>
    new Promise((done, fail) => {
      next?.done(undefined);
      next = { input, done, fail };
      if (!busy) void work();
    });
}

/** The policy of the page lets scripts come from this one place. */
function scriptUrl(url: string): unknown {
  const factory = (globalThis as { trustedTypes?: { createPolicy(name: string, rules: object): Rules } }).trustedTypes;
  return (
    factory?.createPolicy('renderify-worker', { createScriptURL: (text: string) => text }).createScriptURL(url) ?? url
  );
}

interface Rules {
  createScriptURL(url: string): unknown;
}
