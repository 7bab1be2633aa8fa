import type { ModuleGraph, PinnedModule, PinnedPackage } from '../../plan/modules/graph.ts';

/** A package of which something was used, with the ids of the files that were. */
export interface UsedPackage {
  /** `name@version`. */
  readonly key: string;
  readonly package: PinnedPackage;
  readonly files: readonly string[];
}

/** What was used of a graph: packages, and modules that belong to none; all sorted. */
export interface UsedParts {
  readonly packages: readonly UsedPackage[];
  readonly modules: readonly PinnedModule[];
}

/** Sorts the modules that were used by the packages that they are files of. */
export function usedParts(graph: ModuleGraph, used: Iterable<string>): UsedParts {
  const files = new Map<string, string[]>();
  const modules: PinnedModule[] = [];
  for (const id of [...new Set(used)].sort()) {
    const found = graph.modules.get(id);
    if (found?.package === undefined) {
      if (found) modules.push(found);
      continue;
    }
    const list = files.get(found.package) ?? [];
    list.push(id);
    files.set(found.package, list);
  }
  const packages = [...files.keys()].sort().flatMap((key) => {
    const found = graph.packages.get(key);
    return found ? [{ key, package: found, files: files.get(key) ?? [] }] : [];
  });
  return { packages, modules };
}
