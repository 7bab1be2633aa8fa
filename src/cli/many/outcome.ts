import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Json } from '../../plan/types.ts';

/** What became of one plan of many; it goes from thread to thread. */
export interface Outcome {
  readonly plan: string;
  /**
   * `new`: the bundle waits in the fresh tree; `same`: the output folder has it already; `failed`: there is no bundle;
   * `known`: nothing was touched since the last build, so that nobody has looked.
   */
  readonly verdict: 'new' | 'same' | 'failed' | 'known';
  /** What was found, with the texts that it is about; absent when there is nothing. */
  readonly found?: { readonly diagnostics: readonly Diagnostic[]; readonly sources: readonly FoundText[] };
  /** How many findings there were, once they were shown. */
  readonly errors?: number;
  readonly warnings?: number;
  readonly built?: Built;
  /** What the next build may rely on: a row of the index. */
  readonly row?: string;
  /** Warnings that nobody is shown one by one, by code and name. */
  readonly counts?: Readonly<Record<string, number>>;
  readonly milliseconds: number;
}

/** A text that findings are about. */
export interface FoundText {
  readonly name: string;
  readonly text: string | Uint8Array;
}

/** What is said about a bundle. Bytes are those that a browser loads. */
export interface Built {
  /** Paths of the bundle's files. */
  readonly files: readonly string[];
  /** `sha256-<hex>` of the bundle's manifest. */
  readonly manifest: string;
  readonly bytes: number;
  /** Only where somebody asks for it: thousands of them take room. */
  readonly facts?: Facts;
}

/** What a report says about a bundle beside that. */
export interface Facts {
  /** `sha256-<hex>` of the plan. */
  readonly digest: string;
  /** Bytes after brotli. */
  readonly brotli: number;
  readonly capabilities: Json;
  readonly modules: Json;
}
