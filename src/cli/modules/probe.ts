import { checkFully } from '../../compiler/index.ts';
import { moduleRequests } from '../../compiler/islands/uses.ts';
import type { AnalyzedPlan, CompileOptions, EffectivePolicy, PlanSource } from '../../compiler/stages.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { createReporter } from '../../diagnostics/reporter.ts';
import { moduleFindings } from '../../modules/findings.ts';
import type { ModuleGraph, ModuleRequest } from '../../plan/modules/graph.ts';

/** How one dependency of a plan stands. */
export interface ProbedDependency {
  readonly specifier: string;
  readonly usage: ModuleRequest['usage'];
  readonly pointer: string;
  /** `refused` by the policy, `unlocked`: not pinned, `unavailable`: pinned, but its bytes are not here or not good. */
  readonly status: 'ok' | 'refused' | 'unlocked' | 'unavailable';
  /** What it leads to. */
  readonly module?: string;
  readonly reason?: string;
}

/** Whether a plan can be built here, and what stands in its way (`renderify-probe/v1`). */
export interface Probe {
  readonly format: 'renderify-probe/v1';
  readonly ok: boolean;
  readonly plan: { readonly name: string; readonly id?: string; readonly version?: number };
  readonly policy: { readonly ok: boolean; readonly profile?: string; readonly digest?: string };
  readonly dependencies: readonly ProbedDependency[];
  readonly findings: readonly Pick<Diagnostic, 'code' | 'name' | 'severity' | 'pointer' | 'message' | 'help'>[];
}

/** Probes a plan: nothing is fetched, run or written. */
export async function probePlan(source: PlanSource, options: CompileOptions): Promise<Probe> {
  const { diagnostics, stages } = await checkFully(source, { ...options, stages: true });
  const { plan, analyzed, policy } = stages ?? {};
  const dependencies = analyzed && policy ? await probeAll(source.name, analyzed, policy, diagnostics, options) : [];
  const refused = diagnostics.some(({ severity }) => severity === 'error');
  const { id, version } = plan?.document ?? {};
  return {
    format: 'renderify-probe/v1',
    ok: !refused && dependencies.every(({ status }) => status === 'ok'),
    plan: { name: source.name, ...(id !== undefined && { id }), ...(version !== undefined && { version }) },
    policy: { ok: !refused, ...(policy && { profile: policy.profile, digest: policy.digest }) },
    dependencies,
    findings: diagnostics.map(({ code, name, severity, pointer, message, help }) => ({
      code,
      name,
      severity,
      pointer,
      message,
      ...(help !== undefined && { help }),
    })),
  };
}

async function probeAll(
  plan: string,
  analyzed: AnalyzedPlan,
  policy: EffectivePolicy,
  diagnostics: readonly Diagnostic[],
  options: CompileOptions,
): Promise<ProbedDependency[]> {
  const requests = moduleRequests(analyzed);
  const load = loader(plan, policy, options);
  const whole = await load(requests);
  const probed: ProbedDependency[] = [];
  for (const request of requests) {
    const { specifier, usage, pointer } = request;
    const refusal = diagnostics.find((one) => one.severity === 'error' && isAbout(one, request, analyzed));
    const status = refusal
      ? { status: 'refused' as const, reason: refusal.message }
      : statusOf(specifier, whole.graph ? whole : await load([request]));
    probed.push({ specifier, usage, pointer, ...status });
  }
  return probed;
}

/** Whether a finding stands where the plan names the module. Code has one pointer and many places. */
function isAbout(found: Diagnostic, { specifier }: ModuleRequest, { moduleUses }: AnalyzedPlan): boolean {
  return moduleUses.some(
    (use) => use.specifier === specifier && use.pointer === found.pointer && use.inside?.start === found.inside?.start,
  );
}

interface Loaded {
  readonly graph: ModuleGraph | undefined;
  readonly found: readonly Diagnostic[];
}

function loader(plan: string, { fields, profile }: EffectivePolicy, { host }: CompileOptions) {
  const limits = {
    moduleBytes: fields['maxModuleBytes'] as number,
    graphModules: fields['maxGraphModules'] as number,
    graphBytes: fields['maxGraphBytes'] as number,
  };
  return async (requests: readonly ModuleRequest[]): Promise<Loaded> => {
    const reporter = createReporter();
    const graph = await host?.modules?.load({ plan, requests, limits, policy: { profile, fields } }, reporter.report);
    return { graph, found: reporter.diagnostics() };
  };
}

function statusOf(specifier: string, { graph, found }: Loaded): Pick<ProbedDependency, 'status' | 'module' | 'reason'> {
  const module = graph && Object.hasOwn(graph.entries, specifier) ? graph.entries[specifier] : undefined;
  if (graph) return { status: 'ok', ...(module !== undefined && { module }) };
  const [problem] = found.filter(({ severity }) => severity === 'error');
  const status = problem?.code === moduleFindings.notLocked.code ? 'unlocked' : 'unavailable';
  return { status, ...(problem && { reason: problem.message }) };
}
