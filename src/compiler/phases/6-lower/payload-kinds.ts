import type { Expr } from '../../../plan/expr.ts';
import type { EventFields } from '../../../plan/html/events.ts';
import * as Kind from '../../../plan/kinds.ts';
import type { Json } from '../../../plan/types.ts';
import type { Listener, OutElement } from '../../program.ts';
import type { AnalyzedPlan } from '../../stages.ts';
import { kindOf } from './kind-of.ts';

const KEY: Readonly<Record<string, number>> = {
  key: Kind.STRING | Kind.FOREIGN,
  code: Kind.STRING | Kind.FOREIGN,
  altKey: Kind.BOOLEAN,
  ctrlKey: Kind.BOOLEAN,
  metaKey: Kind.BOOLEAN,
  shiftKey: Kind.BOOLEAN,
  repeat: Kind.BOOLEAN,
};

/** Kinds of the fields that an event of the language carries by itself (spec 5.7). */
const LIVE: Readonly<Record<EventFields, Readonly<Record<string, number>>>> = {
  none: {},
  key: KEY,
  control: {
    name: Kind.STRING | Kind.FOREIGN | Kind.MISSING,
    value: Kind.STRING | Kind.FOREIGN | Kind.NUMBER | Kind.NULL | Kind.ARRAY | Kind.MISSING,
    checked: Kind.BOOLEAN | Kind.MISSING,
  },
  form: { values: Kind.OBJECT | Kind.MISSING },
  open: { open: Kind.BOOLEAN },
};

/** What a field of `event.payload` can be, from all bindings that raise the type. Nothing is known of open plans. */
export function createPayloadKinds(
  plan: AnalyzedPlan,
  listeners: readonly Listener[],
  stateKinds: (path: readonly string[]) => number,
): (type: string, path: readonly string[]) => number {
  const groups = new Map<string, Listener[]>();
  for (const listener of listeners) groups.set(listener.type, [...(groups.get(listener.type) ?? []), listener]);
  return (type, path) => {
    const [root, field, ...rest] = path;
    if (plan.open || root === undefined) return Kind.ANY;
    if (root === 'type') return field === undefined ? Kind.STRING : Kind.MISSING;
    if (root !== 'payload') return Kind.MISSING;
    if (field === undefined) return Kind.OBJECT;
    // What plan code raises carries what it likes.
    if (rest.length || plan.dispatches) return Kind.ANY;
    return (
      (groups.get(type) ?? []).reduce((kinds, listener) => kinds | fieldKinds(listener, field, stateKinds), 0) ||
      Kind.MISSING
    );
  };
}

type StateKinds = (path: readonly string[]) => number;

function fieldKinds({ payload, fields, element }: Listener, field: string, stateKinds: StateKinds): number {
  const own = payload && ownField(payload, field);
  if (own) return exprKinds(own, stateKinds);
  const live = fields === 'control' ? controlKinds(element) : LIVE[fields];
  return Object.hasOwn(live, field) ? (live[field] as number) : Kind.MISSING;
}

/** The live fields of a binding on a control itself are known by its type; elsewhere the target can be any control. */
export function controlKinds({ tag, namespace, attributes }: OutElement): Readonly<Record<string, number>> {
  if (namespace !== 'html' || (tag !== 'input' && tag !== 'select' && tag !== 'textarea')) return LIVE.control;
  const find = (name: string) => attributes.find((one) => one.name === name);
  const type = (tag === 'input' && find('type')?.text?.toLowerCase()) || 'text';
  const name = find('name') ? { name: Kind.STRING | Kind.FOREIGN | Kind.MISSING } : {};
  if (type === 'checkbox' || type === 'radio')
    return { ...name, value: Kind.STRING | Kind.FOREIGN, checked: Kind.BOOLEAN };
  if (type === 'password' || type === 'file') return name;
  if (type === 'number' || type === 'range') return { ...name, value: Kind.NUMBER | Kind.NULL };
  if (tag === 'select' && find('multiple')) return { ...name, value: Kind.ARRAY };
  return { ...name, value: Kind.STRING | Kind.FOREIGN };
}

function ownField(payload: Expr, field: string): Expr | undefined {
  if (payload.kind === 'object') return payload.fields.find(([key]) => key === field)?.[1];
  const value = payload.kind === 'lit' ? (payload.value as { [key: string]: Json }) : {};
  return Object.hasOwn(value, field) ? { kind: 'lit', value: value[field] as Json } : undefined;
}

function exprKinds(expr: Expr, stateKinds: StateKinds): number {
  if (expr.kind === 'text') return Kind.STRING | Kind.FOREIGN;
  if (expr.kind === 'get' && expr.root === 'state') {
    const kinds = stateKinds(expr.path);
    return kinds & Kind.MISSING ? (kinds & ~Kind.MISSING) | Kind.NULL : kinds;
  }
  if (expr.kind !== 'lit') return Kind.ANY & ~Kind.MISSING;
  const { value } = expr;
  return kindOf(value);
}
