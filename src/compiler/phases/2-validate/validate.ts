import type { Report } from '../../../diagnostics/define.ts';
import type { JsonObject, PlanDocument } from '../../../plan/types.ts';
import type { ParsedPlan, PhaseContext, Plan } from '../../stages.ts';
import { checkData } from './data.ts';
import { checkDocument } from './document.ts';
import { Place } from './place.ts';
import { checkShape, wrongType } from './shape.ts';
import { checkTransitions } from './transitions.ts';
import { checkTree } from './tree.ts';

/** Phase 2: the shape of a plan (spec sections 2, 3 and 6 to 10); the only place that makes a typed plan. */
export function validate(parsed: ParsedPlan, context: PhaseContext): Plan | undefined {
  let failed = false;
  const report: Report = (definition, occurrence) => {
    failed ||= (occurrence.severity ?? definition.severity) === 'error';
    context.report(definition, occurrence);
  };
  const { value } = parsed;
  if (!isObject(value)) wrongType('object', value, '', report);
  else checkPlan(value, report);
  return failed ? undefined : { ...parsed, document: value as unknown as PlanDocument };
}

function checkPlan(plan: JsonObject, report: Report): void {
  const root = new Place(undefined, '');
  checkShape('document', plan, () => '', report);
  checkDocument(plan, root, report);
  if (plan['root'] !== undefined) checkTree(plan['root'], new Place(root, 'root'), report);
  checkData(plan['metadata'], new Place(root, 'metadata'), 'plain', report);
  const state = plan['state'];
  if (!isObject(state)) return;
  const place = new Place(root, 'state');
  checkData(state['initial'], new Place(place, 'initial'), 'state', report);
  if (isObject(state['transitions'])) checkTransitions(state['transitions'], new Place(place, 'transitions'), report);
}

function isObject(value: unknown): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
