import { createDiagnostic, defineFindings, type Report } from './define.ts';
import type { Diagnostic } from './diagnostic.ts';

/** Changes findings before they are counted, for example by the policy's warning levels; may leave some out. */
export type Adjust = (diagnostics: readonly Diagnostic[]) => readonly Diagnostic[];

/** Collects the findings of one run. */
export interface Reporter {
  readonly report: Report;
  /** Whether anything so far is an error. */
  hasErrors(): boolean;
  /** All findings in the order of their reporting, at most `limit`, errors before warnings when some must go. */
  diagnostics(adjust?: Adjust): Diagnostic[];
}

export const reporterFindings = defineFindings({
  tooMany: {
    code: 'RF0002',
    name: 'too-many-findings',
    severity: 'warning',
    docs: 'There were more findings than are shown. Fix those that are, and check again.',
    example: { bad: '101 findings in one plan', good: 'the first 100, then this line' },
  },
});

/** A reporter that keeps one finding per name and pointer. Memory is bounded, however much is reported. */
export function createReporter(limit = 100): Reporter {
  const kept = new Map<string, Diagnostic>();
  const counts = new Map<string, number>();
  const left: { readonly sample: Diagnostic; count: number }[] = [];
  let errors = false;
  return {
    report(definition, occurrence) {
      const diagnostic = createDiagnostic(definition, occurrence);
      errors ||= diagnostic.severity === 'error';
      const kind = `${diagnostic.severity} ${diagnostic.name}`;
      const count = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, count);
      // Past the limit nothing is compared any more: a pointer can be long, and there can be a million of them.
      if (count > limit) leaveOut(left, diagnostic);
      else if (!keep(kept, diagnostic)) counts.set(kind, count - 1);
    },
    hasErrors: () => errors,
    diagnostics: (adjust = (all) => all) => choose([...kept.values()], left, limit, adjust),
  };
}

/** Keeps the graver of two findings of one name and place. */
function keep(kept: Map<string, Diagnostic>, diagnostic: Diagnostic): boolean {
  const key = `${diagnostic.name} ${diagnostic.source ?? ''} ${diagnostic.pointer}`;
  const before = kept.get(key);
  if (before && (before.severity === 'error' || diagnostic.severity === 'warning')) return false;
  kept.set(key, diagnostic);
  return true;
}

function leaveOut(left: { readonly sample: Diagnostic; count: number }[], sample: Diagnostic): void {
  const entry = left.find((one) => one.sample.name === sample.name && one.sample.severity === sample.severity);
  if (entry) entry.count++;
  else left.push({ sample, count: 1 });
}

function choose(
  kept: readonly Diagnostic[],
  left: readonly { readonly sample: Diagnostic; readonly count: number }[],
  limit: number,
  adjust: Adjust,
): Diagnostic[] {
  const all = adjust(kept);
  const ranked = [...all.filter(isError), ...all.filter((one) => !isError(one))];
  const chosen = new Set(ranked.slice(0, limit));
  const shown = all.filter((one) => chosen.has(one));
  const counted = left.filter(({ sample }) => adjust([sample]).length > 0);
  const missing = all.length - shown.length + counted.reduce((sum, { count }) => sum + count, 0);
  return missing > 0 ? [...shown, closingLine(missing)] : shown;
}

function closingLine(missing: number): Diagnostic {
  const message = `${missing} more ${missing === 1 ? 'finding is' : 'findings are'} not shown.`;
  return createDiagnostic(reporterFindings.tooMany, {
    pointer: '',
    message,
    help: 'Fix these first, then check again.',
  });
}

function isError(diagnostic: Diagnostic): boolean {
  return diagnostic.severity === 'error';
}
