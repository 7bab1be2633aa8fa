import type { Diagnostic } from '../../../../diagnostics/diagnostic.ts';
import type { EffectivePolicy } from '../../../stages.ts';

/** Applies the policy's levels to warnings: they become errors, stay, or are left out. Errors are never changed. */
export function applyWarningLevels(diagnostics: readonly Diagnostic[], policy: EffectivePolicy): Diagnostic[] {
  return diagnostics.flatMap((diagnostic) => {
    const entry = Object.hasOwn(policy.warnings, diagnostic.name) ? policy.warnings[diagnostic.name] : undefined;
    if (diagnostic.severity === 'error' || !entry || entry.level === 'warning') return [diagnostic];
    return entry.level === 'off' ? [] : [{ ...diagnostic, severity: entry.level }];
  });
}
