import type { Capabilities } from '../../../plan/types.ts';
import type { Items } from '../version.ts';

/** What a plan gets that says nothing (spec 8.1). */
const DEFAULTS = {
  domWrite: true,
  timers: false,
  executionProfile: 'standard',
  maxImports: 50,
  maxComponentInvocations: 200,
  maxExecutionMs: 1500,
} as const;

/** What a plan asks for, with the defaults of the language; each entry of a list is an item of its own. */
export function capabilityItems(asked: Capabilities | undefined): Items {
  const items = new Map<string, string>();
  for (const [name, otherwise] of Object.entries(DEFAULTS))
    items.set(name, String(asked?.[name as keyof typeof DEFAULTS] ?? otherwise));
  items.set('allowedModules', asked?.allowedModules ? 'listed' : 'any');
  for (const list of ['networkHosts', 'allowedModules', 'storage'] as const)
    for (const entry of asked?.[list] ?? []) items.set(`${list} ${entry}`, '');
  return items;
}
