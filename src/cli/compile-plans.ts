import { compile } from '../compiler/index.ts';
import type { Bundle } from '../compiler/stages.ts';
import { overBudget } from './budgets/over-budget.ts';
import type { FindingsReport } from './findings-report.ts';
import { readPlan } from './inputs/read-plan.ts';
import { type Job, reportInputs } from './job.ts';
import { createProgress } from './progress.ts';
import type { Terminal } from './terminal.ts';

/** A plan that became a bundle, and the milliseconds that took. */
export interface BuiltPlan {
  readonly plan: string;
  readonly bundle: Bundle;
  readonly warnings: number;
  readonly milliseconds: number;
}

/** Compiles the plans of a job one after another; those that are good are given back, what was found is reported. */
export async function compilePlans(
  { plans, prepared }: Job,
  report: FindingsReport,
  terminal?: Terminal,
  typechecked = false,
): Promise<BuiltPlan[]> {
  const built: BuiltPlan[] = [];
  if (!reportInputs(prepared, report)) return built;
  const progress = createProgress(plans.length, terminal);
  for (const plan of plans) {
    progress.step(plan);
    const source = await readPlan(plan);
    const start = performance.now();
    const result = await compile(source, { ...prepared.optionsFor(plan), stages: typechecked });
    const { bundle, diagnostics, sources = [] } = result;
    const types = typechecked ? await (await import('./modules/type-findings.ts')).typeFindings(result) : [];
    const found = await overBudget(bundle, [...diagnostics, ...types], prepared.budgets);
    const good = report.add(found, source, [...prepared.sources, ...sources]);
    const warnings = found.length;
    if (bundle && good) built.push({ plan, bundle, warnings, milliseconds: performance.now() - start });
  }
  progress.clear();
  return built;
}
