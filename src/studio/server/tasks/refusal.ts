import type { PlanSource } from '../../../compiler/stages.ts';
import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { ApiError, type ErrorCode } from '../api-error.ts';
import { locatedFindings } from './located-findings.ts';

/** The error for a plan with these findings; some of them are errors. */
export function refusal(diagnostics: readonly Diagnostic[], sources: readonly PlanSource[]): ApiError {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const more = errors.length > 1 ? ` There are ${errors.length - 1} more errors.` : '';
  const message = `${errors[0]?.message ?? 'The plan cannot be built.'}${errors.length === 2 ? ' There is 1 more error.' : more}`;
  return new ApiError(codeOf(errors), message, { diagnostics: locatedFindings(diagnostics, sources) });
}

/** A plan that is wrong in itself is that first; only one that nothing but the policy forbids is denied by it. */
function codeOf(errors: readonly Diagnostic[]): ErrorCode {
  if (errors.some(({ code }) => code === 'RF0001')) return 'internal_error';
  return errors.length > 0 && errors.every(isOfPolicy) ? 'policy_denied' : 'validation_denied';
}

/** Findings about the text of a policy name it as their source. */
function isOfPolicy({ code, source }: Diagnostic): boolean {
  return code.startsWith('RF4') && (source === undefined || !source.includes('policy'));
}
