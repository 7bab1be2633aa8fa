import type { Json } from '../../../plan/types.ts';
import { toHex } from '../../../util/hex.ts';
import type { CompilerHost } from '../../host.ts';

/** SHA-256 of the plan as compact JSON in document order, in hexadecimal (spec 6.5, 13.13). */
export function digestPlan(value: Json, host: CompilerHost): string {
  return toHex(host.sha256(stringify(value)));
}

/**
 * JSON.stringify uses the call stack per level, and a plan may have 2,048; so this keeps its own. Strings, numbers and
 * key order are those of ECMAScript.
 */
function stringify(root: Json): string {
  const out: string[] = [];
  const open: (string | { readonly value: Json })[] = [{ value: root }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next === 'string') out.push(next);
    else if (next.value === null || typeof next.value !== 'object') out.push(JSON.stringify(next.value));
    else open.push(...pieces(next.value).reverse());
  }
  return out.join('');
}

function pieces(container: object): (string | { readonly value: Json })[] {
  const list = Array.isArray(container);
  const keys = Object.keys(container);
  const all: (string | { value: Json })[] = [list ? '[' : '{'];
  keys.forEach((key, i) => {
    const lead = (i ? ',' : '') + (list ? '' : JSON.stringify(key) + ':');
    if (lead) all.push(lead);
    all.push({ value: (container as { [key: string]: Json })[key] as Json });
  });
  all.push(list ? ']' : '}');
  return all;
}
