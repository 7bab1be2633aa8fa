import type { Lock } from './lock.ts';

/** The text of a lock: JSON with sorted keys and two spaces, LF, a line feed at the end; no dates, no addresses of registries. */
export function writeLock(lock: Lock): string {
  return `${JSON.stringify(sorted(lock), null, 2)}\n`;
}

/** Locks are four levels deep, whoever wrote them: `readLock` let nothing else in. */
function sorted(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, one]) => [key, sorted(one)]));
}
