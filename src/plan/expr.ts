import type { Json } from './types.ts';

/** The roots that a path can start from (spec 4.3). */
export type Root = 'state' | 'event' | 'context' | 'vars';

/**
 * A value as the plan describes it. `text` concatenates its parts as in spec 4.4; `get` keeps JSON types and gives
 * `undefined` where the path is missing; `array` and `object` turn missing members into null.
 */
export type Expr =
  | { readonly kind: 'lit'; readonly value: Json }
  | { readonly kind: 'get'; readonly root: Root; readonly path: readonly string[] }
  | { readonly kind: 'text'; readonly parts: readonly Expr[] }
  | { readonly kind: 'array'; readonly items: readonly Expr[] }
  | { readonly kind: 'object'; readonly fields: readonly (readonly [string, Expr])[] };
