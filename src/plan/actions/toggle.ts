import { fail } from '../failure.ts';
import type { Json } from '../types.ts';
import { type ActionDefinition, Kind } from './action.ts';

/** Turns the boolean at a path around; nothing becomes true. */
export const toggle: ActionDefinition = {
  type: 'toggle',
  summary: 'Turns the boolean at `path` around.',
  properties: {},
  required: [],
  accepts: { kinds: Kind.boolean | Kind.null | Kind.missing, failure: 'toggle-not-boolean' },
  apply: applyToggle,
  yields: () => Kind.boolean,
};

/** The other boolean. */
export function applyToggle(old: Json | undefined): Json {
  return old == null || typeof old === 'boolean' ? !old : fail('toggle-not-boolean');
}
