import { join } from 'node:path';
import { filesBesideBundles } from '../host-config/beside.ts';
import { readHosted } from '../host-config/read-hosted.ts';
import { commitAlone } from '../output/commit-alone.ts';
import { commitBundles } from '../output/commit-bundles.ts';
import type { Workspace } from '../output/workspace.ts';
import type { BuildLine } from './build-manifest.ts';
import type { ManyJob } from './build-many.ts';
import type { Outcome } from './outcome.ts';

/** Puts what was built into the output folder, with the manifest that names it. Gives whether anything was written. */
export function commitOutcomes(
  workspace: Workspace,
  { place, tasks, paths, shard, host }: Pick<ManyJob, 'place' | 'tasks' | 'paths' | 'shard' | 'host'>,
  outcomes: readonly Outcome[],
): boolean {
  const folders = new Map(tasks.map(({ plan, folder }) => [plan, folder]));
  const folderOf = (plan: string) => folders.get(plan) ?? '';
  const lines = outcomes.flatMap((one) => lineOf(one, folderOf(one.plan), paths.get(one.plan) ?? one.plan));
  if (lines.length === 0 && !shard) return false;
  const fresh = outcomes.filter(({ verdict }) => verdict === 'new');
  const changed = new Map(fresh.map(({ plan, built }) => [folderOf(plan), built?.files ?? []]));
  const homeOf = (folder: string) => join(changed.has(folder) ? workspace.fresh : place.folder, folder);
  const hosted = () => lines.map(({ folder }) => readHosted(homeOf(folder), folder));
  const files = filesBesideBundles({ lines, shard, host, hosted });
  const [only] = outcomes;
  if (only && folderOf(only.plan) === '')
    return commitAlone(workspace, { ...place, bundle: only.built?.files ?? [], changed: changed.has(''), files });
  return commitBundles(workspace, { ...place, changed, asked: new Set(folders.values()), files });
}

function lineOf({ built, warnings = 0 }: Outcome, folder: string, plan: string): BuildLine[] {
  return built ? [{ plan, folder, manifest: built.manifest, bytes: built.bytes, warnings }] : [];
}
