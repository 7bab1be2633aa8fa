import type { Terminal } from '../terminal.ts';

const CLEAR_LINE = '\r\x1b[K';
const INTERVAL = 50;

/** A line on a terminal that says what has come; nothing where nobody looks. */
export function pinProgress(terminal: Terminal | undefined): { step(key: string, count: number): void; end(): void } {
  if (!terminal?.interactive()) return { step() {}, end() {} };
  let shown = 0;
  return {
    step(key, count) {
      if (performance.now() - shown < INTERVAL) return;
      shown = performance.now();
      const name = key.replace(/[^\x20-\x7e]/g, '?').slice(0, 60);
      terminal.note(`${CLEAR_LINE}${count} ${count === 1 ? 'package' : 'packages'}: ${name}`);
    },
    end: () => terminal.note(CLEAR_LINE),
  };
}
