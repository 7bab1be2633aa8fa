import { fail } from '../failure.ts';
import { ARRAY, MISSING, NULL } from '../kinds.ts';
import type { Json } from '../types.ts';
import type { ActionDefinition } from './action.ts';

/** Appends one element to the array at a path; nothing becomes an array of one. */
export const push: ActionDefinition = {
  type: 'push',
  summary: 'Appends `value` to the array at `path`.',
  properties: { value: {} },
  required: ['value'],
  operand: { key: 'value', references: true },
  accepts: { kinds: [ARRAY, NULL, MISSING], failure: 'push-not-array' },
  grows: true,
  apply: applyPush,
  yields: () => ARRAY,
};

/** A longer copy of the array. */
export function applyPush(old: Json | undefined, operand: Json): Json {
  return old == null ? [operand] : Array.isArray(old) ? [...old, operand] : fail('push-not-array');
}
