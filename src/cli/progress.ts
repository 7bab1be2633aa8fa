import type { Terminal } from './terminal.ts';

const MANY = 20;
const INTERVAL = 50;
const CLEAR_LINE = '\r\x1b[K';

/** A line on a terminal that says which of many plans is being compiled. */
export interface Progress {
  step(plan: string): void;
  end(): void;
}

/** Shows nothing for few plans, or when nobody looks at a terminal. */
export function createProgress(total: number, terminal: Terminal | undefined): Progress {
  if (!terminal || total < MANY || !terminal.interactive()) return { step() {}, end() {} };
  let done = 0;
  let shown = 0;
  return {
    step(plan) {
      done++;
      if (performance.now() - shown < INTERVAL) return;
      shown = performance.now();
      terminal.note(`${CLEAR_LINE}[${done}/${total}] ${printable(plan).slice(0, 60)}`);
    },
    end: () => terminal.note(CLEAR_LINE),
  };
}

function printable(name: string): string {
  return name.replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, '?');
}
