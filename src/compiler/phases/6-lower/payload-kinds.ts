import { Kind } from '../../../plan/actions/action.ts';
import type { Expr } from '../../../plan/expr.ts';
import type { EventFields } from '../../../plan/html/events.ts';
import type { Json } from '../../../plan/types.ts';
import type { Listener } from '../../program.ts';
import type { AnalyzedPlan } from '../../stages.ts';

const ANY = 127;
const KEY: Readonly<Record<string, number>> = {
  key: Kind.string,
  code: Kind.string,
  altKey: Kind.boolean,
  ctrlKey: Kind.boolean,
  metaKey: Kind.boolean,
  shiftKey: Kind.boolean,
  repeat: Kind.boolean,
};

/** Kinds of the fields that an event of the language carries by itself (spec 5.7). */
const LIVE: Readonly<Record<EventFields, Readonly<Record<string, number>>>> = {
  none: {},
  key: KEY,
  control: {
    name: Kind.string | Kind.missing,
    value: Kind.string | Kind.number | Kind.null | Kind.array | Kind.missing,
    checked: Kind.boolean | Kind.missing,
  },
  form: { values: Kind.object | Kind.missing },
  open: { open: Kind.boolean },
};

/** What a field of `event.payload` can be, from all bindings that raise the type. Nothing is known of open plans. */
export function createPayloadKinds(
  plan: AnalyzedPlan,
  listeners: readonly Listener[],
): (type: string, path: readonly string[]) => number {
  const groups = new Map<string, Listener[]>();
  for (const listener of listeners) groups.set(listener.type, [...(groups.get(listener.type) ?? []), listener]);
  return (type, path) => {
    const [root, field, ...rest] = path;
    if (plan.open || root === undefined) return ANY;
    if (root === 'type') return field === undefined ? Kind.string : Kind.missing;
    if (root !== 'payload') return Kind.missing;
    if (field === undefined) return Kind.object;
    if (rest.length) return ANY;
    return (groups.get(type) ?? []).reduce((kinds, listener) => kinds | fieldKinds(listener, field), 0) || Kind.missing;
  };
}

function fieldKinds({ payload, fields }: Listener, field: string): number {
  const own = payload && ownField(payload, field);
  if (own) return exprKinds(own);
  const live = LIVE[fields];
  return Object.hasOwn(live, field) ? (live[field] as number) : Kind.missing;
}

function ownField(payload: Expr, field: string): Expr | undefined {
  if (payload.kind === 'object') return payload.fields.find(([key]) => key === field)?.[1];
  const value = payload.kind === 'lit' ? (payload.value as { [key: string]: Json }) : {};
  return Object.hasOwn(value, field) ? { kind: 'lit', value: value[field] as Json } : undefined;
}

function exprKinds(expr: Expr): number {
  if (expr.kind === 'text') return Kind.string;
  if (expr.kind !== 'lit') return ANY & ~Kind.missing;
  const { value } = expr;
  if (value === null) return Kind.null;
  return Array.isArray(value) ? Kind.array : Kind[typeof value as 'boolean' | 'number' | 'string' | 'object'];
}
