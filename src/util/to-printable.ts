/**
 * A stage as plain JSON values: maps become objects, sets lists, functions are left out. An object that was printed
 * already is `{"$ref": pointer}`, so that parents and shared parts end somewhere.
 */
export function toPrintable(value: unknown, pointer = '', seen = new Map<object, string>()): unknown {
  if (typeof value === 'function') return undefined;
  if (typeof value !== 'object' || value === null) return value;
  const before = seen.get(value);
  if (before !== undefined) return { $ref: before };
  seen.set(value, pointer);
  if (value instanceof Set) return toPrintable([...value], pointer, seen);
  if (value instanceof Map) return toPrintable(Object.fromEntries(value), pointer, seen);
  if (Array.isArray(value)) return value.map((item, index) => toPrintable(item, `${pointer}/${index}`, seen));
  const entries = Object.entries(value).map(([key, item]) => [
    key,
    toPrintable(item, `${pointer}/${token(key)}`, seen),
  ]);
  return Object.fromEntries(entries);
}

function token(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
