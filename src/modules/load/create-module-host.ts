import { dirname, resolve } from 'node:path';
import type { Report } from '../../diagnostics/define.ts';
import { quote } from '../../diagnostics/quote.ts';
import type { ModuleGraph, PinnedPackage } from '../../plan/modules/graph.ts';
import { readSpecifier } from '../../plan/modules/specifier.ts';
import { checkClaims } from '../check-claims.ts';
import { askedAs, coordinatesOf } from '../coordinates.ts';
import { moduleFindings } from '../findings.ts';
import { packagesOf, toGraph } from '../graph/to-graph.ts';
import { walkGraph } from '../graph/walk.ts';
import { type LocalFiles, openLocalFiles } from '../local-files.ts';
import { EMPTY_LOCK, LOCK_FILE, type Lock, splitKey } from '../lock/lock.ts';
import { lockedClosure } from '../lock/locked-closure.ts';
import { type Network, openNetwork } from '../network.ts';
import { ModuleProblem } from '../problem.ts';
import { DEFAULT_POLICY, type LoadJob, type ModuleHostSettings } from '../settings.ts';
import { locateStore } from '../store/locate-store.ts';
import { openStore, type Store } from '../store/store.ts';
import { isLicenceFile } from './licence-file.ts';
import { openLock } from './lock-file.ts';
import { createLockedFiles, type LockedFiles, PIN_HELP } from './locked-files.ts';
import { lockedRemotes } from './locked-remotes.ts';
import { createLockedSource } from './locked-source.ts';
import { lockedTarballs } from './locked-tarballs.ts';

/** Gives modules as locks have pinned them; structurally the `ModuleHost` of the compiler. It never chooses a version. */
export interface LockedModuleHost {
  load(job: LoadJob, report: Report): Promise<ModuleGraph | undefined>;
  /** Whether the lock of a plan has a specifier, so that the plan's manifest need not (policy.md 2.5). */
  covers(plan: string, specifier: string): boolean;
  /** Ends what is still open. */
  close(): Promise<void>;
}

/** A host that reads locks, the repository, the store, and where it may, the network. */
export function createModuleHost(settings: ModuleHostSettings): LockedModuleHost {
  const networks = new Map<string, Network>();
  const networkFor = (plan: string): Network => {
    const folder = dirname(resolve(plan));
    const network = networks.get(folder) ?? openNetwork(settings, plan);
    networks.set(folder, network);
    return network;
  };
  const store = openStore(locateStore(settings.store));
  const quiet: Report = () => undefined;
  return {
    load: (job, report) =>
      load(job, report, settings, store, networkFor(job.plan)).catch((problem) => reportProblem(problem, report)),
    covers(plan, specifier) {
      const path = settings.lockFor(plan);
      const opened = path === undefined ? undefined : openLock(path, quiet);
      return typeof opened === 'object' && Object.hasOwn(opened.lock.specifiers, specifier);
    },
    close: async () => void (await Promise.all([...networks.values()].map((network) => network.close()))),
  };
}

async function load(
  job: LoadJob,
  report: Report,
  settings: ModuleHostSettings,
  store: Store,
  network: Network,
): Promise<ModuleGraph | undefined> {
  const opened = openPlanLock(job.plan, settings, report);
  if (!opened) return undefined;
  const { lock, folder } = opened;
  const signal = job.signal ?? settings.signal;
  const policy = job.policy ?? DEFAULT_POLICY;
  const requests = job.requests.filter(({ specifier }) => readSpecifier(specifier).kind !== 'plan-source');
  const unlocked = requests.filter((request) => !reportUnlocked(request, lock, report));
  if (unlocked.length > 0) return undefined;
  const local = openLocalFiles(job.plan, settings.root, folder);
  const files = createLockedFiles(lock, folder, store, lockedTarballs(store, network, signal));
  const remote = lockedRemotes(lock, folder, store, network, policy);
  const manifest = new Map(requests.flatMap((one) => (one.manifest ? [[one.specifier, one.manifest] as const] : [])));
  // What may be missing is fetched at once, and not one after another; the walk meets the problems.
  await Promise.all(lockedClosure(requests, lock).map((key) => files.open(key).catch(() => undefined)));
  const source = createLockedSource({ lock, files, local, remote, manifest });
  const walked = await walkGraph(requests, source, job.limits, report, signal);
  if (!walked) return undefined;
  const good = checkClaims(requests, walked, (key) => lock.packages[key]?.integrity, policy.profile, report);
  if (!checkLocal(local, lock, settings, report) || !good) return undefined;
  return toGraph(walked, await describe(packagesOf(walked), lock, files));
}

/** Problems outside of the walk concern no place of the plan. */
function reportProblem(problem: unknown, report: Report): undefined {
  if (!(problem instanceof ModuleProblem)) throw problem;
  const { finding, message, help } = problem;
  report(finding, { pointer: '', message, help });
}

function openPlanLock(plan: string, { lock, lockFor }: ModuleHostSettings, report: Report) {
  if (lock) return { lock, folder: dirname(resolve(plan)) };
  const path = lockFor(plan);
  const opened = path === undefined ? 'absent' : openLock(path, report);
  if (opened === 'absent') return { lock: EMPTY_LOCK, folder: dirname(resolve(path ?? plan)) };
  return opened && { lock: opened.lock, folder: dirname(resolve(opened.path)) };
}

/** Every specifier that is not there is named, not only the first. */
function reportUnlocked(
  { specifier, manifest, pointer }: LoadJob['requests'][number],
  lock: Lock,
  report: Report,
): boolean {
  const said = coordinatesOf(specifier, manifest);
  if (said.kind === 'local' || said.kind === 'refused') return true;
  const asked = askedAs(specifier, manifest);
  if (Object.hasOwn(lock.specifiers, asked)) return true;
  const alias = said.kind === 'package' && said.alias ? said.name : undefined;
  if (alias !== undefined && Object.keys(lock.packages).some((key) => splitKey(key).name === alias)) return true;
  const message = `The plan asks for ${quote(asked)}, which ${quote(LOCK_FILE)} does not have.`;
  const help = 'Run `renderify pin plan.json`; a build chooses no version.';
  report(moduleFindings.notLocked, { pointer, message, help });
  return false;
}

/** Files beside the plan may change between builds of a developer, but not in one that must be like the last one. */
function checkLocal({ hashes }: LocalFiles, lock: Lock, { frozen }: ModuleHostSettings, report: Report): boolean {
  if (!frozen) return true;
  let good = true;
  for (const [path, hash] of hashes) {
    const locked = Object.hasOwn(lock.local, path) ? lock.local[path] : undefined;
    if (locked === hash) continue;
    good = false;
    const what = locked === undefined ? 'is not in the lock' : 'changed after it was pinned';
    report(moduleFindings.lockStale, { pointer: '', message: `The module ${quote(path)} ${what}.`, help: PIN_HELP });
  }
  return good;
}

async function describe(keys: readonly string[], lock: Lock, files: LockedFiles): Promise<Map<string, PinnedPackage>> {
  const packages = new Map<string, PinnedPackage>();
  for (const key of keys) {
    const locked = lock.packages[key];
    if (!locked) continue;
    const { registry, integrity, license, deprecated, hasInstallScript, dependencies } = locked;
    const licence = Object.keys(locked.files).find(isLicenceFile);
    const text = licence === undefined ? undefined : new TextDecoder().decode(await files.read(key, licence));
    packages.set(key, {
      ...splitKey(key),
      registry,
      integrity,
      license,
      deprecated,
      hasInstallScript,
      dependencies,
      ...(text !== undefined && { licenseText: text }),
    });
  }
  return packages;
}
