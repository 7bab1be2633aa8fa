import type { Json, JsonObject } from '../../plan/types.ts';

/**
 * The state of an edited plan: `fresh` with the values of `held` at every place that is still there with the same JSON type.
 * Arrays are taken whole, because a list that has grown fits; `null` stands for nothing yet, where anything fits.
 */
export function carryState(held: Json, fresh: Json): Json {
  if (fresh === null) return held;
  if (typeof held !== typeof fresh || held === null || Array.isArray(held) !== Array.isArray(fresh)) return fresh;
  if (typeof fresh !== 'object' || Array.isArray(fresh)) return held;
  const old = held as JsonObject;
  const entries = Object.entries(fresh).map(([key, value]) => [
    key,
    Object.hasOwn(old, key) ? carryState(old[key] as Json, value) : value,
  ]);
  return Object.fromEntries(entries) as JsonObject;
}
