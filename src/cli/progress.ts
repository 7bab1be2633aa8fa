import type { Terminal } from './terminal.ts';

const MANY = 20;
const INTERVAL = 50;
const CLEAR_LINE = '\r\x1b[K';
/** Before that an estimate would jump. */
const SETTLED = 1000;

/** A line on a terminal that says how far the plans are, and how long it will take. */
export interface Progress {
  /** More plans are done; the last of them is named. */
  step(plan: string, count?: number): void;
  /** Takes the line away, so that something else can be written. */
  clear(): void;
}

/** Shows nothing for few plans, or when nobody looks at a terminal. */
export function createProgress(total: number, terminal: Terminal | undefined): Progress {
  if (!terminal || total < MANY || !terminal.interactive()) return { step() {}, clear() {} };
  const start = performance.now();
  let done = 0;
  let shown = 0;
  return {
    step(plan, count = 1) {
      done += count;
      const now = performance.now();
      if (now - shown < INTERVAL) return;
      shown = now;
      const left = now - start < SETTLED ? '' : ` ${duration(((now - start) / done) * (total - done))} left,`;
      terminal.note(`${CLEAR_LINE}[${done}/${total}]${left} ${printable(plan).slice(0, 60)}`);
    },
    clear: () => terminal.note(CLEAR_LINE),
  };
}

function duration(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  return seconds < 100 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}

function printable(name: string): string {
  return name.replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, '?');
}
