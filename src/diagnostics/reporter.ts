import { createDiagnostic, defineFindings, type FindingDefinition, type Occurrence, type Report } from './define.ts';
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

/** Findings of one name and severity beyond the limit: how many, and one of them. */
interface LeftOut {
  readonly sample: Diagnostic;
  count: number;
}

/** A reporter that keeps one finding per name and pointer. Memory is bounded, however much is reported. */
export function createReporter(limit = 100): Reporter {
  const kept = new Map<string, Diagnostic>();
  const counts = new Map<string, number>();
  const left = new Map<string, LeftOut>();
  let errors = false;
  return {
    report(definition, occurrence) {
      const severity = occurrence.severity ?? definition.severity;
      errors ||= severity === 'error';
      const kind = `${severity} ${definition.name}`;
      const count = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, count);
      // Past the limit nothing is made or compared any more: there can be a million findings, with long pointers.
      if (count > limit) leaveOut(left, kind, definition, occurrence);
      else if (!keep(kept, createDiagnostic(definition, occurrence))) counts.set(kind, count - 1);
    },
    hasErrors: () => errors,
    diagnostics: (adjust = (all) => all) => choose([...kept.values()], [...left.values()], limit, adjust),
  };
}

/** Keeps the graver of two findings of one name and place. */
function keep(kept: Map<string, Diagnostic>, diagnostic: Diagnostic): boolean {
  const key = `${diagnostic.name} ${diagnostic.source ?? ''} ${diagnostic.pointer} ${placeInText(diagnostic) ?? ''}`;
  const before = kept.get(key);
  if (before && (before.severity === 'error' || diagnostic.severity === 'warning')) return false;
  kept.set(key, diagnostic);
  return true;
}

/** One value can be a whole text, in which many places are wrong. */
function placeInText({ inside, span, source }: Diagnostic): number | undefined {
  return inside?.start ?? (source === undefined ? undefined : span?.start);
}

function leaveOut(
  left: Map<string, LeftOut>,
  kind: string,
  definition: FindingDefinition,
  occurrence: Occurrence,
): void {
  const entry = left.get(kind);
  if (entry) entry.count++;
  else left.set(kind, { sample: createDiagnostic(definition, occurrence), count: 1 });
}

function choose(kept: readonly Diagnostic[], left: readonly LeftOut[], limit: number, adjust: Adjust): Diagnostic[] {
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
