import type { PlanSource } from '../../compiler/stages.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { placeDiagnostics } from '../../diagnostics/format-diagnostics.ts';
import type { PlacedDiagnostic } from '../../diagnostics/formats/json.ts';
import type { FindingsReport } from '../findings-report.ts';
import type { Outcome } from './outcome.ts';
import type { PlanTask } from './plan-work.ts';

/** Brings outcomes, which come as they come, into the order of the plans. */
export interface LineUp {
  /** Hands all findings over whose turn it is; gives whether there were any. */
  add(outcomes: Iterable<Outcome>): boolean;
  /** All outcomes in order, without the texts that findings are about. */
  result(): { readonly outcomes: readonly Outcome[]; readonly diagnostics: readonly PlacedDiagnostic[] };
}

/** Begins with nothing. `sources` are texts that findings of every plan can be about; `placed` are wanted for a report. */
export function lineUp(
  tasks: readonly PlanTask[],
  report: FindingsReport,
  sources: readonly PlanSource[],
  placed: boolean,
): LineUp {
  const waiting = new Map<string, Outcome>();
  const outcomes: Outcome[] = [];
  const diagnostics: PlacedDiagnostic[] = [];
  const nextOne = () => waiting.get(tasks[outcomes.length]?.plan ?? '');
  const take = ({ found, ...outcome }: Outcome): boolean => {
    waiting.delete(outcome.plan);
    outcomes.push({ ...lighten(outcome), ...(found && countFindings(found.diagnostics)) });
    if (outcome.counts) report.count(outcome.counts);
    if (!found) return false;
    const [plan = { name: outcome.plan, text: '' }, ...others] = found.sources;
    const texts = [...sources, ...others];
    report.add(found.diagnostics, plan, texts);
    if (placed) diagnostics.push(...placeDiagnostics([{ ...found, sources: [plan, ...texts] }]));
    return true;
  };
  const lists = new Map<string, readonly string[]>();
  /** Most bundles have the same files; thousands of outcomes share one list of them. */
  const lighten = ({ built, ...outcome }: Outcome): Outcome => {
    if (!built) return outcome;
    const key = built.files.join('\n');
    const files = lists.get(key) ?? built.files;
    lists.set(key, files);
    return { ...outcome, built: { ...built, files } };
  };
  return {
    add(more) {
      for (const outcome of more) waiting.set(outcome.plan, outcome);
      let any = false;
      for (let next = nextOne(); next; next = nextOne()) any = take(next) || any;
      return any;
    },
    result: () => ({ outcomes, diagnostics }),
  };
}

function countFindings(diagnostics: readonly Diagnostic[]): { errors: number; warnings: number } {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  return { errors, warnings: diagnostics.length - errors };
}
