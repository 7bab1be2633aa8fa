import type { Json, JsonObject } from '../../../plan/types.ts';

/** The way to a value: keys of objects and places in lists. */
export type StatePath = readonly (string | number)[];

/** One value of a state, as one line shows it. */
export interface StateRow {
  readonly path: StatePath;
  /** Tells rows apart. */
  readonly id: string;
  /** The path as templates write it. */
  readonly name: string;
  /** Levels above it, from 0. */
  readonly depth: number;
  readonly value: Json;
  /** Values directly inside; `undefined` for one that holds none by its type. */
  readonly count: number | undefined;
}

/** The values of a state from top to bottom without what is inside those that are closed; at most so many. */
export function rowsOf(state: JsonObject, closed: ReadonlySet<string>, most: number): readonly StateRow[] {
  const rows: StateRow[] = [];
  const waiting = membersOf(state, { path: [], depth: -1 }, most);
  for (let row = waiting.pop(); row && rows.length < most; row = waiting.pop()) {
    rows.push(row);
    if (row.count !== undefined && !closed.has(row.id)) waiting.push(...membersOf(row.value, row, most));
  }
  return rows;
}

/** A state with another value in one place; everything beside the path is the same. */
export function withValue(state: JsonObject, path: StatePath, value: Json): JsonObject {
  const above: (JsonObject | Json[])[] = [];
  let inner: Json | undefined = state;
  for (const key of path) {
    if (!isContainer(inner) || !Object.hasOwn(inner, key)) return state;
    above.push(inner);
    inner = (inner as Readonly<Record<string | number, Json>>)[key];
  }
  return above.reduceRight<Json>(
    (made, holder, i) => replaced(holder, path[i] as string | number, made),
    value,
  ) as JsonObject;
}

function replaced(holder: JsonObject | Json[], key: string | number, value: Json): Json {
  return Array.isArray(holder) ? holder.with(key as number, value) : { ...holder, [key]: value };
}

/** The last first, as a stack takes them. */
function membersOf(value: Json, above: Pick<StateRow, 'path' | 'depth'>, most: number): StateRow[] {
  const entries = Object.entries(value as JsonObject).slice(0, most);
  const rows = entries.map(([key, inner]) => {
    const path = [...above.path, Array.isArray(value) ? Number(key) : key];
    return {
      path,
      id: JSON.stringify(path),
      name: path.join('.'),
      depth: above.depth + 1,
      value: inner,
      count: isContainer(inner) ? Object.keys(inner).length : undefined,
    };
  });
  return rows.reverse();
}

function isContainer(value: Json | undefined): value is JsonObject | Json[] {
  return typeof value === 'object' && value !== null;
}
