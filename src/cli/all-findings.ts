import { findings } from '../compiler/findings.generated.ts';
import type { FindingDefinition } from '../diagnostics/define.ts';
import { reporterFindings } from '../diagnostics/reporter.ts';
import { moduleFindings } from '../modules/findings.ts';
import { budgetFindingDefinitions } from './budgets/findings.ts';
import { signingFindings } from './signing/findings.ts';

/** Every finding there is, each code once, by code. */
export function allFindings(): FindingDefinition[] {
  const own = [reporterFindings, moduleFindings, budgetFindingDefinitions, signingFindings].flatMap((list) =>
    Object.values(list),
  );
  const all: FindingDefinition[] = [...own, ...findings];
  const byCode = new Map(all.map((finding) => [finding.code, finding]));
  return [...byCode.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}
