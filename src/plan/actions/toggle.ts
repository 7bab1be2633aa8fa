import { fail } from '../failure.ts';
import { BOOLEAN, MISSING, NULL } from '../kinds.ts';
import type { Json } from '../types.ts';
import type { ActionDefinition } from './action.ts';

/** Turns the boolean at a path around; nothing becomes true. */
export const toggle: ActionDefinition = {
  type: 'toggle',
  summary: 'Turns the boolean at `path` around.',
  properties: {},
  required: [],
  accepts: { kinds: [BOOLEAN, NULL, MISSING], failure: 'toggle-not-boolean' },
  apply: applyToggle,
  yields: () => BOOLEAN,
  alwaysChanges: () => true,
  inline: (place) => `${place}=!${place}`,
};

/** The other boolean. */
export function applyToggle(old: Json | undefined): Json {
  return old == null || typeof old === 'boolean' ? !old : fail('toggle-not-boolean');
}
