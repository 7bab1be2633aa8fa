import type { Bundle } from '../../compiler/stages.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Budgets } from './budgets.ts';

/** What was found in a plan, and what its bundle has too much of; what measures is loaded where there are budgets. */
export async function overBudget(
  bundle: Pick<Bundle, 'files'> | undefined,
  found: readonly Diagnostic[],
  budgets: Budgets | undefined,
): Promise<readonly Diagnostic[]> {
  if (!bundle || !budgets) return found;
  const { budgetFindings } = await import('./budget-findings.ts');
  const warnings = found.filter(({ severity }) => severity === 'warning').length;
  return [...found, ...budgetFindings(bundle, warnings, budgets)];
}
