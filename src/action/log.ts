import { randomBytes } from 'node:crypto';
import { writeSync } from 'node:fs';
import { systemCode } from '../cli/failures.ts';
import { visible } from '../diagnostics/visible.ts';
import { workflowCommand } from '../diagnostics/workflow-command.ts';

/** The log of the step, which the runner reads for commands. */
export interface Log {
  /** A command of ours. */
  command(name: string, properties: Readonly<Record<string, string | number>>, message: string): void;
  /** Lines that are for people, whatever they look like. */
  lines(text: string): void;
  /** Runs something that prints what nobody trusts: until it is done, the runner obeys nothing. */
  mute<T>(action: (write: (text: string | Uint8Array) => void) => Promise<T>): Promise<T>;
}

/**
 * Opens the log. All of it goes to standard output, since the runner reads the two streams side by side and so in no
 * certain order.
 */
export function openLog(): Log {
  const log: Log = {
    command: (name, properties, message) => write(workflowCommand(name, properties, message)),
    lines(text) {
      const stop = randomBytes(16).toString('hex');
      write(`::stop-commands::${stop}\n${text.split('\n').map(visible).join('\n')}\n::${stop}::\n`);
    },
    async mute(action) {
      const stop = randomBytes(16).toString('hex');
      write(`::stop-commands::${stop}\n`);
      try {
        return await action(write);
      } finally {
        // The last line of what was printed may have no end.
        write(`\n::${stop}::\n`);
      }
    },
  };
  return log;
}

function write(text: string | Uint8Array): void {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  for (let done = 0; done < bytes.length; ) {
    try {
      done += writeSync(1, bytes, done);
    } catch (error) {
      if (systemCode(error) !== 'EAGAIN') return;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
    }
  }
}
