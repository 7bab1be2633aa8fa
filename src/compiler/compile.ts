import type { Report } from '../diagnostics/define.ts';
import { createReporter } from '../diagnostics/reporter.ts';
import { findTarget } from './find-target.ts';
import { compilerFindings } from './findings.ts';
import { checkValues } from './inputs/check-values.ts';
import { localTexts } from './islands/check-locals.ts';
import { hasModules } from './islands/uses.ts';
import type { CodeAnalysis } from './javascript/facts.ts';
import { loadCodeAnalysis } from './javascript/load.ts';
import { hasReadableSource, readSource } from './javascript/read-source.ts';
import { resolveOptions } from './options.ts';
import { parse } from './phases/1-parse/parse.ts';
import { validate } from './phases/2-validate/validate.ts';
import { analyze } from './phases/3-analyze/analyze.ts';
import { applyWarningLevels, check as checkPolicy, resolvePolicy } from './phases/4-check/check.ts';
import { lower } from './phases/6-lower/lower.ts';
import { emit } from './phases/7-emit/emit.ts';
import { bundle, type Company } from './phases/8-bundle/bundle.ts';
import type { PageCode } from './program.ts';
import type {
  Bundle,
  CheckedPlan,
  CompileOptions,
  CompileResult,
  PhaseContext,
  Plan,
  PlanSource,
  Stages,
} from './stages.ts';

/**
 * Compiles a plan. The phases in order; each gives a stage, or nothing after it has reported an error:
 *
 *   PlanSource -1-> ParsedPlan -2-> Plan -3-> AnalyzedPlan -4-> CheckedPlan -6-> Program -7-> Emitted -8-> Bundle
 *
 * A plan with modules goes another way between 4 and 6: its modules are pinned (phase 5), its code is run in the
 * isolated engine and linked, and what the code gave is analyzed and held against the policy like the plan itself.
 */
export async function compile(source: PlanSource, options: CompileOptions = {}): Promise<CompileResult> {
  const run = start(options);
  return run.guarded(async () => {
    const checked = await run.checkFully(source);
    const target = checked && findTarget(run.context.options.target, run.context.report);
    if (!checked || !target) return undefined;
    const finish = (plan: CheckedPlan, page?: PageCode, company?: Company): Bundle => {
      run.stages.program = lower(plan, run.context, page);
      run.stages.emitted = emit(run.stages.program, target.kind, run.context.host);
      return bundle(run.stages.emitted, target, run.context, company);
    };
    if (!hasModules(checked)) return finish(checked);
    const { compileModules } = await import('./islands/compile-modules.ts');
    return compileModules(checked, run.stages, run.context, finish);
  });
}

/** Phases 1 to 4: everything that can be known without a module's bytes. What reads code is loaded for plans that have any. */
export async function checkFully(source: PlanSource, options: CompileOptions = {}): Promise<CompileResult> {
  const run = start(options);
  return run.guarded(async () => void (await run.checkFully(source)));
}

/** The same, synchronous; without `host.code` it does not read the code of a plan, and says so. */
export function check(source: PlanSource, options: CompileOptions = {}): CompileResult {
  const run = start(options);
  try {
    run.check(source);
  } catch (error) {
    reportBug(error, run.context.report);
  }
  return run.done();
}

/** One run of the pipeline: where its findings and stages go. */
function start(given: CompileOptions) {
  const reporter = createReporter();
  const { options, host } = resolveOptions(given);
  const context: PhaseContext = { report: reporter.report, options, host };
  const stages: Stages = {};
  const done = (result?: Bundle): CompileResult => {
    const { policy } = stages;
    const diagnostics = reporter.diagnostics(policy && ((all) => applyWarningLevels(all, policy)));
    const failed = diagnostics.some((one) => one.severity === 'error');
    const sources = stages.pinned && localTexts(stages.pinned);
    return {
      ...(result && !failed && { bundle: result }),
      diagnostics,
      ...(sources && { sources }),
      ...(given.stages && { stages }),
    };
  };
  const read = (source: PlanSource): Plan | undefined => {
    const { report } = context;
    if (!checkValues(options.context, 'context', report) || !checkValues(options.vars, 'vars', report))
      return undefined;
    stages.policy = resolvePolicy(context);
    stages.parsed = parse(source, context);
    stages.plan = stages.parsed && validate(stages.parsed, context);
    return stages.plan;
  };
  const judge = (plan: Plan | undefined, code: CodeAnalysis | undefined): CheckedPlan | undefined => {
    const { policy } = stages;
    stages.plan = plan && policy ? readSource(plan, policy, code, context.report) : plan;
    stages.analyzed = stages.plan && analyze(stages.plan, context);
    stages.checked = stages.analyzed && policy && checkPolicy(stages.analyzed, policy, context);
    return reporter.hasErrors() ? undefined : stages.checked;
  };
  const check = (source: PlanSource) => judge(read(source), host.code);
  const checkFully = async (source: PlanSource) => {
    const plan = read(source);
    const needed = plan && stages.policy && hasReadableSource(plan, stages.policy);
    return judge(plan, needed ? (host.code ?? (await loadCodeAnalysis())) : undefined);
  };
  const guarded = async (work: () => Promise<Bundle | undefined>): Promise<CompileResult> => {
    try {
      return done(await work());
    } catch (error) {
      if (options.signal?.aborted) throw options.signal.reason;
      reportBug(error, context.report);
      return done();
    }
  };
  return { context, stages, check, checkFully, done, guarded };
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
