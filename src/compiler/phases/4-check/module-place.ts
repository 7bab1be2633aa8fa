import type { Occurrence } from '../../../diagnostics/define.ts';
import type { ModuleUse } from '../../stages.ts';

/** A place in the plan. */
export type Place = Pick<Occurrence, 'pointer' | 'at' | 'inside'>;

/** Where a finding about a module that the plan names points to: the key of the manifest, the import in the code. */
export function modulePlaceOf({ pointer, usage, inside }: ModuleUse): Place {
  return { pointer, ...(usage === 'manifest' && { at: 'key' as const }), ...(inside && { inside }) };
}

/** Whether a module that the plan names must be there to build it. */
export function isUsed({ usage }: ModuleUse): boolean {
  return usage === 'import' || usage === 'component' || usage === 'source-import';
}
