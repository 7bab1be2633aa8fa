import { chmodSync, mkdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hasText } from './bundle-folder.ts';
import { keepEntries } from './fill-folder.ts';
import { foldersOf, type Output } from './output.ts';
import { planChanges } from './plan-changes.ts';
import { replaceFolder } from './replace-folder.ts';
import { surveyFolder } from './survey.ts';
import type { Workspace } from './workspace.ts';

/** The one bundle of a build, which is the output folder itself. */
export interface CommitAlone extends Pick<Output, 'shown' | 'folder' | 'clean'> {
  /** Paths of the bundle's files; they wait in the fresh tree if it has changed, else they are in the output folder. */
  readonly bundle: readonly string[];
  readonly changed: boolean;
  /** Files beside them, by name. */
  readonly files: ReadonlyMap<string, string>;
}

/** Puts a bundle and the files beside it in the place of the output folder, in one step. Gives whether anything was written. */
export function commitAlone(workspace: Workspace, commit: CommitAlone): boolean {
  const { shown, folder, clean, bundle, changed, files } = commit;
  const survey = surveyFolder(folder);
  const paths = new Set([...bundle, ...files.keys()]);
  const tree = { shown, clean, bundles: new Set(['']), files: paths, folders: foldersOf(paths) };
  const { kept, dropped } = survey ? planChanges(tree, survey) : { kept: [], dropped: [] };
  const same =
    !changed && dropped.length === 0 && [...files].every(([path, text]) => hasText(join(folder, path), text));
  if (same) return false;
  keepEntries(workspace.fresh, folder, changed ? kept : [...new Set([...kept, ...foldersOf(bundle), ...bundle])]);
  for (const [path, text] of files) writeFileSync(join(workspace.fresh, path), text);
  if (survey) chmodSync(workspace.fresh, statSync(folder).mode & 0o7777);
  else mkdirSync(dirname(folder), { recursive: true });
  if (survey && survey.entries.size > 0) replaceFolder(workspace, folder);
  else renameSync(workspace.fresh, folder);
  return true;
}
