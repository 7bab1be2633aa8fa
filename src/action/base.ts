import type { WorkflowEvent } from './event.ts';
import type { Clone } from './git.ts';

/** The commit that the present one is compared with, or why there is none. */
export type Base = { readonly commit: string; readonly paths: ReadonlySet<string> } | { readonly none: string };

/** Finds the base of an event; one that the clone does not have is fetched. */
export function findBase({ base, name }: WorkflowEvent, clone: Clone | undefined): Base {
  if (!clone) return { none: 'this is no clone of a repository' };
  if (base === undefined)
    return { none: name === 'push' ? 'this is the first push of its branch' : 'the event does not name one' };
  if (!hasCommit(clone, base)) fetchCommit(clone, base);
  const paths = clone.git(['ls-tree', '-r', '-z', '--name-only', '--full-tree', base]);
  if (!paths) return { none: `the commit ${base.slice(0, 12)} is not in the clone and could not be fetched` };
  return { commit: base, paths: new Set(splitZero(paths)) };
}

/** What git prints with `-z`. */
export function splitZero(text: Uint8Array): string[] {
  return Buffer.from(text).toString().split('\0').filter(Boolean);
}

function hasCommit(clone: Clone, commit: string): boolean {
  return clone.git(['cat-file', '-e', `${commit}^{commit}`]) !== undefined;
}

/** A depth would cut off the history of a clone that has all of it. */
function fetchCommit(clone: Clone, commit: string): void {
  const shallow = clone.git(['rev-parse', '--is-shallow-repository'])?.toString().trim() === 'true';
  const depth = shallow ? ['--depth=1'] : [];
  clone.git(['fetch', '--no-tags', '--no-recurse-submodules', '--quiet', ...depth, 'origin', commit]);
}
