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
    async *listen(signal) {
      const ended = AbortSignal.any([signal, end.signal]);
      const waiting: T[] = [];
      let wake = () => {};
      const listener = (event: T) => {
        waiting.push(event);
        wake();
      };
      listeners.add(listener);
      try {
        while (!ended.aborted) {
          const next = waiting.shift();
          if (next !== undefined) yield next;
          else if (await sleepUntil((resolve) => (wake = resolve), ended)) yield 'beat';
        }
      } finally {
        listeners.delete(listener);
      }
    },
    close: () => end.abort(),
  };
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
