import type { Invocation, Options } from '../commands/command.ts';
import type { ExitCode } from '../exit-codes.ts';
import { createFindingsReport } from '../findings-report.ts';
import { givenHost } from '../host-config/given-host.ts';
import type { Job } from '../job.ts';
import type { Commit } from '../output/commit-bundles.ts';
import type { RemoteUse } from '../remote-cache/remote-use.ts';
import { givenSwitch, givenText } from '../settings/given.ts';
import type { SigningSettings } from '../signing/signer.ts';
import { summarize } from '../summary.ts';
import { buildMany } from './build-many.ts';
import { manifestPaths } from './manifest-paths.ts';
import type { Outcome } from './outcome.ts';
import { createReport, type ReportedPlan, writeReport } from './report-file.ts';
import { readShard, takeShard } from './shard.ts';

/** How many warnings people are shown one by one. */
const SHOWN_WARNINGS = 100;

/** `build` for several plans: builds, writes, and says in one line what became of them. */
export async function runMany(
  job: Job,
  {
    place,
    folders,
  }: { readonly place: Pick<Commit, 'shown' | 'folder' | 'clean'>; readonly folders: ReadonlyMap<string, string> },
  invocation: Invocation,
): Promise<ExitCode> {
  const { options, terminal } = invocation;
  const part = givenText(options, 'shard');
  const paths = manifestPaths(job.plans);
  const { plans, shard } =
    part === undefined ? { plans: job.plans, shard: undefined } : takeShard(paths, readShard(part));
  const tasks = plans.map((plan) => ({ plan, folder: folders.get(plan) ?? '' }));
  const report = createFindingsReport(options, terminal, SHOWN_WARNINGS);
  const remote = await remoteOf(options);
  const signing = await signingOf(options);
  const { outcomes, written, diagnostics } = await buildMany(
    {
      job,
      place,
      tasks,
      paths,
      shard,
      host: givenHost(options),
      remote: remote?.settings,
      signing,
    },
    invocation,
    report,
  );
  await report.show();
  const file = givenText(options, 'report');
  if (file !== undefined)
    writeReport(
      file,
      createReport(
        outcomes.map((one) => reportOf(one, paths, folders)),
        diagnostics,
      ),
    );
  const held = report.tooManyWarnings();
  if (remote && !givenSwitch(options, 'quiet')) terminal.note(remote.closingNote());
  if (!givenSwitch(options, 'quiet') && !held) terminal.note(closingLine(outcomes, place.shown, written));
  if (givenSwitch(options, 'summary') && !held) printSummary(outcomes, invocation);
  return report.exitCode();
}

/** Loaded only where somebody speaks of one. */
async function remoteOf(options: Options): Promise<RemoteUse | undefined> {
  if (!Object.keys(options).some((name) => name.startsWith('remote-cache'))) return undefined;
  return (await import('../remote-cache/remote-use.ts')).useRemote(options);
}

/** Read before anything is built: a key that cannot be used is found at once. */
async function signingOf(options: Options): Promise<SigningSettings | undefined> {
  return options['sign'] === undefined ? undefined : (await import('../signing/signer.ts')).readSigning(options);
}

function reportOf(
  { plan, verdict, errors = 0, warnings = 0, built }: Outcome,
  paths: ReadonlyMap<string, string>,
  folders: ReadonlyMap<string, string>,
): ReportedPlan {
  return {
    plan: paths.get(plan) ?? plan,
    folder: folders.get(plan) ?? '',
    verdict: verdict === 'failed' ? 'failed' : 'built',
    errors,
    warnings,
    ...(built && { bytes: built.bytes, ...built.facts }),
  };
}

function closingLine(outcomes: readonly Outcome[], shown: string, written: boolean): string {
  const failed = outcomes.filter(({ verdict }) => verdict === 'failed').length;
  const good = outcomes.length - failed;
  const fresh = outcomes.filter(({ verdict }) => verdict === 'new').length;
  if (good === 0) return '';
  if (!written)
    return failed === 0
      ? `${shown} is up to date.\n`
      : `${shown} is up to date but for ${failed} of ${outcomes.length} plans.\n`;
  const same = good - fresh;
  return `Built ${good} of ${outcomes.length} plans into ${shown}${same > 0 ? `; ${same} had not changed` : ''}.\n`;
}

function printSummary(outcomes: readonly Outcome[], { options, terminal }: Invocation): void {
  const rows = outcomes.flatMap(({ plan, built, milliseconds }) =>
    built
      ? [{ plan, files: built.files.length, bytes: built.bytes, brotli: built.facts?.brotli ?? 0, milliseconds }]
      : [],
  );
  if (rows.length > 0) terminal[givenText(options, 'format') ? 'note' : 'result'](summarize(rows));
}
