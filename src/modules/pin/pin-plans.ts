import type { Report } from '../../diagnostics/define.ts';
import { readSpecifier } from '../../plan/modules/specifier.ts';
import type { ManifestEntry } from '../../plan/types.ts';
import { checkClaims } from '../check-claims.ts';
import { type WalkResult, walkGraph } from '../graph/walk.ts';
import { type LocalFiles, openLocalFiles } from '../local-files.ts';
import { type Lock, type LockedRemote, splitKey } from '../lock/lock.ts';
import { lockedClosure } from '../lock/locked-closure.ts';
import { type Network, openNetwork } from '../network.ts';
import { DEFAULT_POLICY, type LoadJob, type ModulePolicy, type ModuleSettings } from '../settings.ts';
import { locateStore } from '../store/locate-store.ts';
import { openStore, type Store } from '../store/store.ts';
import { composeLock } from './compose-lock.ts';
import { createPackagePool, type PackagePool } from './package-pool.ts';
import { createPinSource, type PinParts } from './pin-source.ts';
import { pinnedRemotes } from './pinned-remotes.ts';
import { preactVersion } from './preact-version.ts';
import { reportRemarks } from './remarks.ts';
import { createVersionDesk } from './version-desk.ts';

/** One plan to pin, and where its findings go. */
export interface PinJob extends LoadJob {
  readonly report: Report;
}

/** How plans are pinned. */
export interface PinSettings extends ModuleSettings {
  /** The lock as it is; an empty one where there is none. */
  readonly lock: Lock;
  /** The folder of the lock, from which files beside plans are named. */
  readonly lockFolder: string;
  /** Names of packages (or URLs) that may get another version. */
  readonly update?: readonly string[];
  /** Leaves out what these plans do not need. */
  readonly prune?: boolean;
  /** The time that the age of versions is counted from. */
  readonly now?: Date;
  /** Called when a package has come. */
  readonly progress?: (key: string, count: number) => void;
}

/** The new lock, and by key how many bytes of each package the plans lead to. */
export interface PinResult {
  readonly lock: Lock;
  readonly sizes: ReadonlyMap<string, number>;
}

/** One plan with everything it leads to. */
export interface PinnedJob {
  readonly job: PinJob;
  readonly walked: WalkResult;
  readonly local: LocalFiles;
  readonly manifest: ReadonlyMap<string, ManifestEntry>;
}

/**
 * Chooses, fetches and verifies everything that plans lead to, and gives the lock that says so; `undefined` after an
 * error was reported. The files that graphs reach are in the store then.
 */
export async function pinPlans(jobs: readonly PinJob[], settings: PinSettings): Promise<PinResult | undefined> {
  const placed = jobs.flatMap(({ requests, report }) => requests.map((request) => ({ request, report })));
  const preact = preactVersion(placed);
  if (preact === undefined) return undefined;
  const network = openNetwork(settings, jobs.map(({ plan }) => plan).sort()[0] ?? '');
  try {
    return await pinWith(jobs, settings, preact, network);
  } finally {
    await network.close();
  }
}

async function pinWith(
  jobs: readonly PinJob[],
  settings: PinSettings,
  preact: string,
  network: Network,
): Promise<PinResult | undefined> {
  const store = openStore(locateStore(settings.store));
  const update = new Set(settings.update ?? []);
  const keeps = (name: string): boolean => !update.has(name);
  const pool = createPool(jobs, settings, network, store, keeps);
  const days = Math.max(0, ...jobs.map(({ policy }) => releaseAge(policy ?? DEFAULT_POLICY)));
  const now = settings.now ?? new Date();
  const desk = createVersionDesk(pool, days > 0 ? new Date(now.getTime() - days * 86_400_000) : undefined);
  const edges: PinParts['edges'] = new Map();
  const remotes = new Map<string, LockedRemote>();
  const common = { pool, desk, lock: settings.lock, keeps, preact, edges };
  prefetch(jobs, pool, settings.lock, keeps);
  const pinned: PinnedJob[] = [];
  // In the order of their names: what a first plan chose, a later one may take up.
  for (const job of [...jobs].sort((a, b) => (a.plan < b.plan ? -1 : 1))) {
    const local = openLocalFiles(job.plan, settings.root, settings.lockFolder);
    const manifest = new Map(
      job.requests.flatMap((one) => (one.manifest ? [[one.specifier, one.manifest] as const] : [])),
    );
    const remote = pinnedRemotes({ ...settings, keeps, network, store, policy: job.policy ?? DEFAULT_POLICY, remotes });
    const source = createPinSource({ ...common, local, remote, manifest });
    const requests = job.requests.filter(({ specifier }) => readSpecifier(specifier).kind !== 'plan-source');
    const walked = await walkGraph(requests, source, job.limits, job.report, settings.signal);
    if (walked) pinned.push({ job, walked, local, manifest });
  }
  if (pinned.length < jobs.length || !(await areGood(pinned, pool))) return undefined;
  const lock = await composeLock(pinned, { settings, pool, store, edges, remotes });
  return { lock, sizes: sizesOf(pinned) };
}

function createPool(
  jobs: readonly PinJob[],
  settings: PinSettings,
  network: Network,
  store: Store,
  keeps: (name: string) => boolean,
): PackagePool {
  const profiles = jobs.map(({ policy }) => policy?.profile ?? DEFAULT_POLICY.profile);
  const dates = jobs.some(({ policy }) => releaseAge(policy ?? DEFAULT_POLICY) > 0);
  let count = 0;
  return createPackagePool({
    network,
    store,
    lock: settings.lock,
    keeps,
    profile: profiles.includes('strict') ? 'strict' : 'balanced',
    dates,
    progress: (key) => settings.progress?.(key, ++count),
    signal: settings.signal,
  });
}

/** What the lock has is fetched at once, and not one after another as it is met. */
function prefetch(jobs: readonly PinJob[], pool: PackagePool, lock: Lock, keeps: (name: string) => boolean): void {
  for (const key of jobs.flatMap(({ requests }) => lockedClosure(requests, lock)))
    if (keeps(splitKey(key).name)) void pool.open(key).catch(() => undefined);
}

/** Days that a version must have been public, before the policy allows to choose it. */
function releaseAge({ profile, fields }: ModulePolicy): number {
  const days = fields['minimumReleaseAge'];
  if (typeof days === 'number') return days;
  return profile === 'strict' ? 7 : profile === 'balanced' ? 3 : 0;
}

function sizesOf(pinned: readonly PinnedJob[]): ReadonlyMap<string, number> {
  const drafts = new Map(pinned.flatMap(({ walked }) => [...walked.modules]));
  const sizes = new Map<string, number>();
  for (const { location, bytes } of drafts.values())
    if ('view' in location) sizes.set(location.view.key, (sizes.get(location.view.key) ?? 0) + bytes);
  return sizes;
}

async function areGood(pinned: readonly PinnedJob[], pool: PackagePool): Promise<boolean> {
  const packages = new Map(
    await Promise.all([...pool.opened()].map(async ([key, one]) => [key, await one.catch(() => undefined)] as const)),
  );
  let good = true;
  for (const { job, walked } of pinned) {
    const profile = job.policy?.profile ?? DEFAULT_POLICY.profile;
    good = checkClaims(job.requests, walked, (key) => packages.get(key)?.integrity, profile, job.report) && good;
    good = reportRemarks(job, walked, packages) && good;
  }
  return good;
}
