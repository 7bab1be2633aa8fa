import type { ModuleGraph, PinnedModule, PinnedPackage } from '../../plan/modules/graph.ts';
import type { ModuleDraft } from './module-draft.ts';
import { hasSideEffects } from './side-effects.ts';
import type { WalkResult } from './walk.ts';

/** What was walked, as the compiler knows graphs; `packages` describes every package that was reached. */
export function toGraph({ entries, modules }: WalkResult, packages: ReadonlyMap<string, PinnedPackage>): ModuleGraph {
  const pinned = new Map([...modules].map(([id, draft]) => [id, toModule(draft)]));
  let ways: ReadonlyMap<string, readonly string[]> | undefined;
  return {
    entries,
    modules: pinned,
    packages,
    pathTo(id) {
      ways ??= shortestWays(entries, pinned);
      return ways.get(id) ?? [];
    },
  };
}

/** The packages that a walk reached, each once, in the order of their keys. */
export function packagesOf({ modules }: WalkResult): string[] {
  const keys = [...modules.values()].flatMap(({ location }) => ('view' in location ? [location.view.key] : []));
  return [...new Set(keys)].sort();
}

function toModule(draft: ModuleDraft): PinnedModule {
  const { location, id, format, text, bytes, integrity, imports, computedImports } = draft;
  const origin = location.kind === 'empty' ? 'package' : location.kind;
  const sideEffects = location.kind !== 'package' || hasSideEffects(location.view.manifest, location.path);
  return {
    id,
    origin,
    ...('view' in location && { package: location.view.key }),
    format,
    text,
    bytes,
    integrity,
    sideEffects: location.kind === 'empty' ? false : sideEffects,
    imports,
    computedImports,
  };
}

/** A step inside a package costs nothing, one into another package one: what a reader counts as the way. */
function shortestWays(
  entries: Readonly<Record<string, string>>,
  modules: ReadonlyMap<string, PinnedModule>,
): ReadonlyMap<string, readonly string[]> {
  const ways = new Map<string, readonly string[]>();
  let open = Object.values(entries).map((id) => ({ id, way: [nameOf(modules, id)] as readonly string[] }));
  while (open.length > 0) {
    const next: typeof open = [];
    const same = open;
    for (const { id, way } of same) {
      if (ways.has(id)) continue;
      ways.set(id, way);
      for (const target of Object.values(modules.get(id)?.imports ?? {})) {
        const name = nameOf(modules, target);
        if (name === way.at(-1)) same.push({ id: target, way });
        else next.push({ id: target, way: [...way, name] });
      }
    }
    open = next;
  }
  return ways;
}

function nameOf(modules: ReadonlyMap<string, PinnedModule>, id: string): string {
  return modules.get(id)?.package ?? id;
}
