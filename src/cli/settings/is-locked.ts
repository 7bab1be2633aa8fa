import { readFileSync, statSync } from 'node:fs';

interface Known {
  readonly changed: number;
  readonly specifiers: ReadonlySet<string>;
}

const known = new Map<string, Known>();

/** Whether a lock file has a specifier; whether the rest of it is sound is asked when modules are loaded from it. */
export function isLocked(path: string | undefined, specifier: string): boolean {
  if (path === undefined) return false;
  const changed = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const before = known.get(path);
  const now = before?.changed === changed ? before : { changed, specifiers: readSpecifiers(path) };
  known.set(path, now);
  return now.specifiers.has(specifier);
}

function readSpecifiers(path: string): ReadonlySet<string> {
  try {
    const { specifiers } = JSON.parse(readFileSync(path, 'utf8')) as { specifiers?: object };
    return new Set(Object.keys(specifiers ?? {}));
  } catch {
    return new Set();
  }
}
