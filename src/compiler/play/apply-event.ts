import { evaluate } from '../../plan/evaluate.ts';
import type { PlanFailure } from '../../plan/failure.ts';
import { measure } from '../../plan/measure.ts';
import type { Json, JsonObject } from '../../plan/types.ts';
import { unsound } from '../../plan/unsound.ts';
import { write } from '../../plan/write.ts';
import type { ActionFact, AnalyzedPlan } from '../stages.ts';

/** An event as an embedder gives it. */
export interface PlayedEvent {
  readonly type: string;
  readonly payload?: JsonObject;
}

/** A plan in the middle of its life (spec 6.5). `seq` counts the applied events. */
export interface Moment {
  readonly state: JsonObject;
  readonly event: PlayedEvent | null;
  readonly seq: number;
}

/** Why an event did nothing, like the run-time error of a page (spec 6.3). */
export interface EventFailure {
  readonly name: string;
  readonly eventType: string;
  readonly actionIndex?: number;
  readonly path?: string;
}

/** Largest payload in bytes and levels (spec 5.7). */
const MAX_PAYLOAD_BYTES = 65_536;
const MAX_LEVELS = 64;

/** What holds while a plan is played. */
export interface Playing {
  readonly transitions: AnalyzedPlan['transitions'];
  readonly context: JsonObject;
  readonly vars: JsonObject;
  readonly stateBytes: number;
}

/** The moment after an event. An event without a transition changes nothing; one that fails changes nothing and says why. */
export function applyEvent(
  moment: Moment,
  { type, payload = {} }: PlayedEvent,
  playing: Playing,
): { readonly moment: Moment; readonly applied: boolean; readonly failure?: EventFailure } {
  const wrong = unsound(payload, Number.POSITIVE_INFINITY) ?? tooLarge(payload, MAX_PAYLOAD_BYTES);
  if (wrong) {
    const name = /^(data-depth|state-limit)$/.test(wrong) ? 'payload-limit' : wrong;
    return { moment, applied: false, failure: { name, eventType: type } };
  }
  const actions = playing.transitions.get(type);
  if (!actions) return { moment, applied: false };
  const event = { type, payload };
  const done = runActions(actions, moment.state, event, playing);
  if ('failure' in done) return { moment, applied: false, failure: { ...done.failure, eventType: type } };
  return { moment: { state: done.state, event, seq: moment.seq + 1 }, applied: true };
}

/** All of them, or none: the state is shared with what was before, and never changed. */
function runActions(
  actions: readonly ActionFact[],
  before: JsonObject,
  event: PlayedEvent,
  { context, vars, stateBytes }: Playing,
): { state: JsonObject } | { failure: Omit<EventFailure, 'eventType'> } {
  let state = before;
  for (const [actionIndex, { definition, path, operand }] of actions.entries())
    try {
      const value = evaluate(operand, { state, event: event as unknown as Json, context, vars }) ?? null;
      state = write(state, path, (old) => definition.apply(old, value)) as JsonObject;
      if (tooLarge(state, stateBytes)) return { failure: { name: 'state-limit', actionIndex, path: path.join('.') } };
    } catch (error) {
      const { failure } = error as PlanFailure;
      if (!failure) throw error;
      return { failure: { name: failure, actionIndex, path: path.join('.') } };
    }
  return { state };
}

function tooLarge(value: Json, most: number): 'state-limit' | undefined {
  const { bytes, depth } = measure(value);
  return bytes > most || depth > MAX_LEVELS ? 'state-limit' : undefined;
}
