import fc from 'fast-check';
import type { JsonObject, PlanDocument } from '../../src/plan/types.ts';
import { rootNode } from './arbitrary/nodes.ts';
import { EVENT_TYPES, initialState, transitionsFor } from './arbitrary/state.ts';
import { typedText } from './arbitrary/strings.ts';

/** One thing that a person or an embedder does; `pick` chooses among the elements it fits, modulo their number. */
export type Step =
  | { readonly kind: 'click' | 'focus' | 'submit' | 'reset' | 'option'; readonly pick: number }
  | { readonly kind: 'type' | 'key'; readonly pick: number; readonly text: string }
  | { readonly kind: 'event'; readonly pick: number; readonly type: string }
  | { readonly kind: 'dispatch'; readonly type: string; readonly payload: JsonObject };

/** A plan with what it is built and driven with. */
export interface Scenario {
  readonly plan: PlanDocument;
  readonly context: JsonObject;
  readonly vars: JsonObject;
  readonly steps: readonly Step[];
}

const pick = fc.nat({ max: 40 });
const MOUSE = ['mouseover', 'mouseenter', 'dblclick', 'contextmenu', 'mousedown', 'pointerdown', 'pointerup'];

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('click' as const), pick }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('type' as const), pick, text: typedText }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('focus' as const, 'option' as const), pick }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('submit' as const, 'reset' as const), pick }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('key' as const), pick, text: fc.constantFrom('a', 'Enter', 'Escape') }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('event' as const), pick, type: fc.constantFrom(...MOUSE) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('dispatch' as const),
      type: fc.constantFrom(...EVENT_TYPES, 'nobody', 'constructor', '__proto__'),
      payload: fc.record({ value: typedText, who: typedText }, { requiredKeys: [] }) as fc.Arbitrary<JsonObject>,
    }),
  },
);

const context = fc.constantFrom<JsonObject[]>({ user: { name: 'Léa <b>' }, items: ['first'] }, {});
const vars = fc.constantFrom<JsonObject[]>({ theme: 'dark' }, { theme: 3, labels: { a: 'A' } });

/** Random valid plans with random event sequences. */
export const scenario: fc.Arbitrary<Scenario> = initialState
  .chain((initial) =>
    fc.record({ root: rootNode, transitions: transitionsFor(initial), initial: fc.constant(initial) }),
  )
  .chain(({ root, transitions, initial }) =>
    fc.record({
      plan: fc.constant({
        specVersion: 'runtime-plan/v1',
        id: 'random',
        version: 1,
        root,
        state: { initial, transitions },
      } as PlanDocument),
      context,
      vars,
      steps: fc.array(step, { minLength: 1, maxLength: 8 }),
    }),
  );
