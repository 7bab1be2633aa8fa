import type { Json } from '../types.ts';
import type { ActionDefinition } from './action.ts';

/** Replaces or creates the value at a path. */
export const set: ActionDefinition = {
  type: 'set',
  summary: 'Replaces the value at `path` by `value`.',
  properties: { value: {} },
  required: ['value'],
  operand: { key: 'value', references: true },
  apply: applySet,
  yields: (operand) => operand,
  inline: (place, operand) => `${place}=${operand}`,
};

/** The operand, whatever stood there. */
export function applySet(_old: Json | undefined, operand: Json): Json {
  return operand;
}
