import type { Json } from '../../../plan/types.ts';
import type { Items } from '../version.ts';

/** The paths of a state with the JSON types found there; members of arrays share one path, `items[].name`. */
export function stateItems(initial: Json): Items {
  const types = new Map<string, Set<string>>();
  const open: [string, Json][] = [['', initial]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [path, value] = next;
    if (path !== '') addTo(types, path, typeOf(value));
    if (Array.isArray(value)) for (const one of value) open.push([`${path}[]`, one]);
    else if (value !== null && typeof value === 'object')
      for (const key of Object.keys(value)) open.push([path + segment(path, key), value[key] as Json]);
  }
  return new Map([...types].sort(byName).map(([path, found]) => [path, [...found].sort().join(' or ')]));
}

function addTo(types: Map<string, Set<string>>, path: string, type: string): void {
  const found = types.get(path);
  if (found) found.add(type);
  else types.set(path, new Set([type]));
}

function typeOf(value: Json): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** Paths are written with dots, so that a key with a dot or bracket needs another form. */
function segment(path: string, key: string): string {
  if (/[.[\]]/.test(key) || key === '') return `[${JSON.stringify(key)}]`;
  return path === '' ? key : `.${key}`;
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
