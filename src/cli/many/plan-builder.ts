import { compile } from '../../compiler/index.ts';
import type { Bundle, PlanSource } from '../../compiler/stages.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { overBudget } from '../budgets/over-budget.ts';
import type { CacheKeys } from '../build-cache/cache-key.ts';
import { type Entry, readEntry, readsOf, sourcesOf, writeEntry } from '../build-cache/entry.ts';
import { readPlan } from '../inputs/read-plan.ts';
import type { Prepared } from '../settings/prepare.ts';

/** Where entries are kept, as text by key. */
export interface EntryStore {
  get(key: string): Promise<string | undefined> | string | undefined;
  put(key: string, text: string): Promise<void> | void;
}

/** What a plan became, compiled or remembered. */
export interface BuiltEntry {
  readonly bundle: Entry['bundle'] | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** The plan's text first, then the modules beside it. */
  readonly sources: readonly [PlanSource, ...PlanSource[]];
}

/** Builds one plan at a time, from the cache where it can. */
export type BuildPlan = (plan: string) => Promise<BuiltEntry>;

/** What a builder is made of. */
export interface BuilderParts {
  readonly prepared: Prepared;
  readonly typecheck: boolean;
  /** Absent where nothing is to be remembered. */
  readonly cache: { readonly keys: CacheKeys; readonly store: EntryStore } | undefined;
}

/** Makes a builder. Plans with errors are compiled each time, since nothing comes of them that could be kept. */
export function createPlanBuilder({ prepared, typecheck, cache }: BuilderParts): BuildPlan {
  const make = async (source: PlanSource, plan: string): Promise<BuiltEntry> => {
    const result = await compile(source, { ...prepared.optionsFor(plan), stages: typecheck });
    const types = typecheck ? await (await import('../modules/type-findings.ts')).typeFindings(result) : [];
    const { bundle, sources = [] } = result;
    const diagnostics = await overBudget(bundle, [...result.diagnostics, ...types], prepared.budgets);
    const good = bundle && !diagnostics.some(({ severity }) => severity === 'error');
    return { bundle: good ? essence(bundle) : undefined, diagnostics, sources: [source, ...sources] };
  };
  return async (plan) => {
    const source = await readPlan(plan);
    if (!cache) return make(source, plan);
    const key = cache.keys.keyOf(plan, source.text);
    const text = await cache.store.get(key);
    const known = text === undefined ? undefined : recall(plan, source, text);
    if (known) return known;
    const built = await make(source, plan);
    const reads = built.bundle && readsOf(plan, built.sources.slice(1));
    if (built.bundle && reads)
      await cache.store.put(key, writeEntry({ bundle: built.bundle, diagnostics: built.diagnostics, reads }));
    return built;
  };
}

function essence({ target, entry, csp, files }: Bundle): Entry['bundle'] {
  return { target, entry, csp, files };
}

/** Nothing when a module beside the plan has changed since. */
function recall(plan: string, source: PlanSource, text: string): BuiltEntry | undefined {
  const entry = readEntry(text);
  const sources = sourcesOf(plan, entry);
  return sources && { bundle: entry.bundle, diagnostics: entry.diagnostics, sources: [source, ...sources] };
}
