import type { Report } from '../../../diagnostics/define.ts';
import type { PlacedCode } from '../../javascript/placed-code.ts';
import type { AnalyzedPlan, CheckedPlan, EffectivePolicy, PhaseContext } from '../../stages.ts';
import { rules } from './rules/index.generated.ts';
import { walk, walkCode } from './walk.ts';

export { resolvePolicy } from './policy/resolve-policy.ts';
export { applyWarningLevels } from './policy/warning-levels.ts';

/** Phase 4: holds a plan against the policy, rule by rule (policy.md section 2), before anything is fetched. */
export function check(analyzed: AnalyzedPlan, policy: EffectivePolicy, context: PhaseContext): CheckedPlan | undefined {
  let failed = false;
  const report: Report = (definition, occurrence) => {
    failed ||= (occurrence.severity ?? definition.severity) === 'error';
    context.report(definition, occurrence);
  };
  const isLocked = (specifier: string): boolean => context.host.isLocked?.(analyzed.name, specifier) ?? false;
  walk(analyzed, policy, rules, report, isLocked);
  return failed ? undefined : { ...analyzed, policy };
}

/** Holds a module beside the plan against the rules for plan code (policy.md 2.6), and what it may use of the page. */
export function checkCode(code: PlacedCode, plan: CheckedPlan, report: Report): void {
  walkCode(code, plan, plan.policy, rules, report);
}
