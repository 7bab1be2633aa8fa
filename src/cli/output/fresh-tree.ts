import { mkdirSync, rmdirSync } from 'node:fs';
import { dirname } from 'node:path';
import process from 'node:process';
import { quote } from '../../diagnostics/quote.ts';
import { EnvironmentError, systemCode, systemReason, UsageError } from '../failures.ts';
import type { Output } from './output.ts';
import { closeWorkspace, openWorkspace, recoverWorkspaces, type Workspace } from './workspace.ts';

/**
 * Runs a build that fills a fresh tree beside its output folder, piece by piece. Whatever happens, only the output folder
 * is there in the end; what the system refuses is an EnvironmentError. `ending` says that nobody wants the rest.
 */
export async function inFreshTree<T>(
  place: Pick<Output, 'shown' | 'folder'>,
  build: (workspace: Workspace, ending: AbortSignal) => Promise<T>,
): Promise<T> {
  const made = mkdirSync(dirname(place.folder), { recursive: true });
  try {
    recoverWorkspaces(place.folder);
    const workspace = openWorkspace(place.folder);
    const ending = listenToSignals();
    try {
      return await build(workspace, ending.signal);
    } finally {
      closeWorkspace(workspace);
      ending.follow();
    }
  } catch (error) {
    throw refusalOf(error, place.shown);
  } finally {
    if (made) removeEmpty(dirname(place.folder), made);
  }
}

/** What is said when an output folder cannot be written; anything but an error of the system stays what it is. */
export function refusalOf(error: unknown, shown: string): unknown {
  if (error instanceof UsageError || error instanceof EnvironmentError || systemCode(error) === undefined) return error;
  const reason = systemReason(error);
  return new EnvironmentError(`The output folder ${quote(shown)} cannot be written: ${reason}.`, helpFor(error));
}

/** Takes back folders that were made for an output that then did not come. */
export function removeEmpty(from: string, upTo: string): void {
  try {
    for (let at = from; at.startsWith(upTo); at = dirname(at)) rmdirSync(at);
  } catch {
    // Something else is in it by now, and it stays.
  }
}

const SIGNALS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 } as const;

/**
 * Somebody who gives up leaves nothing behind: the first signal aborts, and `follow` ends the process when all is tidy, with
 * the exit code that shells expect. A second signal ends it at once.
 */
function listenToSignals(): { readonly signal: AbortSignal; follow(): void } {
  const end = new AbortController();
  let code: number | undefined;
  const listeners = Object.entries(SIGNALS).map(([name, number]) => {
    const listener = () => {
      code = 128 + number;
      end.abort();
    };
    process.once(name, listener);
    return () => process.off(name, listener);
  });
  return {
    signal: end.signal,
    follow() {
      for (const release of listeners) release();
      if (code !== undefined) process.exit(code);
    },
  };
}

function helpFor(error: unknown): string | undefined {
  const code = systemCode(error);
  if (code === 'EBUSY') return 'A mounted folder cannot be replaced in one step; build into a folder inside it.';
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'Nothing was changed; make room and build again.';
  return undefined;
}
