import { createHash } from 'node:crypto';
import type { ModuleGraph } from '../plan/modules/graph.ts';
import type { Wanted } from './wanted.ts';

/** Keeps texts from one process to the next; whoever implements it verifies what it gives back. */
export interface LinkCache {
  get(key: string): Promise<string | undefined>;
  put(key: string, text: string): Promise<void>;
}

/** Changes whenever the same packages would be linked to other bytes. */
const LINKER = 'linker/1';

/** Names one linked set of packages: what is wanted of them, and every byte that they can bring. Hexadecimal. */
export function vendorKey(graph: ModuleGraph, wanted: Wanted, platform: string): string {
  const parts = [LINKER, platform];
  for (const [id, names] of [...wanted].sort(byName)) parts.push(id, [...names].sort().join());
  for (const id of [...reachable(graph, wanted.keys())].sort()) parts.push(id, graph.modules.get(id)?.integrity ?? '');
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

function reachable(graph: ModuleGraph, roots: Iterable<string>): Set<string> {
  const seen = new Set<string>(roots);
  for (const id of seen) for (const next of Object.values(graph.modules.get(id)?.imports ?? {})) seen.add(next);
  return seen;
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
