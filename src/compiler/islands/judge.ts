import type { Report } from '../../diagnostics/define.ts';
import { createReporter } from '../../diagnostics/reporter.ts';
import type { Json, PlanNode } from '../../plan/types.ts';
import { validate } from '../phases/2-validate/validate.ts';
import { analyze } from '../phases/3-analyze/analyze.ts';
import { check } from '../phases/4-check/check.ts';
import type { Island, PhaseContext, PinnedPlan } from '../stages.ts';
import type { PlacedCall } from './calls.ts';
import { nameOf } from './refusals.ts';

/** Whether what plan code gave has the shape of nodes; each fault is reported at the node whose code it was. */
export function isGoodOutput(nodes: readonly PlanNode[], call: PlacedCall, context: PhaseContext): boolean {
  const plan = validate(fragment(nodes), { ...context, report: fromOutput(call, context.report) });
  return plan !== undefined;
}

/** Why markup that Preact rendered cannot stand in the page, or undefined when it can. It passes the rules of a plan's own elements. */
export function markupProblem(
  nodes: readonly PlanNode[],
  call: PlacedCall,
  plan: PinnedPlan,
  context: PhaseContext,
): string | undefined {
  const reporter = createReporter();
  const report: Report = (definition, occurrence) => {
    if (!COUNTS.has(definition.name)) reporter.report(definition, occurrence);
  };
  const inner = { ...context, report };
  const valid = validate(
    fragment([{ type: 'element', tag: call.parentTag === 'body' ? 'div' : call.parentTag }]),
    inner,
  );
  const root = valid?.document.root;
  if (!valid || !root) return 'it cannot stand here';
  const island: Island = {
    kind: 'preact',
    node: undefined,
    module: call.module,
    exportName: call.exportName,
    live: false,
    reads: false,
    content: nodes,
    prerendered: true,
  };
  const shaped = validate(fragment(nodes), inner);
  const analyzed = shaped && analyze({ ...valid, islands: new Map([[root, island]]) }, inner);
  if (analyzed) check(analyzed, plan.policy, inner);
  return reporter.diagnostics().find((one) => one.severity === 'error')?.message;
}

/** How much a library renders is not the plan's choice. */
const COUNTS = new Set(['max-node-count', 'max-tree-depth']);

function fragment(nodes: readonly PlanNode[]) {
  const root = { type: 'element', tag: 'div', children: nodes } as unknown as Json;
  return { name: '', text: '', value: { specVersion: 'runtime-plan/v1', id: 'fragment', version: 1, root } };
}

/** Findings about output stand at the node whose code gave it, and say so. */
export function fromOutput(call: PlacedCall, report: Report): Report {
  return (definition, { message, help, severity }) =>
    report(definition, {
      pointer: call.pointer,
      message: `In what ${nameOf(call)} gave: ${message}`,
      ...(help && { help }),
      ...(severity && { severity }),
    });
}
