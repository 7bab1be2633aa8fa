import type { ModuleGraph, PinnedModule } from '../../plan/modules/graph.ts';
import { toHex } from '../../util/hex.ts';
import type { CompilerHost } from '../host.ts';
import { loadCodeAnalysis } from '../javascript/index.ts';
import { bannedPart, bannedPaths } from '../phases/4-check/banned-globals.ts';
import { noDynamicImports } from '../phases/4-check/rules/no-dynamic-imports.ts';
import type { UsedModule } from '../program.ts';
import type { PhaseContext, PinnedPlan } from '../stages.ts';

/** What the manifest says of every module of which something was run at build or is in the page. */
export async function describeUsed(
  { graph, policy }: PinnedPlan,
  run: readonly string[],
  inPage: readonly string[],
  host: CompilerHost,
): Promise<UsedModule[]> {
  const shipped = new Set(inPage);
  const ids = [...new Set([...run, ...inPage])].filter((id) => graph.modules.has(id)).sort();
  const used = ids.map((id) => graph.modules.get(id) as PinnedModule);
  const reaches = await reachesOf(used, bannedPaths(policy.fields), host);
  return used.map(({ id, bytes, integrity }) => ({
    id,
    bytes,
    integrity,
    page: shipped.has(id),
    reaches: Object.hasOwn(reaches, id) ? (reaches[id] as readonly string[]) : [],
  }));
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

type Reaches = Readonly<Record<string, readonly string[]>>;

/** Names of banned globals that third-party modules use. Reading code is dear: only what has a word of them is read, and once. */
async function reachesOf(used: readonly PinnedModule[], banned: Banned, host: CompilerHost): Promise<Reaches> {
  const suspects = used.filter((one) => one.origin !== 'local' && hasWord(one, banned));
  if (suspects.length === 0) return {};
  const key = toHex(
    host.sha256(JSON.stringify(['reaches/1', banned, suspects.map(({ id, integrity }) => [id, integrity])])),
  );
  const kept = await host.memo?.get(key);
  if (kept !== undefined) return JSON.parse(kept) as Reaches;
  const { analyzeCode } = await loadCodeAnalysis();
  const found: Record<string, string[]> = {};
  for (const { id, text } of suspects) {
    const reading = analyzeCode(text, 'js');
    const names = reading.ok
      ? reading.facts.reaches.flatMap((reach) => bannedPart(reach, banned)?.join('.') ?? [])
      : [];
    if (names.length > 0) found[id] = [...new Set(names)].sort();
  }
  await host.memo?.put(key, JSON.stringify(found));
  return found;
}

type Banned = readonly (readonly string[])[];

function hasWord({ text, format }: PinnedModule, banned: Banned): boolean {
  if (format === 'json' || format === 'css') return false;
  const words = new Set(banned.map((path) => path.at(-1) ?? ''));
  return [...words].some((word) => text.includes(word) && new RegExp(`(?<![\\w$])${word}(?![\\w$])`).test(text));
}
