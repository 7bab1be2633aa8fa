/** Size of a value as compact JSON in UTF-8 bytes, and its depth: 0 for a scalar, else one more than its deepest member. */
export interface Measure {
  readonly bytes: number;
  readonly depth: number;
}

const known = new WeakMap<object, Measure>();

/**
 * Measures a value. Containers are measured once: values are never changed in place where this is used, and copies
 * share their parts, so that pushing a state into itself costs one addition and not its size.
 */
export function measure(value: unknown): Measure {
  if (value === null || typeof value !== 'object') {
    return { bytes: new TextEncoder().encode(JSON.stringify(value) ?? 'null').length, depth: 0 };
  }
  const before = known.get(value);
  if (before) return before;
  let bytes = 1;
  let depth = 0;
  for (const key of Object.keys(value)) {
    const member = measure((value as Record<string, unknown>)[key]);
    bytes += member.bytes + 1 + (Array.isArray(value) ? 0 : measure(key).bytes + 1);
    depth = Math.max(depth, member.depth);
  }
  const result = { bytes: Math.max(bytes, 2), depth: depth + 1 };
  known.set(value, result);
  return result;
}
