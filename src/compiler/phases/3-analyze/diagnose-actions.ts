import { quote } from '../../../diagnostics/quote.ts';
import { evaluate } from '../../../plan/evaluate.ts';
import type { PlanFailure } from '../../../plan/failure.ts';
import { get } from '../../../plan/get.ts';
import { PathSet } from '../../../plan/path-set.ts';
import type { Json, JsonObject } from '../../../plan/types.ts';
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

/** Why an action cannot succeed, as the end of a sentence; others say what the initial state has at the path. */
const REASONS: ReadonlyMap<string, string> = new Map([
  ['path-not-index', 'an array is written by index, not by name'],
  ['path-index-range', 'the index lies beyond the end of the array'],
  ['path-not-container', 'the path leads through a value that has no members'],
  ['path-ambiguous', 'an index alone does not say whether an array or an object is meant'],
  ['number-range', 'the result is no finite number'],
]);

const HELP: ReadonlyMap<string, string> = new Map([
  ['path-index-range', 'Use `push`, or an index that is at most the length of the array.'],
  ['path-ambiguous', 'Declare the array or object in `state.initial`.'],
]);

function reportFailure({ definition, path, pointer }: ActionFact, failure: string, { report, scope }: Analysis): void {
  const finding = BY_NAME.get(failure);
  if (!finding) throw new Error(`no finding is called ${failure}`);
  const reason =
    REASONS.get(failure) ?? `the initial state has ${describe(get(scope.state, path) as Json | undefined)} there`;
  report(finding, {
    pointer: `${pointer}/path`,
    message: `\`${definition.type}\` on ${quote(path.join('.'))} can never succeed: ${reason}.`,
    help: HELP.get(failure) ?? 'Change the value in `state.initial`, or the path.',
  });
}

function describe(value: Json | undefined): string {
  if (Array.isArray(value)) return 'an array';
  if (value !== null && typeof value === 'object') return 'an object';
  return typeof value === 'string' ? `the string ${quote(value)}` : quote(String(value));
}
