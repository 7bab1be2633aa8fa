import type { ModuleGraph, PinnedModule } from '../../plan/modules/graph.ts';
import { loadCodeAnalysis } from '../javascript/index.ts';
import { bannedPart, bannedPaths } from '../phases/4-check/banned-globals.ts';
import { noDynamicImports } from '../phases/4-check/rules/no-dynamic-imports.ts';
import type { UsedModule } from '../program.ts';
import type { PhaseContext, PinnedPlan, PolicyFields } from '../stages.ts';

/** What the manifest says of every module of which something was run at build or is in the page. */
export async function describeUsed(
  { graph, policy }: PinnedPlan,
  run: readonly string[],
  inPage: readonly string[],
): Promise<UsedModule[]> {
  const shipped = new Set(inPage);
  const ids = [...new Set([...run, ...inPage])].filter((id) => graph.modules.has(id)).sort();
  const described: UsedModule[] = [];
  for (const id of ids) {
    const { bytes, integrity, ...module } = graph.modules.get(id) as PinnedModule;
    const reaches = module.origin === 'local' ? [] : await reachesOf(module, policy.fields);
    described.push({ id, bytes, integrity, page: shipped.has(id), reaches });
  }
  return described;
}

/** Third-party code must not load what nobody has pinned (policy.md section 1, 4). */
export function reportComputedImports(
  { graph, nodes }: PinnedPlan,
  used: readonly UsedModule[],
  { report }: PhaseContext,
): void {
  const [first] = nodes;
  for (const { id } of used) {
    const module = graph.modules.get(id);
    if (!module?.computedImports || module.origin === 'local') continue;
    const message = `\`${id}\` imports what it computes at run time, so that nobody can pin it (${wayTo(graph, id)}).`;
    report(noDynamicImports, {
      pointer: first ? '/root' : '',
      message,
      help: 'Use another module, or a version that imports by name.',
    });
  }
}

/** The way from the plan to a module, as findings show it. */
export function wayTo(graph: ModuleGraph, id: string): string {
  return ['plan', ...graph.pathTo(id)].join(' -> ');
}

/** Names of banned globals that a module uses; reading code is dear, so that only what has a word of them is read. */
async function reachesOf(
  { text, format }: Pick<PinnedModule, 'text' | 'format'>,
  fields: PolicyFields,
): Promise<string[]> {
  const banned = bannedPaths(fields);
  const words = [...new Set(banned.map((path) => path.at(-1) ?? ''))].filter((word) => text.includes(word));
  if (
    format === 'json' ||
    format === 'css' ||
    !words.some((word) => new RegExp(`(?<![\\w$])${word}(?![\\w$])`).test(text))
  )
    return [];
  const { analyzeCode } = await loadCodeAnalysis();
  const reading = analyzeCode(text, 'js');
  const found = reading.ok ? reading.facts.reaches.flatMap((reach) => bannedPart(reach, banned)?.join('.') ?? []) : [];
  return [...new Set(found)].sort();
}
