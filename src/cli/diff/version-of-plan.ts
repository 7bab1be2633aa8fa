import { compile } from '../../compiler/index.ts';
import type { CompileOptions, PlanSource } from '../../compiler/stages.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { sizeOf } from '../output/size-of.ts';
import { bundleFacts } from './bundle-facts/bundle-facts.ts';
import { planFacts } from './plan-facts/plan-facts.ts';
import type { Version } from './version.ts';

/** A plan that was compiled in memory, and what was found in it; `sources` are texts that findings name beside the plan. */
export interface CompiledVersion {
  readonly version: Version;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: readonly PlanSource[];
}

/** Compiles a plan as a build would. One with errors is compared as far as the phases go. */
export async function versionOfPlan(source: PlanSource, options: CompileOptions): Promise<CompiledVersion> {
  const { bundle, diagnostics, sources = [], stages = {} } = await compile(source, { ...options, stages: true });
  const plan = planFacts(stages, diagnostics);
  const files = new Map(bundle?.files.map(({ path, text }) => [path, Buffer.from(text)]));
  const { id, version } = stages.plan?.document ?? {};
  return {
    version: {
      name: source.name,
      kind: 'plan',
      ...(id !== undefined && { id }),
      ...(version !== undefined && { version }),
      ...(stages.program && { digest: `sha256-${stages.program.digest}` }),
      ...(bundle && sizeOf(files)),
      errors: count(diagnostics, 'error'),
      warnings: count(diagnostics, 'warning'),
      ...(plan && { plan }),
      ...(bundle && { bundle: bundleFacts(bundle.manifest, files) }),
    },
    diagnostics,
    sources,
  };
}

function count(found: readonly Diagnostic[], severity: Diagnostic['severity']): number {
  return found.filter((one) => one.severity === severity).length;
}
