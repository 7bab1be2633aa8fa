import type { PlanFailure } from '../plan/failure.ts';
import type { Json, JsonObject } from '../plan/types.ts';
import type { RunTimeError } from './raise.ts';
import { write } from './write.ts';

/** One compiled action: where, how, and with what; a function is asked for the operand when its action runs. */
export type CompiledAction = readonly [
  path: readonly string[],
  apply: (old: Json | undefined, operand: Json) => Json,
  operand?: Json | ((state: JsonObject) => Json),
];

/**
 * Runs a transition: the next state, or undefined after a failure, which is reported; the given state stays as it is
 * (spec 6.3). `limit` is the greatest size in bytes; without it the compiler proved that none can be passed.
 */
export const run = (
  state: JsonObject,
  eventType: string,
  actions: readonly CompiledAction[],
  report: (error: RunTimeError) => void,
  limit?: (state: JsonObject) => void,
): JsonObject | undefined => {
  let next = state;
  let at = 0;
  try {
    for (const [path, apply, operand] of actions) {
      const value = typeof operand === 'function' ? operand(next) : (operand as Json);
      next = write(next, path, (old) => apply(old, value)) as JsonObject;
      limit?.(next);
      at++;
    }
    return next;
  } catch (error) {
    const name = (error as PlanFailure).failure;
    if (!name) throw error;
    report({ name, eventType, actionIndex: at, path: actions[at]?.[0].join('.') as string });
    return undefined;
  }
};
