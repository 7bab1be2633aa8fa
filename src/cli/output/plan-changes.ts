import { quote } from '../../diagnostics/quote.ts';
import { UsageError } from '../failures.ts';
import type { Output } from './output.ts';
import { BUILD_MANIFEST, type Survey } from './survey.ts';

/** What becomes of the entries of an output folder. Paths are relative, with `/`. */
export interface Changes {
  /** Entries that are not the build's to touch: they are in the new folder as they were in the old one. */
  readonly kept: readonly string[];
  /** Files of earlier builds that are gone from the new folder. */
  readonly dropped: readonly string[];
}

/**
 * Decides what stays. A bundle that is built again loses its old files; with `clean`, so do bundles that this build
 * does not make. Everything else stays. Throws a UsageError when a new file would replace one that no build made.
 */
export function planChanges(output: NewTree, survey: Survey): Changes {
  if (!survey.ours && survey.entries.size > 0) throw notOurs(output.shown);
  const owned = new Set<string>();
  if (output.clean || output.files.has(BUILD_MANIFEST) || output.bundles.has(''))
    for (const path of survey.own) owned.add(path);
  for (const [root, paths] of survey.bundles)
    if (output.clean || output.bundles.has(root)) for (const path of paths) owned.add(path);
  const kept = keptEntries(survey, owned);
  for (const path of kept) refuseClash(output, path, survey);
  return { kept, dropped: [...owned].filter((path) => survey.entries.has(path) && !output.files.has(path)) };
}

/** What is to be known of an output: which of the paths it has. */
export interface NewTree extends Pick<Output, 'shown' | 'bundles' | 'folders' | 'clean'> {
  readonly files: { has(path: string): boolean };
}

/** Files that are not owned, and folders that hold such a file or were empty to begin with. */
function keptEntries({ entries }: Survey, owned: ReadonlySet<string>): string[] {
  const needed = new Set<string>();
  const filled = new Set([...entries.keys()].map(parentOf));
  for (const [path, entry] of entries) {
    if (owned.has(path) || (entry.isDirectory() && filled.has(path))) continue;
    for (let at = path; at !== '' && !needed.has(at); at = parentOf(at)) needed.add(at);
  }
  return [...entries.keys()].filter((path) => needed.has(path));
}

function refuseClash({ shown, files, folders }: NewTree, path: string, { entries }: Survey): void {
  const isFolder = entries.get(path)?.isDirectory() === true;
  if (!files.has(path) && (isFolder || !folders.has(path))) return;
  throw new UsageError(
    `${quote(`${shown}/${path}`)} was not made by a build, and this build would replace it.`,
    'Move it away, or choose another `--out` folder.',
  );
}

function notOurs(shown: string): UsageError {
  return new UsageError(
    `The output folder ${quote(shown)} has files in it that no build made.`,
    'Choose another `--out` folder, or empty this one first.',
  );
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
