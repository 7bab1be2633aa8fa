/** How bad a finding is: an error stops the build, a warning does not. */
export type Severity = 'error' | 'warning';

/** One RFC 6902 operation of a proposed fix. */
export type PatchOperation =
  | { readonly op: 'add' | 'replace'; readonly path: string; readonly value: unknown }
  | { readonly op: 'remove'; readonly path: string };

/** Another place that a finding speaks of, for example the first of two equal keys. */
export interface RelatedPlace {
  readonly pointer: string;
  readonly at?: 'key';
  readonly message: string;
}

/** A span of the source text, in UTF-16 units from its start. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * One finding about a plan. `pointer` (RFC 6901) names the offending value; `at: 'key'` means its key instead.
 * `span` is set where no pointer can say the place (syntax errors); `byteOffset` for errors about bytes that are no text.
 * `inside` is a place in the text that the value is, such as a line of `/source/code`.
 */
export interface Diagnostic {
  readonly code: string;
  readonly name: string;
  readonly severity: Severity;
  readonly message: string;
  readonly pointer: string;
  /** The name of the text that the pointer is about (a policy file, the command line), when that is not the plan. */
  readonly source?: string;
  readonly related: readonly RelatedPlace[];
  readonly at?: 'key';
  readonly span?: Span;
  /** In UTF-16 units of the decoded string at `pointer`. */
  readonly inside?: Span;
  readonly byteOffset?: number;
  readonly help?: string;
  readonly fix?: readonly PatchOperation[];
}
