import { type ActionDefinition, Kind } from './action.ts';

/** Adds a number to the number at a path; nothing counts as zero. */
export const increment: ActionDefinition = {
  type: 'increment',
  summary: 'Adds `by` (default 1) to the number at `path`.',
  properties: { by: { type: 'number' } },
  required: [],
  operand: { key: 'by', otherwise: 1, references: false },
  accepts: { kinds: Kind.number | Kind.null | Kind.missing, failure: 'increment-not-number' },
  yields: () => Kind.number,
};
