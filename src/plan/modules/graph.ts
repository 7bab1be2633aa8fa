import type { ManifestEntry } from '../types.ts';

/** A module that the plan names and that must be there to build it. */
export interface ModuleRequest {
  readonly specifier: string;
  /** Where the plan names it: a JSON Pointer. */
  readonly pointer: string;
  readonly usage: 'import' | 'component' | 'source-import';
  /** The entry that `moduleManifest` has for the specifier. */
  readonly manifest?: ManifestEntry;
}

/** How the text of a module is meant. */
export type ModuleFormat = 'esm' | 'commonjs' | 'json' | 'css';

/** One file of a graph, with the bytes that were verified. */
export interface PinnedModule {
  /** `name@version/path` in a package, `./path` from the plan's folder (or the workspace root), or an `https:` URL. */
  readonly id: string;
  readonly origin: 'package' | 'local' | 'remote';
  /** `name@version` of the package that it is a file of. */
  readonly package?: string;
  readonly format: ModuleFormat;
  /** The bytes as UTF-8. */
  readonly text: string;
  readonly bytes: number;
  /** `sha384-<base64>` of the bytes. */
  readonly integrity: string;
  /** Whether the package says that it does something when it is only imported (`sideEffects` of package.json). */
  readonly sideEffects: boolean;
  /** Specifiers as written in the text, to ids; literal `import()` and `require()` are among them. */
  readonly imports: Readonly<Record<string, string>>;
  /** Whether it has an `import()` or `require()` whose specifier is computed. */
  readonly computedImports: boolean;
}

/** One package of a graph, as the lock has it. */
export interface PinnedPackage {
  readonly name: string;
  readonly version: string;
  /** The registry by the name that the lock gives it, never an address. */
  readonly registry: string;
  /** `sha512-<base64>` of the tarball. */
  readonly integrity: string;
  /** An SPDX expression, or what package.json says instead. */
  readonly license: string | null;
  readonly deprecated: string | null;
  readonly hasInstallScript: boolean;
  /** Names to `name@version` keys of the same table. */
  readonly dependencies: Readonly<Record<string, string>>;
  /** The text of its licence file, for the notices. */
  readonly licenseText?: string;
}

/** Everything that the modules of one plan lead to; acyclic in packages or not, complete, verified. */
export interface ModuleGraph {
  /** Specifiers of the plan to ids of modules. */
  readonly entries: Readonly<Record<string, string>>;
  readonly modules: ReadonlyMap<string, PinnedModule>;
  /** By `name@version`. */
  readonly packages: ReadonlyMap<string, PinnedPackage>;
  /** The shortest way from the plan to a module, as findings show it: `['recharts@3.3.0', 'd3-shape@3.2.0']`. */
  pathTo(id: string): readonly string[];
}

/** What a graph may be at most (policy.md 2.5). */
export interface GraphLimits {
  readonly moduleBytes: number;
  readonly graphModules: number;
  readonly graphBytes: number;
}
