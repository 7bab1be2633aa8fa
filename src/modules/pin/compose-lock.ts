import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { askedAs, coordinatesOf } from '../coordinates.ts';
import { fileIntegrity } from '../digest.ts';
import type { ModuleDraft } from '../graph/module-draft.ts';
import { isLicenceFile } from '../load/licence-file.ts';
import { type Lock, type LockedPackage, type LockedRemote, splitModuleId } from '../lock/lock.ts';
import type { Store } from '../store/store.ts';
import { licenceOf } from './licence-of.ts';
import type { PackagePool, PooledPackage } from './package-pool.ts';
import type { PinnedJob, PinSettings } from './pin-plans.ts';

/** What a lock is made of, beside the walks. */
export interface LockParts {
  readonly settings: PinSettings;
  readonly pool: PackagePool;
  readonly store: Store;
  readonly edges: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly remotes: ReadonlyMap<string, LockedRemote>;
}

/** The lock for what was walked, with what the old one has for other plans. Puts the files that matter into the store. */
export async function composeLock(pinned: readonly PinnedJob[], parts: LockParts): Promise<Lock> {
  const { settings, pool, store, edges } = parts;
  const drafts = pinned.flatMap(({ walked }) => [...walked.modules.values()]);
  const specifiers = Object.assign({}, ...pinned.map(askedIn)) as Record<string, string>;
  const keys = new Set(drafts.flatMap(({ location }) => ('view' in location ? [location.view.key] : [])));
  const packages: Record<string, LockedPackage> = {};
  for (const key of keys) {
    const pooled = await pool.open(key);
    const dependencies = Object.fromEntries(edges.get(key) ?? []);
    packages[key] = toLocked(pooled, { ...dependencies, ...preactOf(key, drafts) }, store);
  }
  const remote = remotesOf(drafts, parts.remotes);
  const local = Object.assign({}, ...pinned.map((one) => Object.fromEntries(one.local.hashes))) as Lock['local'];
  const fresh: Lock = { lockfileVersion: 1, specifiers, packages: withClaims(packages, pinned), remote, local };
  return settings.prune ? fresh : merge(settings.lock, fresh, settings.lockFolder);
}

/** What a plan and the modules beside it asked for, as the lock keeps it. */
function askedIn({ job, walked, manifest }: PinnedJob): Record<string, string> {
  const asked: Record<string, string> = {};
  const add = (specifier: string, id: string | undefined): void => {
    const entry = manifest.get(specifier);
    const { kind } = coordinatesOf(specifier, entry);
    if (id !== undefined && (kind === 'package' || kind === 'remote')) asked[askedAs(specifier, entry)] = id;
  };
  for (const { specifier } of job.requests) add(specifier, walked.entries[specifier]);
  for (const { location, imports } of walked.modules.values())
    if (location.kind === 'local' || location.kind === 'remote')
      for (const [specifier, id] of Object.entries(imports)) if (!/^\.{0,2}\//.test(specifier)) add(specifier, id);
  return asked;
}

/** An import of React's is one of Preact's for whoever reads the lock. */
function preactOf(key: string, drafts: readonly ModuleDraft[]): Record<string, string> {
  for (const { location, imports } of drafts) {
    if (!('view' in location) || location.view.key !== key || location.view.name === 'preact') continue;
    const id = Object.values(imports).find((one) => one.startsWith('preact@'));
    if (id !== undefined) return { preact: splitModuleId(id)?.key ?? '' };
  }
  return {};
}

function toLocked(pooled: PooledPackage, dependencies: Record<string, string>, store: Store): LockedPackage {
  const { view, files, reached, registry, integrity, deprecated, signature } = pooled;
  const wanted = [...reached, ...[...files.keys()].filter(isLicenceFile)].filter((path) => files.has(path));
  const table: Record<string, string> = {};
  for (const path of wanted.sort()) {
    const bytes = files.get(path) ?? new Uint8Array();
    table[path] = fileIntegrity(bytes);
    if (!store.has(table[path])) store.write(table[path], bytes);
  }
  const scripts = (view.manifest['scripts'] ?? {}) as Record<string, unknown>;
  const installs = ['preinstall', 'install', 'postinstall'].some((one) => typeof scripts[one] === 'string');
  return {
    registry,
    integrity,
    license: licenceOf(view.manifest),
    deprecated,
    hasInstallScript: installs || files.has('binding.gyp'),
    signature,
    dependencies,
    files: table,
  };
}

function remotesOf(drafts: readonly ModuleDraft[], remotes: ReadonlyMap<string, LockedRemote>): Lock['remote'] {
  const table: Record<string, LockedRemote> = {};
  for (const { location, imports } of drafts) {
    const known = location.kind === 'remote' ? remotes.get(location.url) : undefined;
    if (known && location.kind === 'remote') table[location.url] = { ...known, imports: { ...imports } };
  }
  return table;
}

/** An integrity that can match nothing is kept beside the package, under what was asked (DESIGN section 6). */
function withClaims(packages: Readonly<Record<string, LockedPackage>>, pinned: readonly PinnedJob[]): Lock['packages'] {
  const result: Record<string, LockedPackage> = { ...packages };
  for (const { job, walked } of pinned) {
    for (const { specifier, manifest } of job.requests) {
      const said = coordinatesOf(specifier, manifest);
      const key = splitModuleId(walked.entries[specifier] ?? '')?.key ?? '';
      const locked = Object.hasOwn(result, key) ? result[key] : undefined;
      if (!locked || !manifest?.integrity || said.kind !== 'package' || said.faithful) continue;
      const claimedIntegrity = { ...locked.claimedIntegrity, [manifest.resolvedUrl]: manifest.integrity };
      result[key] = { ...locked, claimedIntegrity };
    }
  }
  return result;
}

/** What these plans did not ask for stays as it was, with everything it leads to. */
function merge(old: Lock, fresh: Lock, folder: string): Lock {
  const specifiers = { ...old.specifiers, ...fresh.specifiers };
  const kept = Object.entries(old.local).filter(([path]) => existsSync(resolve(folder, path)));
  const kind = { ...old.remote, ...fresh.remote };
  const all = { ...old.packages, ...fresh.packages };
  const packages: Record<string, LockedPackage> = {};
  const remote: Record<string, LockedRemote> = {};
  const open = [
    ...Object.values(specifiers),
    ...Object.keys(fresh.remote),
    ...Object.keys(fresh.packages).map((key) => `${key}/`),
  ];
  for (const id of open) {
    const key = splitModuleId(`${id}.`)?.key ?? '';
    if (Object.hasOwn(kind, id) && !Object.hasOwn(remote, id)) {
      remote[id] = kind[id] as LockedRemote;
      open.push(...Object.values(kind[id]?.imports ?? {}));
    }
    if (!Object.hasOwn(all, key) || Object.hasOwn(packages, key)) continue;
    packages[key] = joined(old.packages[key], all[key] as LockedPackage);
    open.push(...Object.values(packages[key].dependencies).map((one) => `${one}/`));
  }
  return { lockfileVersion: 1, specifiers, packages, remote, local: { ...Object.fromEntries(kept), ...fresh.local } };
}

/** Files that another plan reaches, where it is the same package. */
function joined(old: LockedPackage | undefined, fresh: LockedPackage): LockedPackage {
  if (!old || old.integrity !== fresh.integrity) return fresh;
  return {
    ...fresh,
    files: { ...old.files, ...fresh.files },
    dependencies: { ...old.dependencies, ...fresh.dependencies },
  };
}
