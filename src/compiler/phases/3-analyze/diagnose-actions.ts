import { evaluate } from '../../../plan/evaluate.ts';
import type { PlanFailure } from '../../../plan/failure.ts';
import { PathSet } from '../../../plan/path-set.ts';
import type { JsonObject } from '../../../plan/types.ts';
import { write } from '../../../plan/write.ts';
import type { ActionFact } from '../../stages.ts';
import { findings } from './findings.ts';
import type { Analysis } from './scope.ts';

/**
 * Reports the actions that no order of events can ever make succeed: each fails alone on `initial`, and so does every
 * action whose path overlaps (spec 6.3, 13.12).
 */
export function diagnoseActions(transitions: ReadonlyMap<string, readonly ActionFact[]>, analysis: Analysis): void {
  const all = [...transitions.values()].flat();
  const failures = new Map(all.map((action) => [action, failureOf(action, analysis)]));
  const possible = new PathSet(all.filter((action) => failures.get(action) === undefined).map((action) => action.path));
  for (const [action, failure] of failures) {
    if (failure === undefined) continue;
    if (possible.overlaps(action.path)) continue;
    reportFailure(action, failure, analysis);
  }
}

function failureOf({ path, definition, operand }: ActionFact, { scope, document }: Analysis): string | undefined {
  try {
    const initial = document.state?.initial ?? {};
    write(initial as JsonObject, path, (old) => definition.apply(old, evaluate(operand, scope) ?? null));
    return undefined;
  } catch (error) {
    return (error as PlanFailure).failure;
  }
}

const BY_NAME = new Map(Object.values(findings).map((one) => [one.name as string, one]));

function reportFailure({ definition, path, pointer }: ActionFact, failure: string, { report }: Analysis): void {
  const definitionOfFailure = BY_NAME.get(failure);
  if (!definitionOfFailure) throw new Error(`no finding is called ${failure}`);
  report(definitionOfFailure, {
    pointer: `${pointer}/path`,
    message: `\`${definition.type}\` on \`${path.join('.')}\` can never succeed, whatever happens before it.`,
    help: `${definitionOfFailure.docs} Change \`state.initial\` or the path.`,
  });
}
