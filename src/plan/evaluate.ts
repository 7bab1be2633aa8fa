import type { Expr, Root } from './expr.ts';
import { get } from './get.ts';
import { text } from './text.ts';
import type { Json } from './types.ts';

/** The four roots at one moment; `event` is undefined until one was applied. */
export type Scope = { readonly [root in Root]: Json | undefined };

/** The value of an expression; undefined where a path is missing (spec 4.4). */
export function evaluate(expr: Expr, scope: Scope): Json | undefined {
  switch (expr.kind) {
    case 'lit':
      return expr.value;
    case 'get':
      return get(scope[expr.root], expr.path) as Json | undefined;
    case 'text':
      return expr.parts.map((part) => text(evaluate(part, scope))).join('');
    case 'array':
      return expr.items.map((item) => evaluate(item, scope) ?? null);
    case 'object':
      return Object.fromEntries(expr.fields.map(([key, field]) => [key, evaluate(field, scope) ?? null]));
  }
}

/** Replaces what `isDynamic` does not name by its value, and joins neighbouring literals. */
export function fold(expr: Expr, scope: Scope, isDynamic: (root: Root, path: readonly string[]) => boolean): Expr {
  if (expr.kind === 'lit') return expr;
  if (!reads(expr).some(({ root, path }) => isDynamic(root, path))) {
    // A missing value must stay distinguishable from null, and only a path can be missing.
    const value = evaluate(expr, scope);
    return value === undefined ? expr : { kind: 'lit', value };
  }
  if (expr.kind === 'text') return joinParts(expr.parts.map((part) => fold(part, scope, isDynamic)));
  if (expr.kind === 'array') return { kind: 'array', items: expr.items.map((item) => fold(item, scope, isDynamic)) };
  if (expr.kind === 'object') {
    return { kind: 'object', fields: expr.fields.map(([key, field]) => [key, fold(field, scope, isDynamic)] as const) };
  }
  return expr;
}

/** Concatenates expressions as text; literals that touch become one. */
export function joinParts(parts: readonly Expr[]): Expr {
  const joined: Expr[] = [];
  for (const part of parts.flatMap((one) => (one.kind === 'text' ? one.parts : [one]))) {
    const last = joined.at(-1);
    if (part.kind === 'lit' && last?.kind === 'lit') {
      joined[joined.length - 1] = { kind: 'lit', value: text(last.value) + text(part.value) };
    } else joined.push(part.kind === 'lit' ? { kind: 'lit', value: text(part.value) } : part);
  }
  const [only = { kind: 'lit', value: '' }] = joined;
  return joined.length < 2 && only.kind === 'lit' ? only : { kind: 'text', parts: joined };
}

/** The paths that an expression reads. */
export function reads(expr: Expr): readonly { readonly root: Root; readonly path: readonly string[] }[] {
  switch (expr.kind) {
    case 'lit':
      return [];
    case 'get':
      return [expr];
    case 'text':
      return expr.parts.flatMap(reads);
    case 'array':
      return expr.items.flatMap(reads);
    case 'object':
      return expr.fields.flatMap(([, field]) => reads(field));
  }
}
