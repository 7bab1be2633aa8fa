import type { Scope } from '../../plan/evaluate.ts';
import type { LinkJob, LinkProblem, LinkResult } from '../host.ts';
import { type CodeAnalysis, loadCodeAnalysis } from '../javascript/index.ts';
import type { PageCode, Vocabulary } from '../program.ts';
import type { Island, PhaseContext, PinnedPlan, Plan } from '../stages.ts';
import { collectCalls, collectUses, type PlacedCall } from './calls.ts';
import { checkStyles } from './check-styles.ts';
import { type Decided, decide } from './decide.ts';
import { islandFindings } from './findings.ts';
import { engineJob, type PreactParts, pageJob } from './glue.ts';
import { DEFAULT_MILLISECONDS } from './guarded.ts';
import { islandUrlRules } from './island-url-rules.ts';
import { type Outcome, prerender } from './prerender.ts';
import { reportExport } from './refusals.ts';
import { describeUsed, reportComputedImports } from './used-modules.ts';
import { readVocabulary } from './vocabulary.ts';

/** A plan whose code has been run at build, and what of it goes into the page. */
export interface IslandPlan {
  readonly islands: Plan['islands'];
  readonly dispatches: boolean;
  readonly page: PageCode;
}

/** Runs plan code in the isolated engine, decides what of it the page needs, and links that. */
export async function buildIslands(plan: PinnedPlan, context: PhaseContext): Promise<IslandPlan | undefined> {
  const calls = collectCalls(plan);
  const built = await runAtBuild(plan, calls, context);
  if (!built || !checkStyles(plan, built.used, context)) return undefined;
  const decided = decide(plan, calls, built.outcomes, context);
  const page = await linkPage(plan, decided, built, context);
  if (!page) return undefined;
  return {
    islands: decided.islands,
    dispatches: liveIslands(decided).some((one) => canDispatch(one, page.vocabulary)),
    page,
  };
}

/** Nodes of plan code can bind any event that it has a word for; Preact gets the plan's own nodes as children. */
function canDispatch({ kind, node }: Island, { events }: Vocabulary): boolean {
  if (kind === 'nodes') return Object.keys(events).length > 0;
  return /"on[A-Z]/.test(JSON.stringify(node?.children ?? []));
}

const DEFAULT_CALLS = 200;

interface Built {
  readonly outcomes: readonly Outcome[];
  /** Ids of the modules that the calls lead to, and their styles. */
  readonly used: readonly string[];
  readonly css: string | undefined;
}

async function runAtBuild(
  plan: PinnedPlan,
  calls: readonly PlacedCall[],
  context: PhaseContext,
): Promise<Built | undefined> {
  const { isolation } = context.host;
  if (!isolation) return { outcomes: calls.map(() => NO_ENGINE), used: [...plan.graph.modules.keys()], css: undefined };
  const uses = [...calls, ...collectUses(plan)];
  const linked = await link(engineJob(plan, uses, await isolation.renderToString?.()), uses, context);
  if (!linked) return undefined;
  const { maxExecutionMs, maxComponentInvocations } = plan.document.capabilities ?? {};
  const { context: given, vars, event, signal } = context.options;
  const scope: Scope = { state: plan.document.state?.initial ?? {}, event, context: given, vars };
  const outcomes = await prerender(linked.code, calls, scope, isolation, {
    milliseconds: maxExecutionMs ?? DEFAULT_MILLISECONDS,
    calls: maxComponentInvocations ?? DEFAULT_CALLS,
    signal,
  });
  return { outcomes, used: linked.used, css: linked.css };
}

const NO_ENGINE: Outcome = {
  ok: false,
  reason: 'unable',
  name: 'prerender-skipped',
  message: 'there is no isolated engine here',
};

async function linkPage(
  plan: PinnedPlan,
  decided: Decided,
  { used: run, css: styles }: Built,
  context: PhaseContext,
): Promise<PageCode | undefined> {
  const islands = liveIslands(decided);
  const vocabulary = readWords(plan, decided, run);
  const { graph } = plan;
  const urlRules = islandUrlRules(plan);
  const callable = vocabulary.components && islands.length > 0 ? collectUses(plan) : [];
  const named = [...islands, ...callable].map(
    ({ module, exportName }) => [`${module} ${exportName}`, { module, exportName }] as const,
  );
  const uses = [...new Map(named).values()];
  if (uses.length === 0) {
    const modules = await describeUsed(plan, run, [], context.host);
    return {
      code: '',
      uses: [],
      css: (styles ?? '') + decided.css,
      vocabulary,
      guarded: false,
      urlRules,
      modules,
      graph,
    };
  }
  const ofPreact = islands.filter((one) => one.kind === 'preact');
  const parts: PreactParts = {
    children: ofPreact.some(({ node }) => (node?.children ?? []).length > 0),
    sinks: vocabulary.urls || vocabulary.markup,
    styles: JSON.stringify(ofPreact.map((one) => (one.prerendered ? one.content : []))).includes('"style":'),
  };
  const job = pageJob(plan, uses, ofPreact.length > 0 ? parts : undefined, await analysisFor(plan));
  const linked = await link(job, [], context);
  if (!linked) return undefined;
  const modules = await describeUsed(plan, run, linked.used, context.host);
  reportComputedImports(plan, modules, context);
  const guarded = Object.hasOwn(job.own, '<budget>');
  return {
    code: linked.code,
    uses,
    css: (styles ?? linked.css) + decided.css,
    vocabulary,
    guarded,
    urlRules,
    modules,
    graph,
  };
}

/**
 * In the page itself code is stopped by guards; the other profiles end what runs it (spec 8.3). A frame has them too,
 * because not every browser gives it a thread of its own.
 */
async function analysisFor({ document }: PinnedPlan): Promise<CodeAnalysis | undefined> {
  if (!/^(standard|sandbox-iframe)$/.test(document.capabilities?.executionProfile ?? 'standard')) return undefined;
  return loadCodeAnalysis();
}

/** The words of everything but Preact itself, which speaks of every attribute. */
function readWords({ graph, document, policy }: PinnedPlan, decided: Decided, used: readonly string[]): Vocabulary {
  const modules = [...graph.modules.values()].filter(
    ({ id, origin, package: name }) => !name?.startsWith('preact@') && (origin === 'local' || used.includes(id)),
  );
  const given = liveIslands(decided).map(({ node }) => JSON.stringify([node?.props, node?.children]));
  const blocked = policy.fields['blockedTags'] as readonly string[];
  const data = JSON.stringify([document.state?.initial, document.state?.transitions]);
  return readVocabulary([document.source?.code ?? '', data, ...modules.map((one) => one.text), ...given], blocked);
}

function liveIslands({ islands }: Decided): Island[] {
  return [...islands.values()].filter((one) => one.live);
}

/** What the plan names of a module, and where. */
type Named = Pick<PlacedCall, 'module' | 'exportName' | 'source' | 'pointer'>;

type Linked = Extract<LinkResult, { ok: true }>;

async function link(job: LinkJob, calls: readonly Named[], context: PhaseContext): Promise<Linked | undefined> {
  const { linker } = context.host;
  const { signal } = context.options;
  const result = await linker?.link(signal ? { ...job, signal } : job);
  if (result?.ok) return result;
  for (const problem of result?.problems ?? []) reportProblem(problem, calls, context);
  return undefined;
}

/** An export that a component node names and its module has not is the plan's mistake; all else is the modules'. */
function reportProblem(
  { module, message, missing }: LinkProblem,
  calls: readonly Named[],
  context: PhaseContext,
): void {
  const call =
    missing === undefined
      ? undefined
      : calls.find((one) => one.exportName === missing.name && missing.importer === '<entry>');
  if (call) {
    reportExport(call, 'missing', context);
    return;
  }
  const inSource = module === '<source>';
  const pointer = inSource ? '/source/code' : (calls.find((one) => one.module === module)?.pointer ?? '');
  const subject = inSource ? 'The source cannot be linked' : `\`${module}\` cannot be linked`;
  context.report(islandFindings.linkFailed, {
    pointer,
    message: `${subject}: ${message}`,
    help: 'Correct the import, or pin another version of the module.',
  });
}
