import process from 'node:process';

const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;

/**
 * Runs a synchronous step that Ctrl-C and its like cannot break off half-way. A signal that comes meanwhile ends the
 * process when the step is done, with the exit code that shells expect (128 and the signal's number).
 */
export function holdSignals<T>(step: () => T): T {
  // A process that listens itself, because it goes on, is not broken off and ends in its own way.
  const free = Object.entries(SIGNALS).filter(([name]) => process.listenerCount(name) === 0);
  const held = free.map(([name, number]) => [name, () => process.exit(128 + number)] as const);
  for (const [name, end] of held) process.once(name, end);
  // What came during the step is told when the event loop goes on; whatever comes later is not ours.
  setImmediate(() => {
    for (const [name, end] of held) process.off(name, end);
  });
  return step();
}
