import { evaluate } from '../../../plan/evaluate.ts';
import type { Expr } from '../../../plan/expr.ts';
import { get } from '../../../plan/get.ts';
import * as Kind from '../../../plan/kinds.ts';
import { measure } from '../../../plan/measure.ts';
import { PathSet } from '../../../plan/path-set.ts';
import type { Json, JsonObject } from '../../../plan/types.ts';
import type { Listener, StateFacts, Transition } from '../../program.ts';
import type { ActionFact, AnalyzedPlan } from '../../stages.ts';
import { kindOf } from './kind-of.ts';
import { createPayloadKinds } from './payload-kinds.ts';

const SCALARS = Kind.FOREIGN | Kind.NULL | Kind.BOOLEAN | Kind.NUMBER | Kind.STRING | Kind.MISSING;
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
  const measured = plan.open || exceeds(initial, actions, maxStateBytes, (expr, type) => operandKinds(expr, type));
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
  if (kinds & ~accepted) return true;
  if (definition.type === 'push') return true;
  const by = operand.kind === 'lit' ? operand.value : undefined;
  // Adding less than half of the last place of the greatest double can never leave the range.
  return definition.type === 'increment' && !(typeof by === 'number' && Math.abs(by) < 2 ** 970);
}

function statePaths(expr: Expr): (readonly string[])[] {
  if (expr.kind === 'get') return expr.root === 'state' ? [expr.path] : [];
  if (expr.kind === 'array') return expr.items.flatMap(statePaths);
  if (expr.kind === 'object') return expr.fields.flatMap(([, field]) => statePaths(field));
  return [];
}

/** Longest JSON of a finite double, and of what a payload can carry. */
const NUMBER_BYTES = 25;
const PAYLOAD_BYTES = 65_536;

/** Whether the writes together can make the state too large or too deep. */
function exceeds(
  initial: JsonObject,
  actions: readonly (ActionFact & { type: string })[],
  limit: number,
  kinds: (expr: Expr, type: string) => number,
): boolean {
  const most = new Map<string, number>();
  for (const { definition, operand, path, type } of actions) {
    if (definition.type === 'push') return true;
    const bytes = definition.operand?.references ? boundOf(operand, kinds(operand, type)) : NUMBER_BYTES;
    const key = path.join('.');
    most.set(key, Math.max(most.get(key) ?? 0, bytes + 2 * measure(key).bytes + 8 * path.length));
  }
  let sum = measure(initial).bytes;
  for (const bytes of most.values()) sum += bytes;
  return !(sum <= limit);
}

function boundOf(operand: Expr, kinds: number): number {
  if (operand.kind === 'lit') {
    const { bytes, depth } = measure(evaluate(operand, { state: null, event: null, context: null, vars: null }));
    return depth > 16 ? Number.POSITIVE_INFINITY : bytes;
  }
  if (!(kinds & ~(Kind.NULL | Kind.BOOLEAN | Kind.NUMBER | Kind.MISSING))) return NUMBER_BYTES;
  if (operand.kind !== 'get' || operand.root !== 'event') return Number.POSITIVE_INFINITY;
  return kinds & ~SCALARS & ~Kind.ARRAY ? Number.POSITIVE_INFINITY : PAYLOAD_BYTES;
}
