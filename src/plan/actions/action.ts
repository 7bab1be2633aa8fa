import type { Json } from '../types.ts';

/** Why an action can fail; the names are those of spec 6.3. */
export type ActionFailure = 'increment-not-number' | 'number-range' | 'toggle-not-boolean' | 'push-not-array';

/**
 * An action type, complete: its keys, its meaning and what can be said of it before it runs. Every action reads one
 * path, computes and writes it back; walking to the path is the same for all (spec 6.2).
 */
export interface ActionDefinition {
  readonly type: string;
  readonly summary: string;
  /** JSON Schema of the keys beside `type` and `path`. */
  readonly properties: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  readonly required: readonly string[];
  /** The key that holds the operand, and what stands for it when absent. */
  readonly operand?: { readonly key: 'value' | 'by'; readonly otherwise?: Json; readonly references: boolean };
  /** The name under which a value of another kind fails, and the kinds that are accepted. */
  readonly accepts?: { readonly kinds: readonly number[]; readonly failure: ActionFailure };
  /** Whether also a value of an accepted kind can fail, given a literal operand, for example by leaving the range of numbers. */
  readonly mayFail?: (operand: Json | undefined) => boolean;
  /** Whether the value can grow with every run, so that the size of the state must be watched. */
  readonly grows?: true;
  /** The new value; fails with `accepts.failure` or `number-range`. The run time uses this very function. */
  readonly apply: (old: Json | undefined, operand: Json) => Json;
  /** Kinds of the result, given the kinds of the operand. */
  readonly yields: (operand: number) => number;
  /** Whether the new value always differs from the old one where nothing fails, given a literal operand. */
  readonly alwaysChanges?: (operand: Json | undefined) => boolean;
  /**
   * JavaScript that does the same where nothing can fail: an assignment to `place`, which holds one of `kinds`.
   * `operand` is an expression. An action without it always runs through `apply`.
   */
  readonly inline?: (place: string, operand: string, kinds: number) => string;
}
