import type { Diagnostic } from './diagnostic.ts';
import { formatDiagnostics, type NamedText, type ShowOptions } from './format-diagnostics.ts';

/** One finding about a text, in one of the formats. */
export function formatDiagnostic(diagnostic: Diagnostic, source: NamedText, options: ShowOptions = {}): string {
  return formatDiagnostics([{ diagnostics: [diagnostic], sources: [source] }], options);
}
