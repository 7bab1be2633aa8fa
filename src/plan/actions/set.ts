import type { ActionDefinition } from './action.ts';

/** Replaces or creates the value at a path. */
export const set: ActionDefinition = {
  type: 'set',
  summary: 'Replaces the value at `path` by `value`.',
  properties: { value: {} },
  required: ['value'],
  operand: { key: 'value', references: true },
  yields: (operand) => operand,
};
