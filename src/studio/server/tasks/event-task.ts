import type { PlayedEvent } from '../../../compiler/play/apply-event.ts';
import { playEvents } from '../../../compiler/play/play-events.ts';
import type { CompileOptions, PlanSource } from '../../../compiler/stages.ts';
import type { Json, JsonObject } from '../../../plan/types.ts';
import { type Answer, success } from '../answer.ts';
import type { Desk } from './create-tasks.ts';
import { locatedFindings } from './located-findings.ts';
import { checkMembers, PLAN_MEMBERS } from './members.ts';
import { PLAN_NAME, readBody, readOptions, readPlanRequest } from './read-request.ts';
import { refusal } from './refusal.ts';
import type { SessionSeed, TaskAnswer } from './task.ts';

/** `POST /api/event`: the page after these events, from the moment of the session, or from the plan's beginning. */
export async function eventTask(
  body: Uint8Array,
  seed: SessionSeed | undefined,
  desk: Desk,
): Promise<Answer & Pick<TaskAnswer, 'seed'>> {
  const { source, asked, text, events } = seed ? goOn(body, seed) : begin(body);
  const options = desk.optionsFor({ target: 'single-file', ...asked });
  const moment = seed && (JSON.parse(seed.moment) as { state: JsonObject; event: PlayedEvent | null });
  const played = await playEvents(source, options, { events, ...(seed && { ...moment, seq: seed.seq }) });
  if (!played.ok) throw refusal(played.diagnostics, [source]);
  const { html, bundle, state, event, seq, diagnostics } = played;
  const data = {
    html,
    csp: bundle.csp,
    state,
    event,
    seq,
    events: played.events,
    diagnostics: locatedFindings(diagnostics, [source]),
  };
  const next: SessionSeed = {
    plan: source.text as string,
    options: text,
    moment: JSON.stringify({ state, event }),
    seq,
  };
  return { ...success(data), seed: next };
}

interface Asked {
  readonly source: PlanSource;
  readonly asked: CompileOptions;
  /** `asked` as JSON text. */
  readonly text: string;
  readonly events: readonly PlayedEvent[];
}

function begin(body: Uint8Array): Asked {
  const { source, options, text, members } = readPlanRequest(body, [...PLAN_MEMBERS, 'session', 'seq', 'events']);
  return { source, asked: options, text, events: eventsOf(members) };
}

function goOn(body: Uint8Array, { plan, options }: SessionSeed): Asked {
  const members = checkMembers(readBody(body).value, ['session', 'seq', 'events']);
  const { options: asked } = readOptions(JSON.parse(options) as JsonObject, options);
  return { source: { name: PLAN_NAME, text: plan }, asked, text: options, events: eventsOf(members) };
}

function eventsOf({ events = [] }: { readonly events?: Json }): readonly PlayedEvent[] {
  return events as unknown as readonly PlayedEvent[];
}
