import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { quote } from '../../diagnostics/quote.ts';
import type { Invocation } from '../commands/command.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { systemReason, UsageError } from '../failures.ts';
import { filesBesideBundles } from '../host-config/beside.ts';
import { givenHost } from '../host-config/given-host.ts';
import type { HostKind } from '../host-config/kinds.ts';
import { readHosted } from '../host-config/read-hosted.ts';
import { hasFiles, writeFiles } from '../output/bundle-folder.ts';
import { commitBundles } from '../output/commit-bundles.ts';
import { inFreshTree } from '../output/fresh-tree.ts';
import { holdSignals } from '../output/hold-signals.ts';
import { resolveOutFolder } from '../output/out-folder.ts';
import { givenList, givenSwitch, givenText } from '../settings/given.ts';
import { checkShards, readShardBundle, readShardFolder, type ShardFolder } from './read-shard.ts';
import { type BuildReport, createReport, writeReport } from './report-file.ts';

/**
 * Joins the output folders of all shards of a build into one that is byte for byte what the build would have written at
 * once, and their reports into one.
 */
export async function runMerge({ args, options, terminal }: Invocation): Promise<ExitCode> {
  const shards = args.map(readShardFolder);
  const { of, plans } = checkShards(shards);
  const reports = givenList(options, 'reports').map(readReport);
  const shown = givenText(options, 'out') ?? 'dist';
  const place = { shown, folder: resolveOutFolder(shown, args), clean: givenSwitch(options, 'clean') };
  const written = await joinShards(shards, place, givenHost(options));
  const report = givenText(options, 'report');
  if (report !== undefined) writeReport(report, joinReports(reports));
  const count = shards.reduce((sum, { manifest }) => sum + manifest.plans.length, 0);
  const lost = plans - count;
  if (!givenSwitch(options, 'quiet'))
    terminal.note(
      written ? `Merged ${count} of ${plans} plans of ${of} shards into ${shown}.\n` : `${shown} is up to date.\n`,
    );
  if (lost === 0) return exitCodes.good;
  terminal.note(
    `renderify: ${lost} of ${plans} plans ${lost === 1 ? 'has' : 'have'} no bundle.\n  help: Their shards have said why; correct the plans and build those shards again.\n`,
  );
  return exitCodes.findings;
}

type Place = Parameters<typeof inFreshTree>[0] & { readonly clean: boolean };

/** One bundle after another, so that the memory it takes is that of one. */
function joinShards(shards: readonly ShardFolder[], place: Place, host: HostKind | undefined): Promise<boolean> {
  return inFreshTree(place, async (workspace) => {
    const changed = new Map<string, readonly string[]>();
    const asked = new Set<string>();
    for (const { path, manifest } of shards)
      for (const line of manifest.plans) {
        if (asked.has(line.folder)) throw new UsageError(`Two shards have a bundle ${quote(line.folder)}.`);
        asked.add(line.folder);
        const files = [...readShardBundle(path, line)].map(([name, text]) => ({ path: name, text }));
        if (hasFiles(join(place.folder, line.folder), files)) continue;
        writeFiles(join(workspace.fresh, line.folder), files);
        changed.set(
          line.folder,
          files.map((file) => file.path),
        );
      }
    const lines = shards.flatMap(({ manifest }) => manifest.plans);
    const homeOf = (folder: string) => join(changed.has(folder) ? workspace.fresh : place.folder, folder);
    const hosted = () => lines.map(({ folder }) => readHosted(homeOf(folder), folder));
    const files = filesBesideBundles({ lines, host, hosted });
    return holdSignals(() => commitBundles(workspace, { ...place, changed, asked, files }));
  });
}

function joinReports(reports: readonly BuildReport[]): BuildReport {
  return createReport(
    reports.flatMap(({ plans }) => plans),
    reports.flatMap(({ diagnostics }) => diagnostics),
  );
}

function readReport(path: string): BuildReport {
  try {
    const value = JSON.parse(readFileSync(path, 'utf8')) as BuildReport;
    if (value.format === 'renderify-report/v1' && Array.isArray(value.plans) && Array.isArray(value.diagnostics))
      return value;
  } catch (error) {
    const reason = systemReason(error);
    if (reason !== undefined) throw new UsageError(`The report ${quote(path)} cannot be read: ${reason}.`);
  }
  throw new UsageError(`${quote(path)} is no report.`, 'Reports are written by `renderify build --report <file>`.');
}
