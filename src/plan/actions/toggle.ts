import { type ActionDefinition, Kind } from './action.ts';

/** Turns the boolean at a path around; nothing becomes true. */
export const toggle: ActionDefinition = {
  type: 'toggle',
  summary: 'Turns the boolean at `path` around.',
  properties: {},
  required: [],
  accepts: { kinds: Kind.boolean | Kind.null | Kind.missing, failure: 'toggle-not-boolean' },
  yields: () => Kind.boolean,
};
