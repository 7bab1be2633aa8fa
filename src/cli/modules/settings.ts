import { existsSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { cwd, env } from 'node:process';
import { LOCK_FILE } from '../../modules/lock/lock.ts';
import type { ModuleSettings } from '../../modules/settings.ts';
import type { Options } from '../commands/command.ts';
import { UsageError } from '../failures.ts';
import { STDIN } from '../inputs/expand-plans.ts';
import { findUpwards, searchedFolders } from '../settings/find-policy.ts';
import { givenSwitch, givenText } from '../settings/given.ts';

/** Where modules come from, as options and the folders of plans say it. */
export interface ModuleOptions extends ModuleSettings {
  readonly frozen: boolean;
  /** The path of the lock for a plan, if there is one. */
  lockFor(plan: string): string | undefined;
  /** Where the lock for a plan is written. */
  lockToWrite(plan: string): string;
}

/** Reads the options; `registries` is loaded apart, since few builds fetch anything. */
export function moduleSettings(options: Options, readRegistries: ModuleSettings['registries']): ModuleOptions {
  const named = givenText(options, 'lock');
  const [store, root] = [givenText(options, 'store'), givenText(options, 'root')];
  if (root !== undefined && !existsSync(root))
    throw new UsageError(`The folder \`${root}\` of \`--root\` does not exist.`);
  const lockFor = (plan: string): string | undefined => named ?? findUpwards(planFolder(plan), LOCK_FILE);
  return {
    ...(store !== undefined && { store }),
    ...(root !== undefined && { root }),
    offline: givenSwitch(options, 'offline'),
    frozen: isFrozen(options),
    registries: readRegistries,
    lockFor,
    lockToWrite: (plan) => lockFor(plan) ?? newLock(plan),
  };
}

/** The folder that a plan's relative modules are meant from. */
export function planFolder(plan: string): string {
  return plan === STDIN || plan === '<stdin>' ? cwd() : dirname(resolve(plan));
}

/** Folders whose `.npmrc` counts for a plan. */
export function npmrcFolders(plan: string): string[] {
  return [...new Set([...searchedFolders(planFolder(plan)), cwd()])];
}

function isFrozen(options: Options): boolean {
  const [yes, no] = [givenSwitch(options, 'frozen'), givenSwitch(options, 'no-frozen')];
  if (yes && no) throw new UsageError('`--frozen` and `--no-frozen` exclude each other.');
  return yes || (!no && Boolean(env['CI']) && env['CI'] !== 'false' && env['CI'] !== '0');
}

/** In the working folder, when a later search from the plan passes there, else beside the plan. */
function newLock(plan: string): string {
  const folder = planFolder(plan);
  const place = searchedFolders(folder).includes(cwd()) ? cwd() : folder;
  return relative(cwd(), resolve(place, LOCK_FILE)) || LOCK_FILE;
}
