import { fail } from '../failure.ts';
import type { Json } from '../types.ts';
import { type ActionDefinition, Kind } from './action.ts';

/** Adds a number to the number at a path; nothing counts as zero. */
export const increment: ActionDefinition = {
  type: 'increment',
  summary: 'Adds `by` (default 1) to the number at `path`.',
  properties: { by: { type: 'number' } },
  required: [],
  operand: { key: 'by', otherwise: 1, references: false },
  accepts: { kinds: Kind.number | Kind.null | Kind.missing, failure: 'increment-not-number' },
  apply: applyIncrement,
  yields: () => Kind.number,
};

/** The sum as IEEE 754 gives it. */
export function applyIncrement(old: Json | undefined, operand: Json): Json {
  if (old != null && typeof old !== 'number') fail('increment-not-number');
  const sum = (old ?? 0) + (operand as number);
  return Number.isFinite(sum) ? sum : fail('number-range');
}
