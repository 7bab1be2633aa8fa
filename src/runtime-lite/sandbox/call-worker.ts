/// <reference lib="dom" />
import { openSandbox } from './open-sandbox.ts';

/** One call on its way to the worker. */
interface Call {
  readonly use: number;
  readonly args: readonly unknown[];
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: { failure: string } | { told: true }) => void;
}

/** A worker of plan code as the page sees it: functions that answer later, and the end of it. */
export interface WorkerCalls {
  /** The function of one use for one island; a call that still waits is replaced by the next. */
  readonly of: (use: number) => (...args: unknown[]) => Promise<unknown>;
  readonly end: () => void;
}

/**
 * Calls plan code in the worker of a sandbox (profile `sandbox-worker`), one call at a time. A call that takes longer than
 * `limit` milliseconds ends the worker, and nothing of it runs again (spec 8.2).
 */
export const callWorker = (
  markup: string,
  container: Element,
  limit: number,
  report: (error: { name: string }) => void,
): WorkerCalls => {
  let queue: Call[] = [];
  let running: Call | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let over = false;
  const end = () => {
    over = true;
    clearTimeout(timer);
    sandbox.end();
  };
  const lose = (name: string) => {
    const [first, ...others] = [...(running ? [running] : []), ...queue];
    end();
    queue = [];
    running = undefined;
    if (first) first.reject({ failure: name });
    else report({ name });
    for (const one of others) one.reject({ told: true });
  };
  // What a call has left behind must come to rest as well: a call of nothing, which is answered at once.
  const rest: Call = {
    use: -1,
    args: [],
    resolve: () => {},
    reject: (error) => 'failure' in error && report({ name: error.failure }),
  };
  const next = (other?: Call) => {
    running = queue.shift() ?? other;
    if (!running) return;
    sandbox.send([running.use, running.args]);
    if (isUp) watch();
  };
  // A page that was busy itself gives an answer that is there already the chance to be read.
  const watch = () => {
    timer = setTimeout(() => {
      timer = setTimeout(() => lose('max-execution-ms'), 30);
    }, limit);
  };
  let isUp = false;
  const sandbox = openSandbox({
    markup,
    place(frame) {
      frame.hidden = true;
      Element.prototype.append.call(container, frame);
    },
    ready() {
      isUp = true;
      if (running) watch();
    },
    hear(value) {
      if (!running || !Array.isArray(value)) return;
      clearTimeout(timer);
      const { resolve, reject } = running;
      const after = running === rest ? undefined : rest;
      if (value[0] === 1) resolve(value[1]);
      else reject({ failure: value[1] === 'max-component-invocations' ? value[1] : 'component-failed' });
      next(after);
    },
    fail: lose,
  });
  const of = (use: number) => {
    let mine: Call | undefined;
    return (...args: unknown[]) =>
      new Promise((resolve, reject) => {
        if (over) return reject({ told: true });
        if (mine) queue = queue.filter((one) => one !== mine);
        mine = { use, args, resolve, reject };
        queue.push(mine);
        if (!running) next();
      });
  };
  return { of, end };
};
