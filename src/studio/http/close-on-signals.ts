import process from 'node:process';

/** Resolves when the process is asked to end (SIGINT, SIGTERM), after what is given was closed. A second signal ends it at once. */
export function closeOnSignals(close: () => Promise<void>): Promise<void> {
  return new Promise((done, fail) => {
    const end = () => {
      for (const signal of SIGNALS) process.off(signal, end);
      close().then(done, fail);
    };
    for (const signal of SIGNALS) process.on(signal, end);
  });
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
