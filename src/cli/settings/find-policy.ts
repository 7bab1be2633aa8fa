import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { cwd } from 'node:process';

const POLICY_FILE = 'renderify.policy.json';

/** The policy file for a plan: beside it or in a folder above, as far as `searchedFolders` go. */
export function findPolicy(planFolder: string): string | undefined {
  return findUpwards(planFolder, POLICY_FILE);
}

/** A file of this name beside a plan or in a folder above, as it is shown. */
export function findUpwards(planFolder: string, name: string): string | undefined {
  const found = searchedFolders(planFolder)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));
  return found && (relative(cwd(), found) || found);
}

/**
 * Where settings for a plan may lie: its folder and those above, up to the workspace root (a folder with `.git`, or with
 * a package.json that has workspaces). Without such a root the search ends at the working folder, or beside a plan that
 * lies elsewhere, so that a stray file further up never decides.
 */
export function searchedFolders(planFolder: string): string[] {
  const folders = foldersUpwards(resolve(planFolder));
  const root = folders.findIndex(isWorkspaceRoot);
  const here = folders.indexOf(cwd());
  return folders.slice(0, Math.max(root < 0 ? here : root, 0) + 1);
}

function foldersUpwards(folder: string): string[] {
  const folders = [folder];
  for (let at = folder; dirname(at) !== at; at = dirname(at)) folders.push(dirname(at));
  return folders;
}

function isWorkspaceRoot(folder: string): boolean {
  if (existsSync(join(folder, '.git'))) return true;
  try {
    const value: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return typeof value === 'object' && value !== null && Object.hasOwn(value, 'workspaces');
  } catch {
    return false;
  }
}
