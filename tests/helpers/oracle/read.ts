import type { Json } from '../../../src/plan/types.ts';

/** What templates and references can read (spec 4.3); `event` is undefined until one was applied. */
export interface Scope {
  readonly state: Json;
  readonly event: Json | undefined;
  readonly context: Json;
  readonly vars: Json;
}

/** The value at a path whose first segment is a root, or undefined when it is missing. */
export function read(scope: Scope, path: readonly string[]): Json | undefined {
  let value: Json | undefined = scope[path[0] as keyof Scope];
  for (const segment of path.slice(1)) value = member(value, segment);
  return value;
}

/** Own members only; arrays answer to indexes and `length`. */
export function member(value: Json | undefined, segment: string): Json | undefined {
  if (Array.isArray(value)) {
    if (segment === 'length') return value.length;
    return isIndex(segment) ? value[Number(segment)] : undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.hasOwn(value, segment) ? value[segment] : undefined;
}

/** Whether a segment is an index (spec 4.2). */
export function isIndex(segment: string): boolean {
  return /^(0|[1-9][0-9]{0,14})$/.test(segment);
}
