import { EnvironmentError, systemReason, UsageError } from '../failures.ts';
import type { Terminal } from '../terminal.ts';

/** Says what went wrong in a process that goes on. */
export function tellTrouble(error: unknown, terminal: Terminal): void {
  const known = error instanceof UsageError || error instanceof EnvironmentError;
  const message = error instanceof Error ? error.message : String(error);
  terminal.note(`renderify: ${known ? message : (systemReason(error) ?? message)}\n`);
  if (known && error.help) terminal.note(`  help: ${error.help}\n`);
}
