import type { Report } from '../diagnostics/define.ts';
import type { GraphLimits, ModuleGraph, ModuleRequest } from '../plan/modules/graph.ts';
import type { Json } from '../plan/types.ts';
import type { CodeAnalysis } from './javascript/facts.ts';

/**
 * The only door from the compiler to the outside world. Everything that a declarative plan needs has a pure default, so
 * that the compiler also runs in a browser; the command line hands in faster ones, and the parts that modules need.
 */
export interface CompilerHost {
  /** SHA-256 (FIPS 180-4) of UTF-8 text or bytes, as 32 bytes. */
  sha256(data: string | Uint8Array): Uint8Array;
  /** Where the bytes of modules come from; without it a plan with modules is refused. */
  readonly modules?: ModuleHost;
  /** Whether the lock of a plan has a bare specifier, which is then as good as an entry of the plan's manifest (policy.md 2.5). */
  isLocked?(plan: string, specifier: string): boolean;
  readonly linker?: Linker;
  /** What reads plan code; `compile` and `checkFully` load it themselves, `check` does without. */
  readonly code?: CodeAnalysis;
  /** Keeps what is dear to find out about packages; a host without one finds it out each time. */
  readonly memo?: Memo;
  /** The isolated engine; without it nothing is prerendered. */
  readonly isolation?: Isolation;
}

/** Texts by key, from one build to the next. Whoever implements it verifies what it gives back. */
export interface Memo {
  get(key: string): Promise<string | undefined>;
  put(key: string, text: string): Promise<void>;
}

/** Gives the modules that a lock has pinned. It never chooses a version. */
export interface ModuleHost {
  /**
   * The whole graph behind the requests, every file of it verified; `undefined` after it has reported why not.
   * `plan` is the name of the plan's file, against which relative specifiers are meant.
   */
  load(job: ModuleJob, report: Report): Promise<ModuleGraph | undefined>;
}

/** One call of `ModuleHost.load`. */
export interface ModuleJob {
  readonly plan: string;
  readonly requests: readonly ModuleRequest[];
  readonly limits: GraphLimits;
  /** What the plan is held to, by the names of the policy's fields. */
  readonly policy: {
    readonly profile: string;
    readonly fields: Readonly<Record<string, boolean | number | string | readonly string[]>>;
  };
  readonly signal?: AbortSignal;
}

/** Turns an entry and a graph into one script. */
export interface Linker {
  link(job: LinkJob): Promise<LinkResult>;
}

/** What to link. Modules of the plan's own (its source, glue of the compiler) are texts beside the graph. */
export interface LinkJob {
  readonly graph: ModuleGraph;
  /** Texts beside the graph by id; `<entry>` is where linking begins. */
  readonly own: Readonly<Record<string, OwnModule>>;
  /** `page` scripts run in browsers, `engine` scripts in the isolated engine. */
  readonly platform: 'page' | 'engine';
  readonly signal?: AbortSignal;
}

/** A text that the compiler gives to the linker. */
export interface OwnModule {
  readonly code: string;
  readonly language: 'js' | 'jsx' | 'ts' | 'tsx';
  /** Where its JSX elements are made: the specifier of a module with `jsx`, `jsxs` and `Fragment`. */
  readonly jsx?: string;
  /** Specifiers as written, to ids of the graph or of `own`. */
  readonly imports: Readonly<Record<string, string>>;
}

/** An expression of an object with the entry's exports, minified; styles in import order; the ids of the graph that went in. */
export type LinkResult =
  | { readonly ok: true; readonly code: string; readonly css: string; readonly used: readonly string[] }
  | { readonly ok: false; readonly problems: readonly LinkProblem[] };

/** Why something cannot be linked, in words of ours. */
export interface LinkProblem {
  readonly module: string;
  readonly message: string;
  /** Set when an import names an export that is not there. */
  readonly missing?: { readonly name: string; readonly importer: string };
}

/** Runs code that nobody trusts, away from everything (spec 7.4). */
export interface Isolation {
  /**
   * Runs a script, then calls the function that its last expression gives with `input`; the result (awaited) comes back as JSON.
   * No file system, network, environment or timers; a fixed clock and a fixed random sequence.
   */
  run(job: IsolatedJob): Promise<IsolatedResult>;
  /** The text of an ES module that exports `renderToString` and imports `preact`, so that it shares the plan's one copy. */
  renderToString?(): Promise<string>;
}

/** One run in the isolated engine. */
export interface IsolatedJob {
  readonly script: string;
  readonly input: Json;
  /** Wall time after which the engine is ended. */
  readonly milliseconds: number;
  readonly memoryBytes: number;
  readonly signal?: AbortSignal;
}

/** `value` is data of the script: it must be validated like a plan. */
export type IsolatedResult =
  | { readonly ok: true; readonly value: Json }
  | {
      readonly ok: false;
      readonly reason: 'threw' | 'timeout' | 'memory' | 'not-json' | 'pending' | 'aborted';
      readonly message: string;
    };
