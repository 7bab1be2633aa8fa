import type { JsonObject } from '../../plan/types.ts';
import { unsound } from '../../plan/unsound.ts';
import { compile } from '../compile.ts';
import { hasModules } from '../islands/uses.ts';
import type { Bundle, CompileOptions, CompileResult, PlanSource, Stages } from '../stages.ts';
import { applyEvent, type EventFailure, type Moment, type PlayedEvent } from './apply-event.ts';

/** Where to begin, the plan's initial state when nothing is said, and the events to apply in order. */
export interface PlaySettings extends Partial<Moment> {
  readonly events: readonly PlayedEvent[];
}

/** What became of a plan after events. `bundle` is the page as it first paints at that moment. */
export type Played =
  | ({
      readonly ok: true;
      readonly bundle: Bundle;
      /** The page's text. */
      readonly html: string;
      /** Whether each event was applied, and why not. */
      readonly events: readonly { readonly applied: boolean; readonly failure?: EventFailure }[];
      readonly diagnostics: CompileResult['diagnostics'];
    } & Moment)
  | { readonly ok: false; readonly problem: string; readonly diagnostics: CompileResult['diagnostics'] };

/**
 * Plays events without a browser: the actions are those of the page (spec 6.3), and the page at the end is compiled like
 * any other. Of a plan with modules only the state is played by data: its code runs in the isolated engine.
 */
export async function playEvents(
  source: PlanSource,
  options: CompileOptions,
  { events, ...from }: PlaySettings,
): Promise<Played> {
  const first = await compile(source, { ...options, stages: true });
  const { analyzed, policy } = first.stages ?? {};
  if (!first.bundle || !analyzed || !policy) return refused('The plan cannot be built.', first);
  const stateBytes = policy.fields['maxStateBytes'] as number;
  const { context = {}, vars = {} } = options;
  const playing = { transitions: analyzed.transitions, context, vars, stateBytes };
  let moment = beginning(first.stages as Stages, from);
  const wrong = unsound(moment.state, stateBytes);
  if (wrong) return refused(`The state cannot be used: ${wrong}.`, first);
  const log = events.map((event) => {
    const { moment: next, ...entry } = applyEvent(moment, event, playing);
    moment = next;
    return entry;
  });
  const atStart = moment.seq === 0 && from.state === undefined && !hasModules(analyzed);
  const last = atStart ? first : await compile(at(source, first, moment.state), { ...options, event: moment.event });
  if (!last.bundle) return refused('The page cannot be shown at this state.', last);
  return {
    ok: true,
    ...moment,
    bundle: last.bundle,
    html: htmlOf(last.bundle),
    events: log,
    diagnostics: first.diagnostics,
  };
}

function beginning({ analyzed }: Stages, { state, event = null, seq = 0 }: Partial<Moment>): Moment {
  return { state: state ?? analyzed?.document.state?.initial ?? {}, event, seq };
}

/** The plan with another initial state. */
function at({ name }: PlanSource, { stages }: CompileResult, initial: JsonObject): PlanSource {
  const document = stages?.analyzed?.document;
  return { name, text: JSON.stringify({ ...document, state: { ...document?.state, initial } }) };
}

function htmlOf({ files, entry }: Bundle): string {
  return files.find(({ path }) => path === entry)?.text ?? '';
}

function refused(problem: string, { diagnostics }: CompileResult): Played {
  return { ok: false, problem, diagnostics };
}
