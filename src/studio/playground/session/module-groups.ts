import type { ModuleLine } from './view.ts';

/** The modules of one package, the largest first. */
export interface ModuleGroup {
  /** Name and version of the package; none for the files of the plan. */
  readonly package: string | undefined;
  readonly modules: readonly ModuleLine[];
  readonly bytes: number;
  readonly reaches: readonly string[];
}

/** Modules by package, the largest package first; only those with `wanted` in their id. */
export function groupModules(modules: readonly ModuleLine[], wanted = ''): readonly ModuleGroup[] {
  const word = wanted.trim().toLowerCase();
  const groups = new Map<string | undefined, ModuleLine[]>();
  for (const module of modules) {
    if (!module.id.toLowerCase().includes(word)) continue;
    const group = groups.get(module.package);
    if (group) group.push(module);
    else groups.set(module.package, [module]);
  }
  return [...groups].map(([name, members]) => describe(name, members)).sort(largestFirst);
}

function describe(name: string | undefined, members: readonly ModuleLine[]): ModuleGroup {
  return {
    package: name,
    modules: [...members].sort(largestFirst),
    bytes: sumOf(members),
    reaches: [...new Set(members.flatMap(({ reaches }) => reaches))].sort(),
  };
}

/** The bytes of all of them together. */
export function sumOf(members: readonly { readonly bytes: number }[]): number {
  return members.reduce((sum, { bytes }) => sum + bytes, 0);
}

function largestFirst(a: { readonly bytes: number }, b: { readonly bytes: number }): number {
  return b.bytes - a.bytes;
}
