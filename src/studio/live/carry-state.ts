import type { Json, JsonObject } from '../../plan/types.ts';

/**
 * The state of an edited plan: `fresh` with the values of `held` at every place that is still there with the same JSON type.
 * Arrays are taken whole, because a list that has grown fits; `null` stands for nothing yet, where anything fits. Where `held`
 * is still what it was at the `first`, nobody has changed it, and what the edited plan begins with counts.
 */
export function carryState(held: Json, fresh: Json, first?: Json): Json {
  if (first !== undefined && isEqual(held, first)) return fresh;
  if (fresh === null) return held;
  if (typeof held !== typeof fresh || held === null || Array.isArray(held) !== Array.isArray(fresh)) return fresh;
  if (typeof fresh !== 'object' || Array.isArray(fresh)) return held;
  const entries = Object.entries(fresh).map(([key, value]) => {
    const old = valueAt(held, key);
    return [key, old === undefined ? value : carryState(old, value, valueAt(first, key))];
  });
  return Object.fromEntries(entries) as JsonObject;
}

function valueAt(value: Json | undefined, key: string): Json | undefined {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject && Object.hasOwn(value, key) ? (value as JsonObject)[key] : undefined;
}

/** Only what could be taken whole is compared; objects are gone through anyway. */
function isEqual(one: Json, other: Json): boolean {
  const isObject = typeof one === 'object' && one !== null && !Array.isArray(one);
  return !isObject && JSON.stringify(one) === JSON.stringify(other);
}
