import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { cwd } from 'node:process';
import type { ModuleHost, ModuleJob } from '../../compiler/host.ts';
import type { Report } from '../../diagnostics/define.ts';
import type { Lock } from '../../modules/index.ts';
import type { Progress } from '../../studio/server/tasks/task.ts';
import type { Options } from '../commands/command.ts';
import { registryReader } from '../modules/module-host.ts';
import { type ModuleOptions, moduleSettings } from '../modules/settings.ts';
import { givenSwitch, givenText } from '../settings/given.ts';
import { PLAN } from './worker-settings.ts';

const KEPT_LOCKS = 32;

/**
 * Modules for plans that come by HTTP: as the lock of the working folder has pinned them, else chosen now and kept in
 * memory. Such a plan reads no file of this machine, unless `--root` names a folder for that.
 */
export function openPinningHost(options: Options): (progress?: (step: Progress) => void) => ModuleHost {
  const root = givenText(options, 'root');
  const plan = join(root === undefined ? join(tmpdir(), `renderify-nothing-${randomUUID()}`) : resolve(root), PLAN);
  const locks = new Map<string, Lock>();
  return (progress) => ({
    async load(job, report) {
      const placed = { ...job, plan };
      const settings = await settingsOf(options);
      const { createModuleHost } = await import('../../modules/index.ts');
      const host = createModuleHost(settings);
      const isCovered = job.requests.every(({ specifier }) => host.covers(PLAN, specifier));
      if (isCovered || givenSwitch(options, 'offline')) return host.load(placed, report);
      const lock = locks.get(keyOf(job)) ?? (await pin(placed, report, settings, progress));
      if (!lock) return undefined;
      keep(locks, keyOf(job), lock);
      return createModuleHost({ ...settings, lock }).load(placed, report);
    },
  });
}

/** Everything but a plan's own files is looked up from the working folder. */
async function settingsOf(options: Options): Promise<ModuleOptions> {
  const read = await registryReader();
  const settings = moduleSettings(options, () => read(PLAN));
  return { ...settings, lockFor: () => settings.lockFor(PLAN) };
}

async function pin(
  job: ModuleJob,
  report: Report,
  settings: ModuleOptions,
  progress?: (step: Progress) => void,
): Promise<Lock | undefined> {
  const { EMPTY_LOCK, pinPlans } = await import('../../modules/index.ts');
  const { openLock } = await import('../../modules/load/lock-file.ts');
  const path = settings.lockFor(PLAN);
  const opened = path === undefined ? undefined : openLock(path, report);
  const lock = typeof opened === 'object' ? opened.lock : EMPTY_LOCK;
  const lockFolder = path === undefined ? cwd() : dirname(resolve(path));
  const pinned = await pinPlans([{ ...job, report }], {
    ...settings,
    lock,
    lockFolder,
    progress: (key, count) => progress?.({ step: 'package', package: key, count }),
  });
  return pinned?.lock;
}

/** What decides the versions that are chosen. */
function keyOf({ requests, policy }: ModuleJob): string {
  return JSON.stringify([requests.map(({ specifier, manifest }) => [specifier, manifest]), policy]);
}

function keep(locks: Map<string, Lock>, key: string, lock: Lock): void {
  locks.delete(key);
  locks.set(key, lock);
  for (const oldest of locks.keys())
    if (locks.size > KEPT_LOCKS) locks.delete(oldest);
    else break;
}
