import type { Action, Json, JsonObject } from '../../../src/plan/types.ts';
import { isIndex, read, type Scope } from './read.ts';
import { rooted } from './template.ts';

/** How an action fails: the name of the finding (spec 6.2, 6.3). */
export class ActionError extends Error {
  constructor(
    readonly finding: string,
    readonly actionIndex: number,
    readonly path: string,
  ) {
    super(`${finding} at action ${actionIndex} (${path})`);
  }
}

const MAX_DEPTH = 64;

/** Runs a transition on a copy of the state; throws ActionError and leaves the given state as it was. */
export function runTransition(actions: readonly Action[], scope: Scope, maxStateBytes: number): JsonObject {
  const state = structuredClone(scope.state) as JsonObject;
  for (const [index, action] of actions.entries()) {
    const problem = apply(state, action, { ...scope, state }) ?? overLimit(state, maxStateBytes);
    if (problem) throw new ActionError(problem, index, action.path);
  }
  return state;
}

/** Replaces each `{"$from": path}` by what the path reads (spec 6.4). */
export function resolveReferences(value: Json, scope: Scope): Json {
  if (Array.isArray(value)) return value.map((item) => resolveReferences(item, scope));
  if (typeof value !== 'object' || value === null) return value;
  if (typeof value.$from === 'string') return structuredClone(read(scope, rooted(value.$from)) ?? null);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolveReferences(item, scope)]));
}

/** The value is taken before the path is walked, since walking may create containers that it would show. */
function apply(state: JsonObject, action: Action, scope: Scope): string | undefined {
  const operand = action.value === undefined ? null : resolveReferences(action.value, scope);
  const segments = action.path.split('.');
  const last = segments.pop()!;
  const place = walk(state, segments, last);
  if (typeof place === 'string') return place;
  const before = Object.hasOwn(place, last) ? (place as JsonObject)[last] : undefined;
  const after = compute(action, before, operand);
  if (typeof after === 'string') return after;
  (place as JsonObject)[last] = after.value;
  return undefined;
}

function walk(state: JsonObject, segments: readonly string[], last: string): Json[] | JsonObject | string {
  let place: Json[] | JsonObject = state;
  for (const [at, segment] of segments.entries()) {
    if (Array.isArray(place)) {
      if (!isIndex(segment)) return 'path-not-index';
      if (Number(segment) >= place.length) return 'path-index-range';
    }
    const holder = place as JsonObject;
    const next: Json | undefined = Object.hasOwn(holder, segment) ? holder[segment] : undefined;
    if (next === undefined || next === null) {
      if (isIndex(segments[at + 1] ?? last)) return 'path-ambiguous';
      const created: JsonObject = {};
      holder[segment] = created;
      place = created;
    } else if (typeof next === 'object') place = next;
    else return 'path-not-container';
  }
  if (!Array.isArray(place)) return place;
  if (!isIndex(last)) return 'path-not-index';
  return Number(last) > place.length ? 'path-index-range' : place;
}

function compute(action: Action, before: Json | undefined, operand: Json): { value: Json } | string {
  const nothing = before === undefined || before === null;
  switch (action.type) {
    case 'set':
      return { value: operand };
    case 'increment': {
      const by = action.by ?? 1;
      if (nothing) return { value: by };
      if (typeof before !== 'number') return 'increment-not-number';
      return Number.isFinite(before + by) ? { value: before + by } : 'number-range';
    }
    case 'toggle':
      if (nothing) return { value: true };
      return typeof before === 'boolean' ? { value: !before } : 'toggle-not-boolean';
    default:
      if (nothing) return { value: [operand] };
      return Array.isArray(before) ? { value: [...before, operand] } : 'push-not-array';
  }
}

function overLimit(state: Json, maxStateBytes: number): string | undefined {
  const tooBig = Buffer.byteLength(JSON.stringify(state)) > maxStateBytes;
  return tooBig || depthOf(state) > MAX_DEPTH ? 'state-limit' : undefined;
}

/** Depth of a value: 0 for a scalar, one more than the deepest member for a container (spec 13.12). */
export function depthOf(value: Json): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}
