import type { PlanSource } from '../../../compiler/stages.ts';
import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { formatDiagnostics } from '../../../diagnostics/format-diagnostics.ts';
import type { JsonObject } from '../../../plan/types.ts';

/** Findings as the command line prints them with `--format json`: with their places, in the form of `renderify-diagnostics/v1`. */
export function locatedFindings(diagnostics: readonly Diagnostic[], sources: readonly PlanSource[]): JsonObject[] {
  if (diagnostics.length === 0) return [];
  const text = formatDiagnostics([{ diagnostics, sources }], { format: 'json' });
  return (JSON.parse(text) as { diagnostics: JsonObject[] }).diagnostics;
}
