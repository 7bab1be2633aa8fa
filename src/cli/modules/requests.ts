import { checkFully } from '../../compiler/index.ts';
import { moduleRequests } from '../../compiler/islands/uses.ts';
import type { AnalyzedPlan, CompileOptions, EffectivePolicy, PlanSource } from '../../compiler/stages.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { ModulePolicy } from '../../modules/settings.ts';
import type { ModuleRequest } from '../../plan/modules/graph.ts';

/** What a plan asks for; `undefined` requests when it may not ask. */
export interface PlanRequests {
  readonly diagnostics: readonly Diagnostic[];
  readonly asked: { readonly requests: readonly ModuleRequest[]; readonly policy: ModulePolicy } | undefined;
}

/**
 * Checks a plan up to the point where modules are needed. A bare name without manifest entry is what pinning is for,
 * unless the policy wants the integrity in the plan itself (policy.md 2.5).
 */
export async function readRequests(source: PlanSource, options: CompileOptions): Promise<PlanRequests> {
  const { diagnostics, stages } = await checkFully(source, { ...options, stages: true });
  const { analyzed, policy } = stages ?? {};
  const left = diagnostics.filter(({ name }) => !pinned(name, policy));
  const failed = left.some(({ severity }) => severity === 'error');
  return { diagnostics: left, asked: failed || !analyzed || !policy ? undefined : { ...ask(analyzed), policy } };
}

function pinned(name: string, policy: EffectivePolicy | undefined): boolean {
  return name === 'require-manifest-entry' && policy !== undefined && policy.fields['requireModuleIntegrity'] !== true;
}

function ask(analyzed: AnalyzedPlan): { readonly requests: readonly ModuleRequest[] } {
  return { requests: moduleRequests(analyzed) };
}
