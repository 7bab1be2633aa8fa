import type { Lock, LockedPackage } from '../../modules/lock/lock.ts';

/** How a lock would change, line by line as `+`, `-` and `~`; empty when it would not. */
export function lockChanges(old: Lock, fresh: Lock): string[] {
  return [
    ...tableChanges(old.specifiers, fresh.specifiers, (asked, id) => `${asked} -> ${id}`),
    ...tableChanges(old.packages, fresh.packages, (key) => key, packageChange),
    ...tableChanges(old.remote, fresh.remote, (url) => url),
    ...tableChanges(old.local, fresh.local, (path) => path),
  ];
}

function tableChanges<T>(
  old: Readonly<Record<string, T>>,
  fresh: Readonly<Record<string, T>>,
  show: (key: string, value: T) => string,
  detail: (old: T, fresh: T) => string = () => '',
): string[] {
  const keys = [...new Set([...Object.keys(old), ...Object.keys(fresh)])].sort();
  return keys.flatMap((key) => {
    const [before, after] = [own(old, key), own(fresh, key)];
    if (before === undefined && after !== undefined) return [`+ ${show(key, after)}`];
    if (before !== undefined && after === undefined) return [`- ${show(key, before)}`];
    if (before === undefined || after === undefined || same(before, after)) return [];
    return [`~ ${show(key, after)}${detail(before, after)}`];
  });
}

function packageChange(old: LockedPackage, fresh: LockedPackage): string {
  const fields = Object.keys(fresh) as (keyof LockedPackage)[];
  const changed = fields.filter((field) => !same(old[field], fresh[field]));
  return changed.length > 0 ? ` (${changed.join(', ')})` : '';
}

function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** Whatever the order of keys. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a, sortKeys) === JSON.stringify(b, sortKeys);
}

function sortKeys(_: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
