import type { Expr } from '../../../plan/expr.ts';
import { get } from '../../../plan/get.ts';
import * as Kind from '../../../plan/kinds.ts';
import { PathSet } from '../../../plan/path-set.ts';
import type { Json, JsonObject } from '../../../plan/types.ts';
import type { Listener, StateFacts, Transition } from '../../program.ts';
import type { ActionFact, AnalyzedPlan } from '../../stages.ts';
import { kindOf } from './kind-of.ts';
import { createPayloadKinds } from './payload-kinds.ts';
import { exceeds } from './state-bounds.ts';

/** What can be said of the state before anything runs, from `initial` and every reachable write. */
export function analyzeState(
  plan: AnalyzedPlan,
  listeners: readonly Listener[],
  retained: readonly Expr[],
  maxStateBytes: number,
): StateFacts & { readonly transitions: Transition[] } {
  const initial: JsonObject = plan.document.state?.initial ?? {};
  const reachable = [...plan.transitions].filter(([type]) => plan.reachable.has(type));
  const actions = reachable.flatMap(([type, list]) => list.map((action) => ({ ...action, type })));
  const writes = new PathSet(actions.map((action) => action.path));
  const held = new PathSet([...actions.map((action) => action.operand), ...retained].flatMap(statePaths));
  const isPlain = (path: readonly string[]) => !plan.open && isAlwaysThere(initial, path, writes);
  const kinds = new Map<string, number>();
  const kindsOf = (path: readonly string[]) => {
    if (!isPlain(path)) return Kind.ANY;
    const value = get(initial, path) as Json | undefined;
    const written = kinds.get(path.join('.')) ?? 0;
    const known = kindOf(value) | written;
    // A write below a path makes an object where nothing was; any other container stays what it is.
    return writes.goesThrough(path) && known & (Kind.NULL | Kind.MISSING) ? known | Kind.OBJECT : known;
  };
  const payloadKinds = createPayloadKinds(plan, listeners, kindsOf);
  const operandKinds = (expr: Expr, type: string): number => {
    if (expr.kind === 'lit') return kindOf(expr.value);
    if (expr.kind !== 'get')
      return expr.kind === 'array' ? Kind.ARRAY : expr.kind === 'object' ? Kind.OBJECT : Kind.STRING;
    const found =
      expr.root === 'state' ? kindsOf(expr.path) : expr.root === 'event' ? payloadKinds(type, expr.path) : Kind.ANY;
    // A missing reference writes null.
    return found & Kind.MISSING ? (found & ~Kind.MISSING) | Kind.NULL : found;
  };
  settle(actions, kinds, operandKinds);
  const measured = plan.open || exceeds(initial, actions, retained, maxStateBytes, operandKinds);
  const isDirect = (action: ActionFact) =>
    !measured && isPlain(action.path) && !held.leadsTo(action.path) && !canFail(action, kindsOf(action.path));
  const transitions = reachable.map(([type, list]) => ({ type, actions: list, direct: list.every(isDirect) }));
  return { kindsOf, isPlain, measured, payloadKinds, initial, transitions };
}

/** Kinds only grow, so this ends. */
function settle(
  actions: readonly (ActionFact & { type: string })[],
  kinds: Map<string, number>,
  operandKinds: (expr: Expr, type: string) => number,
): void {
  for (let changed = true; changed; ) {
    changed = false;
    for (const { path, definition, operand, type } of actions) {
      const key = path.join('.');
      const before = kinds.get(key) ?? 0;
      const after = before | definition.yields(operandKinds(operand, type));
      if (after !== before) changed = true;
      kinds.set(key, after);
    }
  }
}

function isAlwaysThere(initial: Json, path: readonly string[], writes: PathSet): boolean {
  if (!path.length || writes.leadsTo(path)) return !path.length;
  let here: Json | undefined = initial;
  for (const segment of path) {
    if (here === null || typeof here !== 'object') return false;
    if (Array.isArray(here) && !(Object.hasOwn(here, segment) && segment !== 'length')) return false;
    here = Object.hasOwn(here, segment) ? (here as JsonObject)[segment] : undefined;
  }
  return true;
}

function canFail({ definition, operand }: ActionFact, kinds: number): boolean {
  const accepted = definition.accepts?.kinds.reduce((all, kind) => all | kind, Kind.FOREIGN) ?? Kind.ANY;
  if (kinds & ~accepted || !definition.inline) return true;
  return definition.mayFail?.(operand.kind === 'lit' ? operand.value : undefined) ?? false;
}

function statePaths(expr: Expr): (readonly string[])[] {
  if (expr.kind === 'get') return expr.root === 'state' ? [expr.path] : [];
  if (expr.kind === 'array') return expr.items.flatMap(statePaths);
  if (expr.kind === 'object') return expr.fields.flatMap(([, field]) => statePaths(field));
  return [];
}
