import { commitBundles } from '../output/commit-bundles.ts';
import { BUILD_MANIFEST } from '../output/survey.ts';
import type { Workspace } from '../output/workspace.ts';
import { type BuildLine, writeBuildManifest } from './build-manifest.ts';
import type { ManyJob } from './build-many.ts';
import type { Outcome } from './outcome.ts';
import { countOf } from './record.ts';

/** Puts what was built into the output folder, with the manifest that names it. Gives whether anything was written. */
export function commitOutcomes(
  workspace: Workspace,
  { place, tasks, paths, shard }: Pick<ManyJob, 'place' | 'tasks' | 'paths' | 'shard'>,
  outcomes: readonly Outcome[],
): boolean {
  const folders = new Map(tasks.map(({ plan, folder }) => [plan, folder]));
  const folderOf = (plan: string) => folders.get(plan) ?? '';
  const lines = outcomes.flatMap((one) => lineOf(one, folderOf(one.plan), paths.get(one.plan) ?? one.plan));
  if (lines.length === 0 && !shard) return false;
  const fresh = outcomes.filter(({ verdict }) => verdict === 'new');
  return commitBundles(workspace, {
    ...place,
    changed: new Map(fresh.map(({ plan, built }) => [folderOf(plan), built?.files ?? []])),
    asked: new Set(folders.values()),
    files: new Map([[BUILD_MANIFEST, writeBuildManifest(lines, [], shard)]]),
  });
}

function lineOf({ built, row, warnings = 0 }: Outcome, folder: string, plan: string): BuildLine[] {
  const line = built ?? row?.line;
  if (!line) return [];
  const { manifest, bytes } = line;
  return [{ plan, folder, manifest, bytes, warnings: row ? countOf(row) : warnings }];
}
