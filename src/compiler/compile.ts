import type { Report } from '../diagnostics/define.ts';
import { createReporter } from '../diagnostics/reporter.ts';
import { findTarget } from './find-target.ts';
import { compilerFindings } from './findings.ts';
import { checkValues } from './inputs/check-values.ts';
import { resolveOptions } from './options.ts';
import { parse } from './phases/1-parse/parse.ts';
import { validate } from './phases/2-validate/validate.ts';
import { analyze } from './phases/3-analyze/analyze.ts';
import { applyWarningLevels, check as checkPolicy, resolvePolicy } from './phases/4-check/check.ts';
import { lower } from './phases/6-lower/lower.ts';
import { emit } from './phases/7-emit/emit.ts';
import { bundle } from './phases/8-bundle/bundle.ts';
import type { CheckedPlan, CompileOptions, CompileResult, PhaseContext, PlanSource, Stages } from './stages.ts';

/**
 * Compiles a plan. The phases in order; each gives a stage, or nothing after it has reported an error:
 *
 *   PlanSource -1-> ParsedPlan -2-> Plan -3-> AnalyzedPlan -4-> CheckedPlan -6-> Program -7-> Emitted -8-> Bundle
 *
 * Phase 5 pins the modules of plans that have any; until it is there, phase 4 refuses such plans.
 */
export async function compile(source: PlanSource, options: CompileOptions = {}): Promise<CompileResult> {
  return run(source, options, (checked, stages, context) => {
    const target = findTarget(context.options.target, context.report);
    if (!target) return undefined;
    stages.program = lower(checked, context);
    stages.emitted = emit(stages.program, target.kind);
    return bundle(stages.emitted, target, context);
  });
}

/** Phases 1 to 4: everything that can be known without a module's bytes. Synchronous and without side effects. */
export function check(source: PlanSource, options: CompileOptions = {}): CompileResult {
  return run(source, options, () => undefined);
}

type Finish = (checked: CheckedPlan, stages: Stages, context: PhaseContext) => CompileResult['bundle'];

function run(source: PlanSource, given: CompileOptions, finish: Finish): CompileResult {
  const reporter = createReporter();
  const { options, host } = resolveOptions(given);
  const context: PhaseContext = { report: reporter.report, options, host };
  const stages: Stages = {};
  const done = (result?: CompileResult['bundle']): CompileResult => {
    const { policy } = stages;
    const diagnostics = reporter.diagnostics(policy && ((all) => applyWarningLevels(all, policy)));
    const failed = diagnostics.some((one) => one.severity === 'error');
    return { ...(result && !failed && { bundle: result }), diagnostics, ...(given.stages && { stages }) };
  };
  try {
    if (
      !checkValues(options.context, 'context', reporter.report) ||
      !checkValues(options.vars, 'vars', reporter.report)
    )
      return done();
    stages.policy = resolvePolicy(context);
    stages.parsed = parse(source, context);
    stages.plan = stages.parsed && validate(stages.parsed, context);
    stages.analyzed = stages.plan && analyze(stages.plan, context);
    stages.checked = stages.analyzed && stages.policy && checkPolicy(stages.analyzed, stages.policy, context);
    return done(stages.checked && !reporter.hasErrors() ? finish(stages.checked, stages, context) : undefined);
  } catch (error) {
    reportBug(error, context.report);
    return done();
  }
}

/** A phase that throws has a bug; the plan is not to blame, and the process goes on. */
function reportBug(error: unknown, report: Report): void {
  const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  report(compilerFindings.internalError, {
    pointer: '',
    message: `The compiler failed: ${what.split('\n').slice(0, 6).join(' | ')}`,
    help: 'This is a bug of renderify. Please report it with the plan, if you can share it.',
  });
}
