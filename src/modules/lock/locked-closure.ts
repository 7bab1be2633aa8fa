import type { ModuleRequest } from '../../plan/modules/graph.ts';
import { askedAs } from '../coordinates.ts';
import { type Lock, splitModuleId } from './lock.ts';

/** The packages that requests lead to by what a lock says, so that they can be fetched together. */
export function lockedClosure(requests: readonly ModuleRequest[], lock: Lock): string[] {
  const ids = requests.map(({ specifier, manifest }) => lock.specifiers[askedAs(specifier, manifest)] ?? '');
  const keys = new Set(ids.flatMap((id) => splitModuleId(id)?.key ?? []));
  for (const key of keys) for (const other of Object.values(lock.packages[key]?.dependencies ?? {})) keys.add(other);
  return [...keys];
}
