import type { ModuleGraph } from '../plan/modules/graph.ts';

/** A text beside the graph: the plan's source, or glue of the compiler. */
export interface OwnModule {
  readonly code: string;
  readonly language: 'js' | 'jsx' | 'ts' | 'tsx';
  /** The package whose `jsx-runtime` makes the elements of its JSX. */
  readonly jsx?: string;
  /** Specifiers as written, to ids of the graph or of `own`. */
  readonly imports: Readonly<Record<string, string>>;
}

/** What to link; the entry is the own module `<entry>`, and its exports become the members of the result. */
export interface LinkJob {
  readonly graph: ModuleGraph;
  readonly own: Readonly<Record<string, OwnModule>>;
  readonly platform: 'page' | 'engine';
  readonly signal?: AbortSignal;
}

/** An expression of an object with the entry's exports, minified; styles in import order; the ids that went in. */
export type LinkResult =
  | { readonly ok: true; readonly code: string; readonly css: string; readonly used: readonly string[] }
  | { readonly ok: false; readonly problems: readonly LinkProblem[] };

/** Why something cannot be linked; `module` is an id of the graph or of `own`. */
export interface LinkProblem {
  readonly module: string;
  readonly message: string;
  /** Set when an import names an export that is not there. */
  readonly missing?: { readonly name: string; readonly importer: string };
}

/** Carries problems out of the tools that found them. */
export class LinkError extends Error {
  readonly problems: readonly LinkProblem[];

  constructor(problems: readonly LinkProblem[]) {
    super(problems.map((one) => one.message).join(' '));
    this.problems = problems;
  }
}
