import type { ModuleRequest } from '../../plan/modules/graph.ts';
import { askedAs, coordinatesOf } from '../coordinates.ts';
import { type Lock, splitKey, splitModuleId } from '../lock/lock.ts';

/** The packages that a plan leads to by its lock. */
export interface LockedClosure {
  /** Keys `name@version`, sorted. */
  readonly packages: readonly string[];
  /** Specifiers that the lock does not have. */
  readonly missing: readonly string[];
}

/** Follows a plan's modules through the lock, without the bytes of any of them. */
export function lockedPackages(lock: Lock, requests: readonly ModuleRequest[]): LockedClosure {
  const missing: string[] = [];
  const open: string[] = [];
  for (const request of requests) {
    const found = startOf(lock, request);
    if (found === undefined) missing.push(request.specifier);
    else open.push(...found);
  }
  const seen = new Set<string>();
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    if (seen.has(key) || !Object.hasOwn(lock.packages, key)) continue;
    seen.add(key);
    open.push(...Object.values(lock.packages[key]?.dependencies ?? {}));
  }
  return { packages: [...seen].sort(), missing };
}

/** The packages that a module begins with; what local and remote modules import is among the lock's specifiers. */
function startOf(lock: Lock, { specifier, manifest }: ModuleRequest): string[] | undefined {
  const said = coordinatesOf(specifier, manifest);
  if (said.kind === 'local') return Object.values(lock.specifiers).flatMap(packageOf);
  const asked = askedAs(specifier, manifest);
  if (Object.hasOwn(lock.specifiers, asked)) {
    const id = lock.specifiers[asked] ?? '';
    const remote = Object.hasOwn(lock.remote, id) ? lock.remote[id] : undefined;
    return remote ? Object.values(remote.imports).flatMap(packageOf) : packageOf(id);
  }
  const alias = said.kind === 'package' && said.alias ? said.name : undefined;
  const keys = Object.keys(lock.packages).filter((key) => splitKey(key).name === alias);
  return keys.length > 0 ? keys : undefined;
}

function packageOf(id: string): string[] {
  const parts = splitModuleId(id);
  return parts ? [parts.key] : [];
}
