import { readDocument } from '../../json/read.ts';
import type { ParsedPlan, PhaseContext, PlanSource } from '../../stages.ts';

/** Phase 1: bytes or text to a JSON value (spec section 1); nothing is returned when anything in it is an error. */
export function parse(source: PlanSource, context: PhaseContext): ParsedPlan | undefined {
  const document = readDocument(source.text, context.report);
  return document && { name: source.name, ...document };
}
