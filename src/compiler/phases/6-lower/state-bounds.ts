import type { Expr } from '../../../plan/expr.ts';
import * as Kind from '../../../plan/kinds.ts';
import { measure } from '../../../plan/measure.ts';
import type { Json, JsonObject } from '../../../plan/types.ts';
import type { ActionFact } from '../../stages.ts';

/** Longest JSON of a finite double, and of what a payload can carry. */
const NUMBER_BYTES = 25;
const PAYLOAD_BYTES = 65_536;

const SCALARS = Kind.NULL | Kind.BOOLEAN | Kind.NUMBER | Kind.STRING | Kind.MISSING | Kind.FOREIGN;

/**
 * Whether the writes together can make the state too large or too deep. Paths are literal, so that the state has a place
 * for each and no others; what remains is how much each place can hold. `payloads` are those of the bindings.
 */
export function exceeds(
  initial: JsonObject,
  actions: readonly (ActionFact & { readonly type: string })[],
  payloads: readonly Expr[],
  limit: number,
  kindsOf: (operand: Expr, type: string) => number,
): boolean {
  const most = new Map<string, number>();
  const text = longestText([initial, ...[...actions.map((one) => one.operand), ...payloads].flatMap(literals)]);
  for (const { definition, operand, path, type } of actions) {
    if (definition.grows) return true;
    const bytes = definition.operand?.references ? boundOf(operand, kindsOf(operand, type), text) : NUMBER_BYTES;
    const key = path.join('.');
    most.set(key, Math.max(most.get(key) ?? 0, bytes + 2 * measure(key).bytes + 8 * path.length));
  }
  let sum = measure(initial).bytes;
  for (const bytes of most.values()) sum += bytes;
  return !(sum <= limit);
}

function boundOf(operand: Expr, kinds: number, text: number): number {
  if (operand.kind === 'lit') {
    const { bytes, depth } = measure(operand.value);
    return depth > 16 ? Number.POSITIVE_INFINITY : bytes;
  }
  if (operand.kind !== 'get' || kinds & ~SCALARS) return Number.POSITIVE_INFINITY;
  // A text that is not foreign stands somewhere in the plan.
  if (!(kinds & Kind.FOREIGN)) return kinds & Kind.STRING ? Math.max(text, NUMBER_BYTES) : NUMBER_BYTES;
  return operand.root === 'event' ? PAYLOAD_BYTES : Number.POSITIVE_INFINITY;
}

function literals(expr: Expr): Json[] {
  if (expr.kind === 'lit') return [expr.value];
  if (expr.kind === 'array') return expr.items.flatMap(literals);
  return expr.kind === 'object' ? expr.fields.flatMap(([, field]) => literals(field)) : [];
}

/** The size of the longest text in some values; iterative. */
function longestText(values: readonly Json[]): number {
  let longest = 0;
  const open = [...values];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next === 'string') longest = Math.max(longest, measure(next).bytes);
    else if (next !== null && typeof next === 'object') for (const member of Object.values(next)) open.push(member);
  }
  return longest;
}
