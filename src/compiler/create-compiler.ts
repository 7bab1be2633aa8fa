import { check, compile } from './compile.ts';
import { hasModules } from './islands/uses.ts';
import type { CompileOptions, CompileResult, PlanSource, Stages } from './stages.ts';

/** What holds for every compile; each call can say otherwise. */
export interface CompilerSettings extends CompileOptions {
  /** How many results are kept at most; 100 when nothing is said. */
  readonly keep?: number;
}

/** A compiler that stays: what it has compiled before it gives again. */
export interface Compiler {
  /**
   * Like the function of that name. The same plan with the same options gives the same object as before, also while it is
   * still under way; plans with modules are compiled each time, because their files can have changed.
   */
  compile(source: PlanSource, options?: CompileOptions): Promise<CompileResult>;
  /** Phases 1 to 4, synchronously; kept like the results of `compile`. */
  check(source: PlanSource, options?: CompileOptions): CompileResult;
  /** Modules of the plan's folder (`./card.jsx`) that the last compile of a plan read: when one changes, compile the plan again. */
  dependencies(name: string): readonly string[];
  /** Forgets what is kept of a plan, or of all. */
  forget(name?: string): void;
  /** Ends the work that is under way, with an `AbortError`; nothing can be compiled afterwards. */
  dispose(): void;
}

/** Makes a compiler for an editor, a server or a watcher. Throws on use after `dispose`. */
export function createCompiler({ keep = 100, ...settings }: CompilerSettings = {}): Compiler {
  const compiled = createMemo<Promise<CompileResult>>(keep);
  const checked = createMemo<CompileResult>(keep);
  const read = new Map<string, readonly string[]>();
  const end = new AbortController();
  const merge = (options: CompileOptions): CompileOptions => {
    end.signal.throwIfAborted();
    const host = { ...settings.host, ...options.host };
    return { ...settings, ...options, host, signal: anyOf(end.signal, options.signal ?? settings.signal) };
  };
  const run = async (source: PlanSource, options: CompileOptions, forget: () => void): Promise<CompileResult> => {
    try {
      const result = await compile(source, { ...options, stages: true });
      read.set(
        source.name,
        (result.sources ?? []).map((one) => one.name),
      );
      if (isOpen(result.stages)) forget();
      return options.stages ? result : withoutStages(result);
    } catch (error) {
      forget();
      throw error;
    }
  };
  return {
    async compile(source, options = {}) {
      const merged = merge(options);
      const key = keyOf(source, merged);
      return compiled.get(source.name, key, () => run(source, merged, () => compiled.forget(source.name, key)));
    },
    check(source, options = {}) {
      const merged = merge(options);
      return checked.get(source.name, keyOf(source, merged), () => check(source, merged));
    },
    dependencies: (name) => read.get(name) ?? [],
    forget(name) {
      compiled.forget(name);
      checked.forget(name);
    },
    dispose() {
      compiled.forget();
      checked.forget();
      end.abort();
    },
  };
}

/** Whether more than the text and the options decides what comes of a plan. */
function isOpen(stages: Stages | undefined): boolean {
  return stages?.analyzed !== undefined && hasModules(stages.analyzed);
}

function withoutStages({ stages: _, ...result }: CompileResult): CompileResult {
  return result;
}

function anyOf(own: AbortSignal, given: AbortSignal | undefined): AbortSignal {
  return given ? AbortSignal.any([own, given]) : own;
}

/** Everything that decides a result, as text; host and signal do not. */
function keyOf({ name, text }: PlanSource, { host: _, signal: __, policy, ...options }: CompileOptions): string {
  return JSON.stringify([name, decoded(text), policy && [policy.name, decoded(policy.text)], options]);
}

/** Bytes as text, one character each, so that no two of them are alike. */
function decoded(text: string | Uint8Array): string | readonly [string] {
  return typeof text === 'string' ? text : [Array.from(text, (byte) => String.fromCharCode(byte)).join('')];
}

interface Memo<T> {
  get(name: string, key: string, make: () => T): T;
  forget(name?: string, key?: string): void;
}

/** Keeps what was used last. */
function createMemo<T>(most: number): Memo<T> {
  const kept = new Map<string, { readonly name: string; readonly value: T }>();
  return {
    get(name, key, make) {
      const value = kept.get(key)?.value ?? make();
      kept.delete(key);
      kept.set(key, { name, value });
      for (const oldest of kept.keys())
        if (kept.size > most) kept.delete(oldest);
        else break;
      return value;
    },
    forget(name, key) {
      if (name === undefined) kept.clear();
      else if (key !== undefined) kept.delete(key);
      else for (const [one, { name: owner }] of kept) if (owner === name) kept.delete(one);
    },
  };
}
