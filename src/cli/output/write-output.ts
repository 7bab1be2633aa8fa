import { chmodSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fillFolder } from './fill-folder.ts';
import { refusalOf, removeEmpty } from './fresh-tree.ts';
import { holdSignals } from './hold-signals.ts';
import type { Output } from './output.ts';
import { type Changes, planChanges } from './plan-changes.ts';
import { replaceFolder } from './replace-folder.ts';
import { type Survey, surveyFolder } from './survey.ts';
import { closeWorkspace, openWorkspace, recoverWorkspaces, type Workspace } from './workspace.ts';

/**
 * Puts a build's files into its output folder, all of them or none: the new folder is made beside the old one and takes
 * its place in one step. Nothing happens when the folder has these bytes already. Gives whether anything was written.
 */
export function writeOutput(output: Output): boolean {
  try {
    return holdSignals(() => write(output));
  } catch (error) {
    throw refusalOf(error, output.shown);
  }
}

function write(output: Output): boolean {
  recoverWorkspaces(output.folder);
  const survey = surveyFolder(output.folder);
  const changes = survey ? planChanges(output, survey) : { kept: [], dropped: [] };
  if (survey && isCurrent(output, survey, changes)) return false;
  const made = mkdirSync(dirname(output.folder), { recursive: true });
  try {
    inWorkspace(output, (workspace) => {
      fillFolder(workspace.fresh, output, changes.kept);
      if (survey) chmodSync(workspace.fresh, statSync(output.folder).mode & 0o7777);
      if (survey && survey.entries.size > 0) replaceFolder(workspace, output.folder);
      else renameSync(workspace.fresh, output.folder);
    });
  } catch (error) {
    if (made) removeEmpty(dirname(output.folder), made);
    throw error;
  }
  return true;
}

function inWorkspace(output: Output, action: (workspace: Workspace) => void): void {
  const workspace = openWorkspace(output.folder);
  try {
    action(workspace);
  } finally {
    closeWorkspace(workspace);
  }
}

function isCurrent({ folder, files }: Output, { entries }: Survey, { dropped }: Changes): boolean {
  if (dropped.length > 0) return false;
  for (const [path, text] of files) {
    if (!entries.get(path)?.isFile()) return false;
    if (!readFileSync(join(folder, path)).equals(Buffer.from(text))) return false;
  }
  return true;
}
