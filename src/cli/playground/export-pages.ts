import { mkdirSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { quote } from '../../diagnostics/quote.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { EnvironmentError, systemCode, systemReason, UsageError } from '../failures.ts';
import { holdSignals } from '../output/hold-signals.ts';
import { resolveOutFolder } from '../output/out-folder.ts';
import { replaceFolder } from '../output/replace-folder.ts';
import { closeWorkspace, openWorkspace, recoverWorkspaces } from '../output/workspace.ts';
import type { Terminal } from '../terminal.ts';
import { readPages } from './read-pages.ts';

/** Marks a folder as one that `--export` wrote and may replace. */
const MARK = 'preview.html';

/** `renderify playground --export`: the page as static files, all of them or none. */
export function exportPages(shown: string, args: readonly string[], terminal: Terminal): ExitCode {
  if (args.length > 0) throw new UsageError('`--export` writes files and listens on no port.');
  const pages = readPages();
  if (pages.size === 0) throw new EnvironmentError("This copy of renderify was built without the playground's pages.");
  const folder = resolveOutFolder(shown, []);
  refuseForeign(shown, folder);
  try {
    holdSignals(() => write(folder, pages));
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    throw new EnvironmentError(`The folder ${quote(shown)} cannot be written: ${systemReason(error)}.`);
  }
  terminal.note(`Wrote the playground into ${shown}: ${pages.size} files.\n`);
  return exitCodes.good;
}

function refuseForeign(shown: string, folder: string): void {
  const names = statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(folder) : [];
  if (names.length === 0 || (names.includes(MARK) && names.includes('index.html'))) return;
  throw new UsageError(
    `The folder ${quote(shown)} has other files in it.`,
    'Name one that is empty or does not exist.',
  );
}

function write(folder: string, pages: ReadonlyMap<string, Uint8Array>): void {
  recoverWorkspaces(folder);
  mkdirSync(dirname(folder), { recursive: true });
  const workspace = openWorkspace(folder);
  try {
    for (const [path, bytes] of pages) {
      mkdirSync(dirname(join(workspace.fresh, path)), { recursive: true });
      writeFileSync(join(workspace.fresh, path), bytes);
    }
    if (statSync(folder, { throwIfNoEntry: false })) replaceFolder(workspace, folder);
    else renameSync(workspace.fresh, folder);
  } finally {
    closeWorkspace(workspace);
  }
}
