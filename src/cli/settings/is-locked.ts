import { readFileSync } from 'node:fs';

const known = new Map<string, ReadonlySet<string>>();

/** Whether a lock file has a specifier; whether the rest of it is sound is asked when modules are loaded from it. */
export function isLocked(path: string | undefined, specifier: string): boolean {
  if (path === undefined) return false;
  const specifiers = known.get(path) ?? readSpecifiers(path);
  known.set(path, specifiers);
  return specifiers.has(specifier);
}

function readSpecifiers(path: string): ReadonlySet<string> {
  try {
    const { specifiers } = JSON.parse(readFileSync(path, 'utf8')) as { specifiers?: object };
    return new Set(Object.keys(specifiers ?? {}));
  } catch {
    return new Set();
  }
}
