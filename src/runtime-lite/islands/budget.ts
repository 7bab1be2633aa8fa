/// <reference lib="dom" />
// @ts-expect-error The compiler gives the plan's `maxExecutionMs` as a module of this name.
import { milliseconds } from '<limit>';

let count = 0;
let since = 0;
const { port1, port2 } = new MessageChannel();
port1.onmessage = () => {
  since = 0;
};
let tell: ((error: { name: string }) => void) | undefined;

/** Says where the error goes that is raised when plan code is stopped. */
export const onLate = (report: (error: { name: string }) => void): void => {
  tell = report;
};

/**
 * Called at every turn of plan code (spec 8.2): throws when one task has lasted longer than the plan allows. A message that
 * cannot arrive before the task ends says when a new one has begun; a sandbox has no timers.
 */
export const tick = (): void => {
  if (++count & 63) return;
  const now = performance.now();
  if (!since) {
    since = now;
    port2.postMessage(0);
  }
  if (now - since < milliseconds) return;
  tell?.({ name: 'max-execution-ms' });
  throw { told: true };
};
