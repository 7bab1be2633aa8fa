import { pointerKeys } from '../../plan/pointer.ts';
import type { Json, JsonObject } from '../../plan/types.ts';

type Container = Json[] | JsonObject;

/** One operation of a patch as it was written; nothing of it has been checked. */
interface Operation {
  readonly op?: unknown;
  readonly path?: unknown;
  readonly from?: unknown;
  readonly value?: Json;
}

/**
 * Applies one operation of a JSON Patch (RFC 6902) in place and gives the document; throws an `Error` that says why not.
 * A parent that is not there becomes an object, or an array where `children` or a number names it.
 */
export function applyOperation(document: Json, written: Json): Json {
  const { op, path, from, value } = (isContainer(written) ? written : {}) as Operation;
  if (typeof path !== 'string' || !isPointer(path)) throw new Error('`path` must be a JSON Pointer');
  if (/^(add|replace|test)$/.test(String(op)) && value === undefined) throw new Error('`value` is missing');
  if (/^(move|copy)$/.test(String(op)) && (typeof from !== 'string' || !isPointer(from)))
    throw new Error('`from` must be a JSON Pointer');
  switch (op) {
    case 'add':
      return add(document, path, value as Json);
    case 'remove':
      return remove(document, path);
    case 'replace':
      read(document, path);
      return add(remove(document, path), path, value as Json);
    case 'copy':
      return add(document, path, structuredClone(read(document, from as string)));
    case 'move': {
      if (path === from) return document;
      if (path.startsWith(`${from}/`)) throw new Error('a value cannot be moved into itself');
      const moved = read(document, from as string);
      return add(remove(document, from as string), path, moved);
    }
    case 'test':
      if (canonical(read(document, path)) !== canonical(value as Json)) throw new Error('the value is another one');
      return document;
    default:
      throw new Error('`op` must be `add`, `remove`, `replace`, `move`, `copy` or `test`');
  }
}

function add(document: Json, path: string, value: Json): Json {
  const keys = pointerKeys(path);
  const last = keys.pop();
  if (last === undefined) return value;
  const parent = parentOf(document, keys, last);
  if (!Array.isArray(parent)) parent[safe(last)] = value;
  else parent.splice(last === '-' ? parent.length : indexIn(parent, last, parent.length), 0, value);
  return document;
}

function remove(document: Json, path: string): Json {
  const keys = pointerKeys(path);
  const last = keys.pop();
  if (last === undefined) return {};
  read(document, path);
  const parent = read(document, path.slice(0, path.lastIndexOf('/'))) as Container;
  if (Array.isArray(parent)) parent.splice(indexIn(parent, last, parent.length - 1), 1);
  else delete parent[last];
  return document;
}

function read(document: Json, path: string): Json {
  let here: Json | undefined = document;
  for (const key of pointerKeys(path)) {
    if (Array.isArray(here)) here = here[indexIn(here, key, here.length - 1)];
    else here = isContainer(here) && Object.hasOwn(here, key) ? here[key] : undefined;
    if (here === undefined) throw new Error(`there is nothing at \`${path}\``);
  }
  return here;
}

/** The container at the keys; what is missing on the way is made. */
function parentOf(document: Json, keys: readonly string[], last: string): Container {
  let here = document;
  for (const [i, key] of keys.entries()) {
    if (Array.isArray(here)) here = here[indexIn(here, key, here.length - 1)] as Json;
    else if (isContainer(here)) {
      if (!Object.hasOwn(here, key))
        here[safe(key)] = key === 'children' || /^(-|\d+)$/.test(keys[i + 1] ?? last) ? [] : {};
      here = here[key] as Json;
    }
  }
  if (!isContainer(here)) throw new Error('its parent is neither object nor array');
  return here;
}

function indexIn(array: readonly Json[], key: string, most: number): number {
  if (!/^(0|[1-9]\d{0,9})$/.test(key) || Number(key) > most)
    throw new Error(`\`${key}\` is no place in an array of ${array.length}`);
  return Number(key);
}

/** No plan may have such a key, and none may be reached by one. */
function safe(key: string): string {
  if (key === '__proto__') throw new Error('`__proto__` is no key of a plan');
  return key;
}

function isPointer(text: string): boolean {
  return text === '' || (text.startsWith('/') && !/~(?![01])/.test(text));
}

function isContainer(value: unknown): value is Container & Record<string, Json> {
  return value !== null && typeof value === 'object';
}

function canonical(value: Json): string {
  return JSON.stringify(value, (_, one: Json) =>
    isContainer(one) && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}
