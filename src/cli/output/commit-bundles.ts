import { chmodSync, mkdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hasText } from './bundle-folder.ts';
import { exchangeEntries } from './exchange.ts';
import { keepEntries } from './fill-folder.ts';
import { foldersOf, type Output } from './output.ts';
import { planChanges } from './plan-changes.ts';
import { type Survey, surveyFolder } from './survey.ts';
import type { Workspace } from './workspace.ts';

/** What is to be put into an output folder of several bundles. */
export interface Commit extends Pick<Output, 'shown' | 'folder' | 'clean'> {
  /** Bundles that wait in the fresh tree, with the paths of their files. */
  readonly changed: ReadonlyMap<string, readonly string[]>;
  /** Folders of all bundles that this build was asked for. */
  readonly asked: ReadonlySet<string>;
  /** Files beside the bundles, by name. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * Puts the bundles of a fresh tree into the output folder. Bundles that have not changed are not touched, so that the cost
 * is that of what has. Gives whether anything was written.
 */
export function commitBundles(workspace: Workspace, commit: Commit): boolean {
  const { folder, changed, asked, clean } = commit;
  const survey = surveyFolder(folder, (root) => changed.has(root) || (clean && !asked.has(root)));
  const files = survey ? filesToWrite(commit) : commit.files;
  if (survey && files.size === 0 && changed.size === 0 && !clean) return false;
  for (const [path, text] of files) writeFileSync(join(workspace.fresh, path), text);
  if (!survey || survey.entries.size === 0) {
    if (survey) chmodSync(workspace.fresh, statSync(folder).mode & 0o7777);
    else mkdirSync(dirname(folder), { recursive: true });
    renameSync(workspace.fresh, folder);
    return true;
  }
  const exchange = planExchange(workspace, commit, files, survey);
  if (exchange.taken.length + exchange.dropped.length === 0) return false;
  exchangeEntries(workspace, folder, exchange);
  return true;
}

/** Only those that differ from what is there. */
function filesToWrite({ folder, files }: Commit): ReadonlyMap<string, string> {
  return new Map([...files].filter(([path, text]) => !hasText(join(folder, path), text)));
}

function planExchange(
  { fresh }: Workspace,
  { shown, folder, changed, asked, clean, files }: Commit,
  written: ReadonlyMap<string, string>,
  survey: Survey,
) {
  const paths = new Set([
    ...files.keys(),
    ...[...changed].flatMap(([root, list]) => list.map((one) => `${root}/${one}`)),
  ]);
  const bundles = new Set(clean ? [...changed.keys(), ...asked] : changed.keys());
  const { kept, dropped } = planChanges({ shown, clean, bundles, files: paths, folders: foldersOf(paths) }, survey);
  const topOf = (path: string) => path.split('/', 1)[0] ?? path;
  keepEntries(
    fresh,
    folder,
    kept.filter((path) => changed.has(topOf(path)) && path !== topOf(path)),
  );
  const inhabited = new Set(kept.map(topOf));
  const gone = dropped.filter((path) => !changed.has(topOf(path)));
  return {
    taken: [...changed.keys(), ...written.keys()],
    // A folder that nothing stays in goes as a whole.
    dropped: [...new Set(gone.map((path) => (inhabited.has(topOf(path)) ? path : topOf(path))))],
  };
}
