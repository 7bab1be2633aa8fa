/** Sends every page that listens what happens; who comes later hears only of what comes then. */
export interface EventHub<T> {
  send(event: T): void;
  /** Everything from now on, until the signal or the hub ends it. */
  listen(signal: AbortSignal): AsyncGenerator<T | 'beat'>;
  close(): void;
}

const BEAT_MS = 15_000;

/** Makes a hub. A beat is sent where nothing else is, so that dead connections are noticed. */
export function createEventHub<T>(): EventHub<T> {
  const listeners = new Set<(event: T) => void>();
  const end = new AbortController();
  return {
    send(event) {
      for (const listener of listeners) listener(event);
    },
    listen(signal) {
      const ended = AbortSignal.any([signal, end.signal]);
      const waiting: T[] = [];
      const sleep = { wake: () => {} };
      const listener = (event: T) => {
        waiting.push(event);
        sleep.wake();
      };
      // At once, and not when the first event is asked for: what happens until then counts.
      listeners.add(listener);
      ended.addEventListener('abort', () => listeners.delete(listener));
      return tell(waiting, sleep, ended);
    },
    close: () => end.abort(),
  };
}

async function* tell<T>(waiting: T[], sleep: { wake: () => void }, ended: AbortSignal): AsyncGenerator<T | 'beat'> {
  while (!ended.aborted) {
    const next = waiting.shift();
    if (next !== undefined) yield next;
    else if (await sleepUntil((wake) => (sleep.wake = wake), ended)) yield 'beat';
  }
}

/** Gives whether the time of a beat has passed, rather than something happened. */
function sleepUntil(register: (wake: () => void) => void, ended: AbortSignal): Promise<boolean> {
  return new Promise((done) => {
    const finish = (beat: boolean) => {
      clearTimeout(timer);
      ended.removeEventListener('abort', stop);
      done(beat);
    };
    const stop = () => finish(false);
    const timer = setTimeout(() => finish(true), BEAT_MS);
    ended.addEventListener('abort', stop);
    register(() => finish(false));
  });
}
