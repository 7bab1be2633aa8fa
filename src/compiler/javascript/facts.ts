import type { Span } from '../../diagnostics/diagnostic.ts';

/** The languages in which plan code is written. */
export type CodeLanguage = 'js' | 'jsx' | 'ts' | 'tsx';

/** What one module of plan code says about itself. Spans are UTF-16 offsets of the code. */
export interface CodeFacts {
  readonly language: CodeLanguage;
  /** In order, without those that only bring types. */
  readonly imports: readonly CodeImport[];
  readonly exports: CodeExports;
  readonly dynamicImports: readonly DynamicImport[];
  /** Every use of a global, so that a policy may ban any of them. */
  readonly reaches: readonly GlobalReach[];
  readonly undecided: readonly UndecidedAccess[];
  readonly usesJsx: boolean;
}

/** A static import, a re-export, or a `require` with a literal. `span` is the specifier with its quotes. */
export interface CodeImport {
  readonly specifier: string;
  readonly span: Span;
  /** Exports of the module that are taken, `default` among them; `*` stands for all of them. None: it is only run. */
  readonly names: readonly string[];
}

/** What a module exports. `all` means that an `export * from` adds names that only the other module knows. */
export interface CodeExports {
  readonly names: ReadonlySet<string>;
  readonly all: boolean;
}

/** An `import()`; `specifier` is absent where it is computed. */
export interface DynamicImport {
  readonly specifier?: string;
  readonly span: Span;
}

/** A use of a global: `['document', 'cookie']`, however it is spelled. */
export interface GlobalReach {
  readonly path: readonly string[];
  /** How many names at the beginning of `path` another reach reports already: those of an alias. */
  readonly known: number;
  readonly span: Span;
}

/** An access to a global object of which nobody can say beforehand what it gives. */
export interface UndecidedAccess {
  /** The object; empty for the global object itself. */
  readonly object: readonly string[];
  /** Computed key; handed to where it cannot be followed; all members taken at once; a constructor of something unknown called. */
  readonly how: 'key' | 'passed' | 'members' | 'constructor';
  readonly span: Span;
}

/** Why code cannot be read, and where. */
export interface CodeProblem {
  readonly message: string;
  readonly span: Span;
}

/** What reading code gives. */
export type CodeReading =
  | { readonly ok: true; readonly facts: CodeFacts }
  | { readonly ok: false; readonly problems: readonly CodeProblem[] };

/** What the compiler needs to know about code; it comes with Babel, so it is loaded only for plans that have code. */
export interface CodeAnalysis {
  /** Reads one module; never throws for bad code. */
  analyzeCode(code: string, language: CodeLanguage): CodeReading;
  /** Inserts a call of `tick` at the beginning of every loop and function of code that was analyzed. */
  guardLoops(code: string, language: CodeLanguage, tick: string): GuardedCode;
}

/** Code with guards, and the name that they call: `tick`, or one like it that the code does not use itself. */
export interface GuardedCode {
  readonly code: string;
  readonly tick: string;
}
