import type { Bundle, BundleFile } from '../../compiler/stages.ts';
import { createDiagnostic, type FindingDefinition } from '../../diagnostics/define.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { quote } from '../../diagnostics/quote.ts';
import { bytesText, countText } from '../diff/bytes-text.ts';
import { isLoaded } from '../output/size-of.ts';
import type { Budgets } from './budgets.ts';
import { budgetFindingDefinitions as findings } from './findings.ts';
import { matchPath } from './match-path.ts';
import { pageParts } from './page-parts.ts';

/** What is over budget in a bundle whose plan had so many warnings: errors about the plan as a whole. Pure. */
export function budgetFindings(bundle: Pick<Bundle, 'files'>, warnings: number, budgets: Budgets): Diagnostic[] {
  return [...overFiles(bundle.files, budgets), ...overPlan(bundle.files, budgets), ...overWarnings(warnings, budgets)];
}

function overFiles(files: readonly BundleFile[], { files: limits = {} }: Budgets): Diagnostic[] {
  return files.flatMap((file) => {
    const bytes = Buffer.byteLength(file.text);
    const over = Object.entries(limits).filter(([pattern, most]) => bytes > most && matchPath(pattern, file.path));
    const [tightest] = over.sort(([, a], [, b]) => a - b);
    if (!tightest) return [];
    const [pattern, most] = tightest;
    return finding(
      findings.fileBytes,
      `The file ${quote(file.path)} has ${bytesText(bytes)}, and its budget (${quote(pattern)}) is ${countText(most)}.`,
      `${biggestPart(file)}Make it smaller, or raise \`budgets.files\` in the config.`,
    );
  });
}

function overPlan(files: readonly BundleFile[], { plan: most }: Budgets): Diagnostic[] {
  const sizes = files
    .filter(({ path }) => isLoaded(path))
    .map((file) => ({ ...file, bytes: Buffer.byteLength(file.text) }))
    .sort((a, b) => b.bytes - a.bytes);
  const sum = sizes.reduce((all, { bytes }) => all + bytes, 0);
  const [biggest] = sizes;
  if (most === undefined || sum <= most || !biggest) return [];
  const share = `The biggest file is ${quote(biggest.path)} with ${bytesText(biggest.bytes)}. ${biggestPart(biggest)}`;
  return finding(
    findings.planBytes,
    `A browser loads ${bytesText(sum)} of this bundle, and the budget is ${countText(most)}.`,
    `${share}Make it smaller, or raise \`budgets.plan\` in the config.`,
  );
}

function overWarnings(count: number, { warnings: most }: Budgets): Diagnostic[] {
  if (most === undefined || count <= most) return [];
  return finding(
    findings.warnings,
    `The plan has ${count} ${count === 1 ? 'warning' : 'warnings'}, and the budget is ${most}.`,
    'Do what they say, turn single ones off in the policy with a reason, or raise `budgets.warnings` in the config.',
  );
}

function finding(definition: FindingDefinition, message: string, help: string): Diagnostic[] {
  return [createDiagnostic(definition, { pointer: '', message, help })];
}

/** Of a page, what most of it is. */
function biggestPart({ path, text }: BundleFile): string {
  if (!path.endsWith('.html')) return '';
  const [biggest] = Object.entries(pageParts(text)).sort(([, a], [, b]) => b - a);
  return biggest ? `Most of it is ${biggest[0]}: ${bytesText(biggest[1])}. ` : '';
}
