import { isPreact } from '../../plan/modules/is-preact.ts';
import type { OwnModule } from '../host.ts';
import type { CodeAnalysis, CodeLanguage } from '../javascript/index.ts';
import type { PinnedPlan } from '../stages.ts';
import { texts } from './texts.generated.ts';

/** Code that can go on for ever: loops, and what calls itself later. Plain recursion ends by itself. */
const ENDLESS = /\b(for|while|do|async|await|then|yield|queueMicrotask)\b/;

/** Milliseconds that a plan may take when it does not say (spec 8.1). */
export const DEFAULT_MILLISECONDS = 1500;

/**
 * The plan's own modules with guards that stop them at `maxExecutionMs` (spec 8.3, profile `standard`), and what the
 * guards call; empty where nothing needs one.
 */
export function guardedModules(
  { graph, document }: PinnedPlan,
  sources: Readonly<Record<string, OwnModule>>,
  { guardLoops }: CodeAnalysis,
): Record<string, OwnModule> {
  const guarded: Record<string, OwnModule> = {};
  const locals = [...graph.modules.values()].filter(({ origin, format }) => origin === 'local' && format === 'esm');
  const own = new Map<string, OwnModule>(Object.entries(sources));
  for (const { id, text, imports } of locals) own.set(id, localModule(id, text, imports));
  for (const [id, module] of own) {
    if (!ENDLESS.test(module.code)) continue;
    const { code, tick } = guardLoops(module.code, module.language, 'tick');
    const imports = { ...module.imports, '<budget>': '<budget>' };
    guarded[id] = { ...module, code: `import{tick as ${tick}}from"<budget>";${code}`, imports };
  }
  if (Object.keys(guarded).length === 0) return {};
  const milliseconds = document.capabilities?.maxExecutionMs ?? DEFAULT_MILLISECONDS;
  return {
    ...guarded,
    '<budget>': { code: texts.budget, language: 'js', imports: { '<limit>': '<limit>' } },
    '<limit>': { code: `export const milliseconds=${milliseconds}`, language: 'js', imports: {} },
  };
}

/** A module of the plan's folder; its JSX is Preact's when it imports Preact, else it makes nodes. */
function localModule(id: string, code: string, imports: OwnModule['imports']): OwnModule {
  const extension = /\.[mc]?([jt]sx?)$/.exec(id)?.[1] ?? 'js';
  const jsx = Object.keys(imports).some(isPreact) ? 'preact' : 'renderify';
  return { code, language: extension as CodeLanguage, jsx, imports };
}
