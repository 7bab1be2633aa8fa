import type { Expr } from '../../../plan/expr.ts';
import { get } from '../../../plan/get.ts';
import * as Kind from '../../../plan/kinds.ts';
import { text as textOf } from '../../../plan/text.ts';
import type { Json } from '../../../plan/types.ts';
import { jsMember, jsObject, jsString, jsValue } from './js-value.ts';
import type { ScriptContext } from './script-context.ts';

/** A piece of JavaScript and the kinds of value that it can give. */
export interface Code {
  readonly code: string;
  readonly kinds: number;
}

/** How an event is read: in the tree, the last one applied; in an action or payload, the one being handled. */
export type EventSource =
  | { readonly kind: 'applied' }
  | { readonly kind: 'current'; readonly type: string; readonly payload: string; readonly live: boolean };

const SIMPLE_TEXT = Kind.NUMBER | Kind.BOOLEAN | Kind.STRING;
const INHERITED: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** An expression that keeps JSON types; missing paths give undefined. */
export function emitValue(expr: Expr, context: ScriptContext, event: EventSource): Code {
  switch (expr.kind) {
    case 'lit':
      return { code: jsValue(expr.value), kinds: literalKinds(expr.value) };
    case 'get':
      return emitGet(expr.root, expr.path, context, event);
    case 'text':
      return emitText(expr, context, event);
    case 'array':
      return {
        code: `[${expr.items.map((item) => orNull(emitValue(item, context, event))).join()}]`,
        kinds: Kind.ARRAY,
      };
    case 'object':
      return {
        code: jsObject(expr.fields.map(([key, field]) => [key, orNull(emitValue(field, context, event))])),
        kinds: Kind.OBJECT,
      };
  }
}

/** An expression as text (spec 4.4). */
export function emitText(expr: Expr, context: ScriptContext, event: EventSource): Code {
  const parts = expr.kind === 'text' ? expr.parts : [expr];
  const codes = parts.map((part) => emitTextPart(part, context, event));
  const foreign = codes.reduce((kinds, { kinds: one }) => kinds | (one & Kind.FOREIGN), 0);
  const isText = (code: Code | undefined) => code !== undefined && !(code.kinds & ~(Kind.STRING | Kind.FOREIGN));
  const lead = isText(codes[0]) || isText(codes[1]) ? '' : '""+';
  return { code: lead + codes.map(({ code }) => code).join('+'), kinds: Kind.STRING | foreign };
}

/** Where something missing must become null: in payloads and in what actions write. */
export function orNull({ code, kinds }: Code): string {
  return kinds & Kind.MISSING ? `${code}??null` : code;
}

function emitTextPart(part: Expr, context: ScriptContext, event: EventSource): Code {
  if (part.kind === 'lit') {
    const value = textOf(part.value);
    return { code: jsString(value), kinds: literalKinds(value) };
  }
  const value = emitValue(part, context, event);
  if (!(value.kinds & ~(SIMPLE_TEXT | Kind.FOREIGN))) return value;
  return { code: `${context.use('text')}(${value.code})`, kinds: Kind.STRING | Kind.FOREIGN };
}

function emitGet(root: string, path: readonly string[], context: ScriptContext, event: EventSource): Code {
  if (root === 'state') return emitState(path, context);
  if (root === 'event') return emitEvent(path, context, event);
  return emitInput(root === 'context' ? 'c' : 'h', path, context);
}

/** Context and vars of the build are constants unless the embedder can give others. */
function emitInput(name: 'c' | 'h', path: readonly string[], context: ScriptContext): Code {
  const { program } = context;
  if (program.live) return lookUp(name, path, context);
  const value = get(name === 'c' ? program.context : program.vars, path) as Json | undefined;
  return value === undefined
    ? { code: 'void 0', kinds: Kind.MISSING }
    : { code: jsValue(value), kinds: literalKinds(value) };
}

function emitState(path: readonly string[], context: ScriptContext): Code {
  const { state } = context.program;
  if (!path.length) return { code: 's', kinds: Kind.OBJECT };
  const length = path.at(-1) === 'length' && isFixedArray(path.slice(0, -1), context);
  if (!length && !state.isPlain(path)) return lookUp('s', path, context);
  // A name that objects inherit can only be read where it is certainly there.
  if (!length && path.some((name) => INHERITED.has(name)) && (state.kindsOf(path) & Kind.MISSING || path.length > 1)) {
    return lookUp('s', path, context);
  }
  return { code: path.reduce(jsMember, 's'), kinds: length ? Kind.NUMBER : state.kindsOf(path) };
}

function isFixedArray(path: readonly string[], { program: { state } }: ScriptContext): boolean {
  return (
    path.length > 0 &&
    state.isPlain(path) &&
    state.kindsOf(path) === Kind.ARRAY &&
    Array.isArray(get(state.initial, path))
  );
}

function emitEvent(path: readonly string[], context: ScriptContext, event: EventSource): Code {
  if (event.kind === 'applied') return lookUp('v', path, context);
  const [field, ...rest] = path;
  const whole = `{type:${jsString(event.type)},payload:${event.payload}}`;
  if (field === undefined) return { code: whole, kinds: Kind.OBJECT };
  if (field === 'type' && !rest.length) return { code: jsString(event.type), kinds: Kind.STRING };
  if (field !== 'payload') return { code: 'null', kinds: Kind.NULL };
  const [name] = rest;
  if (name === undefined) return { code: event.payload, kinds: Kind.OBJECT };
  if (rest.length > 1 || INHERITED.has(name)) return lookUp(event.payload, rest, context);
  const kinds = event.live ? Kind.ANY : context.program.state.payloadKinds(event.type, path);
  return { code: jsMember(event.payload, name), kinds };
}

function lookUp(root: string, path: readonly string[], context: ScriptContext): Code {
  if (!path.length) return { code: root, kinds: Kind.ANY };
  return { code: `${context.use('get')}(${root},${jsValue(path)})`, kinds: Kind.ANY };
}

function literalKinds(value: Json): number {
  if (typeof value === 'string') return Kind.STRING | (value.includes('\0') ? Kind.FOREIGN : 0);
  if (typeof value === 'number') return Kind.NUMBER;
  if (typeof value === 'boolean') return Kind.BOOLEAN;
  return value === null ? Kind.NULL : Array.isArray(value) ? Kind.ARRAY : Kind.OBJECT;
}
