import { type ActionDefinition, Kind } from './action.ts';

/** Appends one element to the array at a path; nothing becomes an array of one. */
export const push: ActionDefinition = {
  type: 'push',
  summary: 'Appends `value` to the array at `path`.',
  properties: { value: {} },
  required: ['value'],
  operand: { key: 'value', references: true },
  accepts: { kinds: Kind.array | Kind.null | Kind.missing, failure: 'push-not-array' },
  yields: () => Kind.array,
};
