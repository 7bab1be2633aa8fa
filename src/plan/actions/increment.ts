import { fail } from '../failure.ts';
import { MISSING, NULL, NUMBER } from '../kinds.ts';
import type { Json } from '../types.ts';
import type { ActionDefinition } from './action.ts';

/** Adds a number to the number at a path; nothing counts as zero. */
export const increment: ActionDefinition = {
  type: 'increment',
  summary: 'Adds `by` (default 1) to the number at `path`.',
  properties: { by: { type: 'number' } },
  required: [],
  operand: { key: 'by', otherwise: 1, references: false },
  accepts: { kinds: [NUMBER, NULL, MISSING], failure: 'increment-not-number' },
  // Adding less than half of the last place of the greatest double can never leave the range.
  mayFail: (by) => !(typeof by === 'number' && Math.abs(by) < 2 ** 970),
  apply: applyIncrement,
  yields: () => NUMBER,
  alwaysChanges: (operand) => operand !== undefined && operand !== 0,
  inline: inlineIncrement,
};

/** The sum as IEEE 754 gives it. */
export function applyIncrement(old: Json | undefined, operand: Json): Json {
  if (old != null && typeof old !== 'number') fail('increment-not-number');
  const sum = (old ?? 0) + (operand as number);
  return Number.isFinite(sum) ? sum : fail('number-range');
}

function inlineIncrement(place: string, operand: string, kinds: number): string {
  const by = Number(operand);
  const old = kinds & ~NUMBER ? `(${place}??0)` : place;
  if (old === place && Math.abs(by) === 1) return place + (by > 0 ? '++' : '--');
  if (old === place) return by < 0 ? `${place}-=${-by}` : `${place}+=${by}`;
  return by < 0 ? `${place}=${old}-${-by}` : `${place}=${old}+${by}`;
}
