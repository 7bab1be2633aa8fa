import type { PlanSource } from '../../../compiler/stages.ts';
import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { placeDiagnostics } from '../../../diagnostics/format-diagnostics.ts';
import type { JsonObject } from '../../../plan/types.ts';

/** Findings as the command line prints them with `--format json`: with their places, in the form of `renderify-diagnostics/v1`. */
export function locatedFindings(diagnostics: readonly Diagnostic[], sources: readonly PlanSource[]): JsonObject[] {
  return placeDiagnostics([{ diagnostics, sources }]) as unknown as JsonObject[];
}
