import type { Report } from '../diagnostics/define.ts';
import { quote } from '../diagnostics/quote.ts';
import { didYouMean } from '../diagnostics/suggest.ts';
import { compilerFindings } from './findings.ts';
import { targets } from './targets/index.generated.ts';
import type { Target } from './targets/target.ts';

/** The names that `--target` takes. */
export const TARGET_NAMES: readonly string[] = targets.map((target) => target.name);

/** The target of a name; an unknown one is reported. */
export function findTarget(name: string, report: Report): Target | undefined {
  const found = targets.find((target) => target.name === name);
  if (found) return found;
  report(compilerFindings.unknownTarget, {
    pointer: '',
    source: 'command line',
    message: `There is no target ${quote(name)}.`,
    help: `${didYouMean(name, TARGET_NAMES) ?? ''} Targets are ${TARGET_NAMES.map(quote).join(', ')}.`.trim(),
  });
  return undefined;
}
