import process from 'node:process';

const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;

/**
 * Runs a synchronous step that Ctrl-C and its like cannot break off half-way. A signal that comes meanwhile ends the
 * process when the step is done, with the exit code that shells expect (128 and the signal's number).
 */
export function holdSignals<T>(step: () => T): T {
  for (const [name, number] of Object.entries(SIGNALS)) process.once(name, () => process.exit(128 + number));
  return step();
}
