import type { Json } from '../../../plan/types.ts';

/** JSON with sorted keys and two spaces, ending in a line feed; nothing in it depends on how the value was made. */
export function canonicalJson(value: Json): string {
  return JSON.stringify(sorted(value), null, 2) + '\n';
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key] as Json)]),
  );
}
