import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { quote } from '../../diagnostics/quote.ts';
import { fileIntegrity } from '../digest.ts';
import { moduleFindings } from '../findings.ts';
import { type PackageView, parseManifest } from '../graph/package-view.ts';
import { type Lock, type LockedPackage, splitKey } from '../lock/lock.ts';
import { ModuleProblem } from '../problem.ts';
import { untar } from '../registry/untar.ts';
import type { Store } from '../store/store.ts';

/** Where vendored files lie, beside the lock. */
export const VENDOR_FOLDER = 'renderify_modules';

/** Gives the tarball of a package that the lock pins, verified; throws a ModuleProblem where there is none. */
export type TarballSource = (key: string, locked: LockedPackage) => Promise<Uint8Array>;

/** The packages of a lock with their bytes: from the repository, else the store, else from `tarballs` into the store. */
export interface LockedFiles {
  open(key: string): Promise<PackageView>;
  /** One file; throws a ModuleProblem where it cannot be had as it was pinned. */
  read(key: string, path: string): Promise<Uint8Array>;
}

/** `lockFolder` is where a vendor folder is looked for, if it is. */
export function createLockedFiles(
  lock: Lock,
  lockFolder: string | undefined,
  store: Store,
  tarballs: TarballSource,
): LockedFiles {
  const views = new Map<string, Promise<PackageView>>();
  const unpacked = new Map<string, Promise<ReadonlyMap<string, Uint8Array>>>();
  const vendor = lockFolder === undefined ? undefined : join(lockFolder, VENDOR_FOLDER);

  const unpack = (key: string, locked: LockedPackage): Promise<ReadonlyMap<string, Uint8Array>> => {
    const known = unpacked.get(key) ?? tarballs(key, locked).then((tarball) => untar(tarball, key));
    unpacked.set(key, known);
    return known;
  };

  const near = (key: string, path: string, integrity: string): Uint8Array | undefined =>
    (vendor === undefined
      ? undefined
      : readVendored(join(vendor, key, path), integrity, `${VENDOR_FOLDER}/${key}/${path}`)) ?? store.read(integrity);

  const far = async (key: string, path: string, integrity: string, locked: LockedPackage): Promise<Uint8Array> => {
    const bytes = (await unpack(key, locked)).get(path);
    if (!bytes || fileIntegrity(bytes) !== integrity) throw notAsPinned(key, path);
    store.write(integrity, bytes);
    return bytes;
  };

  const files: LockedFiles = {
    read: async (key, path) => {
      const { locked, integrity } = find(lock, key, path);
      return near(key, path, integrity) ?? far(key, path, integrity, locked);
    },
    open(key) {
      const known = views.get(key) ?? openView(key, lock, near, files);
      views.set(key, known);
      return known;
    },
  };
  return files;
}

/** The manifests of folders are read ahead, since resolving a path does not wait. */
async function openView(
  key: string,
  lock: Lock,
  near: (key: string, path: string, integrity: string) => Uint8Array | undefined,
  files: LockedFiles,
): Promise<PackageView> {
  const table = findPackage(lock, key).files;
  const nested = new Map<string, ReturnType<typeof parseManifest>>();
  for (const path of Object.keys(table).filter((one) => one.endsWith('/package.json')))
    nested.set(path.slice(0, -'/package.json'.length), parseManifest(await files.read(key, path)));
  const manifest = parseManifest(await files.read(key, 'package.json'));
  return {
    key,
    ...splitKey(key),
    manifest,
    has: (path) => Object.hasOwn(table, path),
    nestedManifest: (folder) => nested.get(folder),
    read: (path) => near(key, path, find(lock, key, path).integrity) ?? files.read(key, path),
  };
}

function readVendored(file: string, integrity: string, shown: string): Uint8Array | undefined {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch {
    return undefined;
  }
  if (fileIntegrity(bytes) === integrity) return bytes;
  const message = `The vendored file ${quote(shown)} has other bytes than the lock says.`;
  const help = 'If nobody was meant to edit it, run `renderify vendor` again.';
  throw new ModuleProblem(moduleFindings.moduleCorrupt, message, help);
}

function findPackage(lock: Lock, key: string): LockedPackage {
  const locked = Object.hasOwn(lock.packages, key) ? lock.packages[key] : undefined;
  if (locked) return locked;
  throw new ModuleProblem(moduleFindings.lockStale, `The lock has no package ${quote(key)}.`, PIN_HELP);
}

/** What to do about a lock that does not fit. */
export const PIN_HELP = 'Run `renderify pin` on your plans.';

function find(lock: Lock, key: string, path: string): { locked: LockedPackage; integrity: string } {
  const locked = findPackage(lock, key);
  const integrity = Object.hasOwn(locked.files, path) ? locked.files[path] : undefined;
  if (integrity !== undefined) return { locked, integrity };
  const message = `The lock does not have the file ${quote(path)} of ${quote(key)}.`;
  throw new ModuleProblem(moduleFindings.lockStale, message, PIN_HELP);
}

function notAsPinned(key: string, path: string): ModuleProblem {
  const message = `The file ${quote(path)} of ${quote(key)} has other bytes than the lock says.`;
  const help = 'The tarball is the pinned one, so the lock was edited: take it from version control.';
  return new ModuleProblem(moduleFindings.requireIntegrityMatch, message, help);
}
