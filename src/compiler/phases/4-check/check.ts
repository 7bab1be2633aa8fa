import type { Report } from '../../../diagnostics/define.ts';
import type { AnalyzedPlan, CheckedPlan, EffectivePolicy, PhaseContext } from '../../stages.ts';
import { rules } from './rules/index.generated.ts';
import { reportUnsupported } from './unsupported.ts';
import { walk } from './walk.ts';

export { resolvePolicy } from './policy/resolve-policy.ts';
export { applyWarningLevels } from './policy/warning-levels.ts';

/** Phase 4: holds a plan against the policy, rule by rule (policy.md section 2), before anything is fetched. */
export function check(analyzed: AnalyzedPlan, policy: EffectivePolicy, context: PhaseContext): CheckedPlan | undefined {
  let failed = false;
  let modulesRefused = false;
  const report: Report = (definition, occurrence) => {
    failed ||= (occurrence.severity ?? definition.severity) === 'error';
    context.report(definition, occurrence);
  };
  walk(analyzed, policy, rules, (rule, occurrence) => {
    modulesRefused ||= rule.modules === true;
    report(rule, occurrence);
  });
  if (!modulesRefused) reportUnsupported(analyzed, report);
  return failed ? undefined : { ...analyzed, policy };
}
