import type { ModuleRequest } from '../../plan/modules/graph.ts';
import type { AnalyzedPlan } from '../stages.ts';

/** The plan's own source as the module of a component. */
export const PLAN_SOURCE = 'this-plan-source';

/** Whether a plan names anything that must be pinned, linked or run. */
export function hasModules({ document, moduleUses }: AnalyzedPlan): boolean {
  return document.source !== undefined || moduleUses.some(({ usage }) => isUsed(usage));
}

/** Every module that must be there to build the plan, each specifier once; and Preact where the source is of it (spec 8.1). */
export function moduleRequests({ document, moduleUses }: AnalyzedPlan): ModuleRequest[] {
  const requests = new Map<string, ModuleRequest>();
  const manifest = document.moduleManifest ?? {};
  const add = (specifier: string, pointer: string, usage: ModuleRequest['usage']) => {
    if (specifier === PLAN_SOURCE || requests.has(specifier)) return;
    const entry = Object.hasOwn(manifest, specifier) ? manifest[specifier] : undefined;
    requests.set(specifier, { specifier, pointer, usage, ...(entry && { manifest: entry }) });
  };
  for (const { specifier, pointer, usage } of moduleUses) if (isUsed(usage)) add(specifier, pointer, usage);
  if (document.source?.runtime === 'preact') add('preact', '/source', 'source-import');
  return [...requests.values()];
}

function isUsed(usage: string): usage is ModuleRequest['usage'] {
  return usage === 'import' || usage === 'component' || usage === 'source-import';
}
