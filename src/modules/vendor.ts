import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createLockedFiles, VENDOR_FOLDER } from './load/locked-files.ts';
import { lockedRemotes, vendoredRemote } from './load/locked-remotes.ts';
import { lockedTarballs } from './load/locked-tarballs.ts';
import type { Lock } from './lock/lock.ts';
import { openNetwork } from './network.ts';
import { DEFAULT_POLICY, type ModulePolicy, type ModuleSettings } from './settings.ts';
import { locateStore } from './store/locate-store.ts';
import { openStore } from './store/store.ts';

/** What to copy into the repository. */
export interface VendorJob extends ModuleSettings {
  readonly lock: Lock;
  /** The folder of the lock; the copies lie in `renderify_modules/` there. */
  readonly lockFolder: string;
  /** A plan that the lock is for: its configuration of registries counts. */
  readonly plan: string;
  readonly policy?: ModulePolicy;
}

/**
 * Copies every file that a lock pins into the repository, verified, and takes away what it no longer pins; gives how many
 * there are. Throws a ModuleProblem where one cannot be had; then the folder is as it was.
 */
export async function vendorLock(job: VendorJob): Promise<number> {
  const { lock, lockFolder, plan, policy = DEFAULT_POLICY } = job;
  const store = openStore(locateStore(job.store));
  const network = openNetwork(job, plan);
  const unfinished = mkdtempSync(join(lockFolder, `.${VENDOR_FOLDER}-`));
  try {
    const files = createLockedFiles(lock, undefined, store, lockedTarballs(store, network, job.signal));
    const remote = lockedRemotes(lock, undefined, store, network, policy);
    await Promise.all(Object.keys(lock.packages).map((key) => files.open(key)));
    let count = 0;
    const put = (path: string, bytes: Uint8Array): void => {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, bytes);
      count++;
    };
    for (const [key, { files: table }] of Object.entries(lock.packages))
      for (const path of Object.keys(table)) put(join(unfinished, key, path), await files.read(key, path));
    for (const [url, { integrity }] of Object.entries(lock.remote))
      put(join(unfinished, '..', vendoredPlace(unfinished, integrity)), (await remote(url)).bytes);
    replace(unfinished, join(lockFolder, VENDOR_FOLDER));
    return count;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
    await network.close();
  }
}

/** The place of a module without package, in the unfinished folder. */
function vendoredPlace(unfinished: string, integrity: string): string {
  return vendoredRemote(integrity).replace(VENDOR_FOLDER, unfinished.split(/[\\/]/).at(-1) ?? '');
}

function replace(fresh: string, folder: string): void {
  const old = `${fresh}-old`;
  if (existsSync(folder)) renameSync(folder, old);
  try {
    renameSync(fresh, folder);
  } catch (error) {
    if (existsSync(old)) renameSync(old, folder);
    throw error;
  }
  rmSync(old, { recursive: true, force: true });
}
