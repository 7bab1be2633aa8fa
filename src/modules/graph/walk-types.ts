import type { PackageView } from './package-view.ts';

/** Where a specifier leads before any file is chosen. */
export type Target =
  | { readonly kind: 'package'; readonly key: string; readonly subpath: string; readonly file: boolean }
  | { readonly kind: 'local'; readonly path: string }
  | { readonly kind: 'remote'; readonly url: string };

/** A target, or `pending` until the source has settled what it was asked meanwhile. */
export type Answer<T> = T | 'pending';

/** A file that is no part of a package. */
export interface LooseFile {
  readonly id: string;
  readonly bytes: Uint8Array;
  /** The address that its own specifiers are relative to, after redirects. */
  readonly base?: string;
}

/**
 * Where a walk gets everything from. Pinning chooses and fetches; loading reads what a lock has chosen. Every method
 * throws a ModuleProblem where it cannot answer.
 */
export interface GraphSource {
  /** What the plan, or a module beside it, asks for. */
  ask(specifier: string): Answer<Target>;
  /** The key of a package that another one imports by name. */
  dependency(importer: PackageView, name: string, optional: boolean): Answer<string | undefined>;
  /** The key of the one copy of Preact. */
  preact(): Answer<string>;
  open(key: string): Promise<PackageView>;
  /** A file beside the plan by its path from there, as written; `from` is the importing file's path. */
  local(path: string): Promise<LooseFile>;
  remote(url: string): Promise<LooseFile>;
  /** Settles what is pending; only then may pending questions be asked again. */
  settle(): Promise<void>;
}
