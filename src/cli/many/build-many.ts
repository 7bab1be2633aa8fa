import { availableParallelism } from 'node:os';
import type { PlacedDiagnostic } from '../../diagnostics/formats/json.ts';
import { createCacheKeys } from '../build-cache/cache-key.ts';
import { compilerBuild } from '../build-cache/compiler-build.ts';
import { cacheFolder, tidyCache } from '../build-cache/local-cache.ts';
import type { Invocation, Options } from '../commands/command.ts';
import type { FindingsReport } from '../findings-report.ts';
import type { HostKind } from '../host-config/kinds.ts';
import { type Job, reportInputs } from '../job.ts';
import type { Commit } from '../output/commit-bundles.ts';
import { inFreshTree } from '../output/fresh-tree.ts';
import { holdSignals } from '../output/hold-signals.ts';
import { createProgress } from '../progress.ts';
import type { RemoteSettings } from '../remote-cache/settings.ts';
import { givenCount, givenSwitch, givenText } from '../settings/given.ts';
import type { SigningSettings } from '../signing/signer.ts';
import { withSigner } from '../signing/with-signer.ts';
import { commitOutcomes } from './commit-outcomes.ts';
import { gatherCrew } from './crew.ts';
import { lineUp } from './line-up.ts';
import type { Outcome } from './outcome.ts';
import type { PlanTask } from './plan-work.ts';
import { createPlanWorker, type WorkerSettings } from './plan-worker.ts';
import { type BuildRecord, openRecord } from './record.ts';
import type { Shard } from './shard.ts';

/** A build of several plans. */
export interface ManyJob {
  readonly job: Job;
  readonly place: Pick<Commit, 'shown' | 'folder' | 'clean'>;
  /** The plans, each with its bundle's folder below the output folder. */
  readonly tasks: readonly PlanTask[];
  /** The paths of plans as manifests have them. */
  readonly paths: ReadonlyMap<string, string>;
  readonly shard: Shard | undefined;
  /** Whose configuration is wanted beside the bundles. */
  readonly host: HostKind | undefined;
  /** A cache that is shared with other machines. */
  readonly remote: RemoteSettings | undefined;
  readonly signing: SigningSettings | undefined;
}

/** What became of all plans, in their order, and whether anything was written. */
export interface ManyBuilt {
  readonly outcomes: readonly Outcome[];
  readonly written: boolean;
  /** All findings with their places, where a report is asked for. */
  readonly diagnostics: readonly PlacedDiagnostic[];
}

/**
 * Builds several plans with all cores, and writes what is good, unless there are too many warnings. What was built before
 * and has not changed is not compiled again; where not even a file was touched, nothing is read.
 */
export async function buildMany(many: ManyJob, invocation: Invocation, report: FindingsReport): Promise<ManyBuilt> {
  const { job, place, tasks } = many;
  if (!reportInputs(job.prepared, report)) return { outcomes: [], written: false, diagnostics: [] };
  return inFreshTree(place, async (workspace, ending) => {
    const settings = workerSettings(many, invocation.options, workspace.fresh);
    const record = openRecordOf(many, settings);
    const known = settings.places.facts ? undefined : record?.known(tasks, report.room());
    const { outcomes, diagnostics } = await buildAll(
      many,
      { settings, known: known ?? new Map(), ending },
      invocation,
      report,
    );
    if (report.tooManyWarnings()) return { outcomes, written: false, diagnostics };
    const written = holdSignals(() => commitOutcomes(workspace, many, outcomes));
    record?.keep(outcomes, place.clean);
    if (settings.cache) tidyCache(settings.cache.folder);
    return { outcomes, written, diagnostics };
  });
}

interface Circumstances {
  readonly settings: WorkerSettings;
  readonly known: ReadonlyMap<string, Outcome>;
  readonly ending: AbortSignal;
}

/** Builds what is not known; findings are shown as soon as those of all plans before them are. */
async function buildAll(
  { job, tasks }: ManyJob,
  { settings, known, ending }: Circumstances,
  { options, terminal }: Invocation,
  report: FindingsReport,
): Promise<Omit<ManyBuilt, 'written'>> {
  const open = tasks.filter(({ plan }) => !known.has(plan));
  const rows = lineUp(tasks, report, job.prepared.sources, options['report'] !== undefined);
  const progress = createProgress(open.length, givenSwitch(options, 'quiet') ? undefined : terminal);
  const crew = gatherCrew(settings, () => createPlanWorker(settings, job.prepared), workersOf(options));
  const show = async () => {
    progress.clear();
    await report.flush();
  };
  try {
    ending.addEventListener('abort', () => void crew.close());
    rows.add(known.values());
    for await (const batch of crew.build(open)) {
      ending.throwIfAborted();
      if (rows.add(batch)) await show();
      progress.step(batch[0]?.plan ?? '', batch.length);
    }
    await show();
  } finally {
    await crew.close();
  }
  return rows.result();
}

function workerSettings({ job, place, remote, signing }: ManyJob, options: Options, fresh: string): WorkerSettings {
  const facts = givenSwitch(options, 'summary') || options['report'] !== undefined;
  return {
    options,
    config: job.config,
    places: { out: place.folder, fresh, facts },
    cache: cacheOf(options),
    remote,
    signing,
  };
}

function cacheOf(options: Options): WorkerSettings['cache'] {
  const build = compilerBuild();
  return givenSwitch(options, 'no-cache') || build === undefined
    ? undefined
    : { folder: cacheFolder(givenText(options, 'cache')), build };
}

function openRecordOf({ job, place, signing }: ManyJob, { options, cache }: WorkerSettings): BuildRecord | undefined {
  return (
    cache &&
    openRecord(cache.folder, place.folder, withSigner(createCacheKeys(options, job.prepared, cache.build), signing))
  );
}

function workersOf(options: Options): number {
  return Math.max(1, givenCount(options, 'workers') ?? availableParallelism());
}
