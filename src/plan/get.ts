/** Reads a path by own properties only; `length` is one of arrays and of nothing else (spec 4.3). */
export function get(value: unknown, path: readonly string[]): unknown {
  let here = value as Record<string, unknown>;
  for (const segment of path) {
    if (here === null || typeof here !== 'object' || !Object.hasOwn(here, segment)) return undefined;
    here = here[segment] as Record<string, unknown>;
  }
  return here;
}
