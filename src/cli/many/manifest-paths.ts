import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { STDIN } from '../inputs/expand-plans.ts';

/**
 * The paths of plans as manifests have them, with `/`: from the working folder, or, where some plan lies outside of it,
 * from the folder that all of them share. So nothing in them depends on where that is.
 */
export function manifestPaths(plans: readonly string[]): ReadonlyMap<string, string> {
  const files = plans.filter((plan) => plan !== STDIN).map((plan) => resolve(plan));
  const inside = files.every((file) => isInside(relative('', file)));
  const base = inside ? resolve('') : commonFolder(files);
  return new Map(plans.map((plan) => [plan, plan === STDIN ? STDIN : pathFrom(base, plan)]));
}

function pathFrom(base: string, plan: string): string {
  return relative(base, resolve(plan)).split(sep).join('/');
}

function isInside(path: string): boolean {
  return path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}

function commonFolder([first = '', ...files]: readonly string[]): string {
  let folder = dirname(first);
  for (const file of files)
    while (!isInside(relative(folder, file)) && dirname(folder) !== folder) folder = join(folder, '..');
  return folder;
}
