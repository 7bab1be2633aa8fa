import type { Diagnostic, Span } from '../diagnostic.ts';
import type { Paint } from '../paint.ts';
import type { Lines, Position } from '../position.ts';

/** A place that was looked up in its text. */
export interface Located {
  /** Name of the text. */
  readonly file: string;
  readonly pointer: string;
  /** Absent where the text or the place is not known. */
  readonly range?: {
    readonly lines: Lines;
    readonly span: Span;
    readonly start: Position;
    readonly end: Position;
  };
  /** The same place in the text that the value is: code of a plan, which has lines of its own. */
  readonly inside?: NonNullable<Located['range']>;
}

/** A finding with its places looked up. */
export interface LocatedDiagnostic extends Located {
  readonly diagnostic: Diagnostic;
  readonly related: readonly (Located & { readonly message: string })[];
}

/** How a format may show things. */
export interface FormatOptions {
  readonly paint: Paint;
  /** Columns for a line of code. */
  readonly width: number;
}

/** A form in which findings are shown. */
export interface DiagnosticsFormat {
  readonly name: string;
  readonly summary: string;
  /** Begins a document; all that a printer gives, one after the other, is the document. */
  open(options: FormatOptions): DiagnosticsPrinter;
}

/** Prints one document piece by piece, so that findings of many plans need not be kept: only what a later piece needs is. */
export interface DiagnosticsPrinter {
  /** The next findings as text that ends with a line break, or is empty. */
  add(diagnostics: readonly LocatedDiagnostic[]): string;
  end(): string;
}
