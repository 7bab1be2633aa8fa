import type { BuiltPlan } from '../compile-plans.ts';
import { folderNames } from '../inputs/folder-name.ts';
import { foldersOf, type Output } from './output.ts';

/** The folder of each plan below the output folder: `''` for a single plan, else a name of its own. */
export function bundleFolders(plans: readonly string[]): ReadonlyMap<string, string> {
  return plans.length === 1 ? new Map(plans.map((plan) => [plan, ''])) : folderNames(plans);
}

/** The files of all bundles, each in its folder, and what stands `beside` them. */
export function layOut(
  place: Pick<Output, 'shown' | 'folder' | 'clean'>,
  built: readonly BuiltPlan[],
  folders: ReadonlyMap<string, string>,
  beside: ReadonlyMap<string, string> = new Map(),
): Output {
  const files = new Map(beside);
  for (const { plan, bundle } of built) {
    const folder = folders.get(plan);
    for (const { path, text } of bundle.files) files.set(folder ? `${folder}/${path}` : path, text);
  }
  const bundles = new Set(built.map(({ plan }) => folders.get(plan) ?? ''));
  return { ...place, files, bundles, folders: foldersOf(files.keys()) };
}
