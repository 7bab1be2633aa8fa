import { fail } from './failure.ts';
import { isIndex } from './paths.ts';
import type { Json, JsonObject } from './types.ts';

/**
 * A copy of `container` in which the value at `path` is what `next` makes of the old one; all that is not on the path
 * is shared (spec 6.2). Fails with `path-not-index`, `path-index-range`, `path-ambiguous` or `path-not-container`.
 */
export function write(
  container: Json[] | JsonObject,
  path: readonly string[],
  next: (old: Json | undefined) => Json,
  at = 0,
): Json[] | JsonObject {
  const key = path[at] as string;
  const last = at === path.length - 1;
  const isArray = Array.isArray(container);
  if (isArray) {
    if (!isIndex(key)) fail('path-not-index');
    if (+key >= container.length + +last) fail('path-index-range');
  }
  const copy = (isArray ? [...container] : { ...container }) as JsonObject;
  const old = Object.hasOwn(copy, key) ? copy[key] : undefined;
  if (last) copy[key] = next(old);
  else if (old == null) {
    if (isIndex(path[at + 1] as string)) fail('path-ambiguous');
    copy[key] = write({}, path, next, at + 1);
  } else if (typeof old === 'object') copy[key] = write(old, path, next, at + 1);
  else fail('path-not-container');
  return copy;
}
