import { writeSync } from 'node:fs';
import process, { env, getBuiltinModule } from 'node:process';
import { EnvironmentError, systemCode, systemReason } from './failures.ts';

/** Where the command line writes: results to standard output, everything else to standard error. */
export interface Terminal {
  result(text: string): void;
  note(text: string): void;
  /** Whether a person is likely to look at standard error, so that a line that overwrites itself makes sense. */
  interactive(): boolean;
  color(stream: 'result' | 'note'): boolean;
  /** Columns of a terminal, 100 for anything else. */
  width(stream: 'result' | 'note'): number;
}

const RESULT = 1;
const NOTE = 2;
const PLAIN_WIDTH = 100;

/**
 * The process's own streams, written synchronously: nothing is lost when the process ends, and a reader that has gone
 * away (`| head`) is no error. Colour follows NO_COLOR (no-color.org) and FORCE_COLOR, else whether it is a terminal.
 */
export function createTerminal(): Terminal {
  const closed = new Set<number>();
  const write = (descriptor: number, text: string): void => {
    if (!closed.has(descriptor) && !writeAll(descriptor, text)) closed.add(descriptor);
  };
  return {
    result: (text) => write(RESULT, text),
    note: (text) => write(NOTE, text),
    interactive: () => isTerminal(NOTE) && env['TERM'] !== 'dumb' && !env['CI'],
    color: (stream) => wantsColor(descriptorOf(stream)),
    width: (stream) => (isTerminal(descriptorOf(stream)) ? streamOf(stream).columns : PLAIN_WIDTH),
  };
}

function descriptorOf(stream: 'result' | 'note'): number {
  return stream === 'result' ? RESULT : NOTE;
}

function streamOf(stream: 'result' | 'note'): { readonly columns: number } {
  return stream === 'result' ? process.stdout : process.stderr;
}

function wantsColor(descriptor: number): boolean {
  if (env['NO_COLOR']) return false;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return isTerminal(descriptor) && env['TERM'] !== 'dumb';
}

/** `node:tty` loads the network stack, so it is asked for only when the answer matters. */
function isTerminal(descriptor: number): boolean {
  return getBuiltinModule('node:tty').isatty(descriptor);
}

/** Gives false when nobody reads any more. Standard error that cannot be written is nothing to stop for. */
function writeAll(descriptor: number, text: string): boolean {
  const bytes = Buffer.from(text);
  let done = 0;
  while (done < bytes.length) {
    try {
      done += writeSync(descriptor, bytes, done);
    } catch (error) {
      if (systemCode(error) === 'EAGAIN') sleep(2);
      else if (systemCode(error) === 'EPIPE' || descriptor === NOTE) return false;
      else throw new EnvironmentError(`Standard output cannot be written: ${systemReason(error)}.`);
    }
  }
  return true;
}

function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
