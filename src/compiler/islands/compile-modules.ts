import type { Report } from '../../diagnostics/define.ts';
import { analyze } from '../phases/3-analyze/analyze.ts';
import { check } from '../phases/4-check/check.ts';
import { pin } from '../phases/5-pin/pin.ts';
import type { Company } from '../phases/8-bundle/bundle.ts';
import type { PageCode } from '../program.ts';
import type { Bundle, CheckedPlan, PhaseContext, PinnedPlan, Plan, Stages } from '../stages.ts';
import { accompany } from './accompany.ts';
import { checkLocals } from './check-locals.ts';
import { buildIslands, type IslandPlan } from './islands.ts';
import { reportMismatch } from './refusals.ts';
import { PLAN_SOURCE } from './uses.ts';

/** The way of a plan with modules: pinned, run in the isolated engine, and analyzed again with what its code gave. */
export async function compileModules(
  checked: CheckedPlan,
  stages: Stages,
  context: PhaseContext,
  finish: (plan: CheckedPlan, page: PageCode, company: Company) => Bundle,
): Promise<Bundle | undefined> {
  if (reportProfile(checked, context)) return undefined;
  stages.pinned = await pin(checked, context);
  if (!stages.pinned || !(await checkLocals(stages.pinned, context))) return undefined;
  const built = await buildIslands(stages.pinned, context);
  const expanded = built && checkExpanded(stages.pinned, built, context);
  if (!expanded) return undefined;
  stages.checked = expanded;
  return finish(expanded, built.page, accompany(expanded, built.page, context));
}

/** What no profile can run is known before anything is fetched (spec 8.3). */
function reportProfile({ document: { source, capabilities } }: CheckedPlan, context: PhaseContext): boolean {
  const profile = capabilities?.executionProfile ?? 'standard';
  if (source?.runtime !== 'preact' || (profile !== 'sandbox-worker' && profile !== 'sandbox-shadowrealm')) return false;
  const { exportName = 'default' } = source;
  reportMismatch({ module: PLAN_SOURCE, exportName, source: 'preact', pointer: '/source/runtime' }, profile, context);
  return true;
}

/** Phases 3 and 4 for the whole page; what was said of the plan before is not said again. */
function checkExpanded(
  plan: PinnedPlan,
  { islands, dispatches }: IslandPlan,
  context: PhaseContext,
): CheckedPlan | undefined {
  const places = new Set(plan.nodes.filter(({ node }) => islands?.has(node)).map(plan.pointerOf));
  const report: Report = (definition, occurrence) => {
    const severity = occurrence.severity ?? definition.severity;
    if (severity === 'error' || places.has(occurrence.pointer)) context.report(definition, occurrence);
  };
  const inner: PhaseContext = { ...context, report };
  const { name, text, value, document, code } = plan;
  const whole: Plan = { name, text, value, document, ...(code && { code }), ...(islands && { islands }), dispatches };
  const analyzed = analyze(whole, inner);
  return analyzed && check(analyzed, plan.policy, inner);
}
