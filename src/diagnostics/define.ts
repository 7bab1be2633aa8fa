import type { Diagnostic, PatchOperation, RelatedPlace, Severity, Span } from './diagnostic.ts';

const LONGEST_MESSAGE = 1000;

/** What is known of a finding before it occurs; `renderify explain` and the reference print it. */
export interface FindingDefinition {
  readonly code: `RF${string}`;
  readonly name: string;
  readonly severity: Severity;
  /** Set where some occurrences of an error are only warnings, so that a policy may set their level. */
  readonly alsoWarns?: boolean;
  /** One or two sentences: what the finding means and why it matters. */
  readonly docs: string;
  /** A fragment of a plan that causes it, and what to write instead. */
  readonly example?: { readonly bad: string; readonly good: string };
}

/** What one occurrence adds to its definition. */
export interface Occurrence {
  readonly pointer: string;
  /** The name of the text that the pointer is about, when that is not the plan. */
  readonly source?: string;
  readonly message: string;
  readonly at?: 'key';
  readonly span?: Span;
  readonly inside?: Span;
  readonly byteOffset?: number;
  readonly help?: string | undefined;
  readonly related?: readonly RelatedPlace[];
  readonly fix?: readonly PatchOperation[];
  /** Overrides the definition's severity where policy decides it. */
  readonly severity?: Severity;
}

/** Records a finding; at most 100 are kept, one per name and pointer. */
export type Report = (definition: FindingDefinition, occurrence: Occurrence) => void;

/** Declares the findings of one phase or rule, keyed by their camelCase handle. */
export function defineFindings<const T extends Record<string, FindingDefinition>>(findings: T): T {
  return findings;
}

/** Joins a definition and an occurrence. */
export function createDiagnostic(definition: FindingDefinition, occurrence: Occurrence): Diagnostic {
  const { pointer, source, message, severity, related, at, span, inside, byteOffset, help, fix } = occurrence;
  return {
    code: definition.code,
    name: definition.name,
    severity: severity ?? definition.severity,
    message: bounded(message),
    pointer,
    related: related ?? [],
    ...(source !== undefined && { source }),
    ...(at && { at }),
    ...(span && { span }),
    ...(inside && { inside }),
    ...(byteOffset !== undefined && { byteOffset }),
    ...(help && { help: bounded(help) }),
    ...(fix && { fix }),
  };
}

/** Messages quote plans, and a plan can hold a name of a megabyte. */
function bounded(text: string): string {
  return text.length > LONGEST_MESSAGE ? `${text.slice(0, LONGEST_MESSAGE)}…` : text;
}
