import { checkFully } from '../../compiler/index.ts';
import { digestPlan } from '../../compiler/phases/6-lower/digest.ts';
import type { CompileOptions, PlanSource } from '../../compiler/stages.ts';
import { MANIFEST_PATH, verifyBundle } from '../../compiler/verify/verify-bundle.ts';
import { createReporter } from '../../diagnostics/reporter.ts';
import type { Json, JsonObject } from '../../plan/types.ts';
import type { Entry } from '../build-cache/entry.ts';
import { sha256 } from '../host.ts';

/**
 * Whether an entry that nobody signed can be that of a plan: the plan passes its policy here, and the bundle is whole and
 * says of itself that it was made of this plan, for this target, under this policy. Whether its page does what the plan says
 * only the compiler could tell.
 */
export async function isEntryOf({ bundle }: Entry, source: PlanSource, options: CompileOptions): Promise<boolean> {
  const { stages, diagnostics } = await checkFully(source, { ...options, stages: true });
  const plan = stages?.checked;
  if (!plan || diagnostics.some(({ severity }) => severity === 'error')) return false;
  const files = new Map(bundle.files.map(({ path, text }) => [path, Buffer.from(text)]));
  const reporter = createReporter();
  const { digest: policy } = plan.policy;
  verifyBundle(files, { expectPolicy: policy }, { sha256 }, reporter.report);
  if (reporter.hasErrors() || files.size !== bundle.files.length) return false;
  const manifest = JSON.parse(files.get(MANIFEST_PATH)?.toString() ?? '{}') as JsonObject;
  const made = manifest['plan'] as Record<string, Json> | undefined;
  return (
    made?.['digest'] === `sha256-${digestPlan(plan.value, { sha256 })}` &&
    manifest['target'] === (options.target ?? 'site') &&
    (['target', 'entry', 'csp'] as const).every((key) => manifest[key] === bundle[key])
  );
}
