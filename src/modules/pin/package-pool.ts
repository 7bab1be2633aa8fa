import { createHash } from 'node:crypto';
import { quote } from '../../diagnostics/quote.ts';
import { tarballIntegrity } from '../digest.ts';
import { moduleFindings } from '../findings.ts';
import { type PackageJson, type PackageView, parseManifest } from '../graph/package-view.ts';
import { lockedTarballs } from '../load/locked-tarballs.ts';
import { type Lock, type LockedPackage, type Signature, splitKey } from '../lock/lock.ts';
import { type Network, noRegistry } from '../network.ts';
import { ModuleProblem } from '../problem.ts';
import { fetchPackument, type Packument, type PackumentVersion } from '../registry/packument.ts';
import type { NamedRegistry } from '../registry/registries.ts';
import { checkSignature, fetchKeys, type RegistryKey, unsigned } from '../registry/signatures.ts';
import { fetchTarball, obtainTarball, usualTarball } from '../registry/tarball.ts';
import { untar } from '../registry/untar.ts';
import type { Store } from '../store/store.ts';

/** A package with all of its files, and what the lock will say of it. */
export interface PooledPackage {
  readonly view: PackageView;
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Files whose bytes mattered. */
  readonly reached: Set<string>;
  readonly registry: string;
  readonly integrity: string;
  readonly deprecated: string | null;
  readonly signature: Signature;
  /** What is worth saying of the package, once it is part of a graph. */
  readonly remarks: readonly ModuleProblem[];
}

/** Every package that pinning has looked at, each fetched once. */
export interface PackagePool {
  packument(name: string): Promise<Packument>;
  open(key: string): Promise<PooledPackage>;
  /** The packages that were opened. */
  opened(): ReadonlyMap<string, Promise<PooledPackage>>;
}

/** What a pool works with. */
export interface PoolParts {
  readonly network: Network;
  readonly store: Store;
  /** The lock as it was, for packages that keep their version. */
  readonly lock: Lock;
  /** Whether the lock's word on a package counts. */
  readonly keeps: (name: string) => boolean;
  readonly profile: string;
  /** Whether dates of publication are needed. */
  readonly dates: boolean;
  readonly progress: (key: string) => void;
  readonly signal: AbortSignal | undefined;
}

/** An empty pool. */
export function createPackagePool(parts: PoolParts): PackagePool {
  const packuments = new Map<string, Promise<Packument>>();
  const packages = new Map<string, Promise<PooledPackage>>();
  const keys = new Map<string, Promise<readonly RegistryKey[]>>();
  const keysOf = (registry: NamedRegistry): Promise<readonly RegistryKey[]> =>
    memo(keys, registry.name, () => fetchKeys(parts.network.client('The keys of the registry'), registry));
  const packument = (name: string): Promise<Packument> =>
    memo(packuments, name, async () => {
      const client = parts.network.client(`The package ${quote(name)}`);
      const registry = registryOf(name, parts);
      keysOf(registry).catch(() => undefined);
      return fetchPackument(client, registry, name, parts.dates);
    });
  const load = async (key: string): Promise<PooledPackage> => {
    const locked = parts.keeps(splitKey(key).name) ? own(parts.lock, key) : undefined;
    const opened = locked ? await openLocked(key, locked, parts) : await openNew(key, parts, packument, keysOf);
    parts.progress(key);
    return opened;
  };
  return { packument, open: (key) => memo(packages, key, () => load(key)), opened: () => packages };
}

/** A failure is remembered as well, and found by whoever asks; nobody may be asking yet. */
function memo<T>(table: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const known = table.get(key);
  if (known) return known;
  const made = make();
  made.catch(() => undefined);
  table.set(key, made);
  return made;
}

function own(lock: Lock, key: string): LockedPackage | undefined {
  return Object.hasOwn(lock.packages, key) ? lock.packages[key] : undefined;
}

function registryOf(name: string, { network }: PoolParts): NamedRegistry {
  const registry = network.registries().registryFor(name);
  if (!registry) throw noRegistry(name);
  return registry;
}

async function openLocked(key: string, locked: LockedPackage, parts: PoolParts): Promise<PooledPackage> {
  const tarball = await lockedTarballs(parts.store, parts.network, parts.signal)(key, locked);
  const { registry, integrity, deprecated, signature } = locked;
  return { ...(await unpack(key, tarball)), registry, integrity, deprecated, signature, remarks: [] };
}

async function openNew(
  key: string,
  parts: PoolParts,
  packumentOf: (name: string) => Promise<Packument>,
  keysOf: (registry: NamedRegistry) => Promise<readonly RegistryKey[]>,
): Promise<PooledPackage> {
  const { name, version } = splitKey(key);
  const { versions, time } = await packumentOf(name);
  const said = versions[version];
  if (!said) throw new ModuleProblem(moduleFindings.versionUnknown, `There is no package ${quote(key)}.`);
  const registry = registryOf(name, parts);
  const remarks: ModuleProblem[] = [];
  const [{ tarball, integrity }, signature] = await Promise.all([
    obtainNew(key, said, registry, parts, remarks),
    keysOf(registry).then((keys) => checkSignature(key, said, time?.[version], keys)),
  ]);
  if (signature === 'absent') addRemark(unsigned(key, parts.profile), remarks);
  const deprecated = typeof said.deprecated === 'string' && said.deprecated !== '' ? said.deprecated : null;
  return { ...(await unpack(key, tarball)), registry: registry.name, integrity, deprecated, signature, remarks };
}

/** An error is thrown at once; a warning waits until the package is part of a graph. */
function addRemark(problem: ModuleProblem, remarks: ModuleProblem[]): void {
  if (problem.severity === 'error') throw problem;
  remarks.push(problem);
}

async function obtainNew(
  key: string,
  { dist }: PackumentVersion,
  registry: NamedRegistry,
  { network, store, profile, signal }: PoolParts,
  remarks: ModuleProblem[],
): Promise<{ tarball: Uint8Array; integrity: string }> {
  const client = network.client(`The package ${quote(key)}`);
  const url =
    dist.tarball !== undefined && URL.canParse(dist.tarball) ? new URL(dist.tarball) : usualTarball(registry, key);
  const fetch = (): Promise<Uint8Array> => fetchTarball(client, registry, key, url);
  const integrity = /\bsha512-[A-Za-z0-9+/]{86}==/.exec(dist.integrity ?? '')?.[0];
  if (integrity !== undefined) return { tarball: await obtainTarball(store, key, integrity, fetch, signal), integrity };
  addRemark(weak(key, profile), remarks);
  const tarball = await fetch();
  if (dist.shasum !== undefined && createHash('sha1').update(tarball).digest('hex') !== dist.shasum)
    throw new ModuleProblem(
      moduleFindings.requireIntegrityMatch,
      `The tarball of ${quote(key)} has other bytes than its registry says.`,
    );
  const computed = tarballIntegrity(tarball);
  store.write(computed, tarball);
  return { tarball, integrity: computed };
}

function weak(key: string, profile: string): ModuleProblem {
  const message = `The registry has only a SHA-1 digest of ${quote(key)}, which proves nothing.`;
  const severity = profile === 'strict' ? 'error' : 'warning';
  return new ModuleProblem(
    moduleFindings.weakIntegrity,
    message,
    'Use a version that was published with a better one.',
    severity,
  );
}

async function unpack(key: string, tarball: Uint8Array): Promise<Pick<PooledPackage, 'view' | 'files' | 'reached'>> {
  const files = await untar(tarball, key);
  const bytes = files.get('package.json');
  const manifest = bytes ? parseManifest(bytes) : {};
  const reached = new Set<string>(bytes ? ['package.json'] : []);
  if (manifest['name'] !== splitKey(key).name || manifest['version'] !== splitKey(key).version)
    checkName(key, manifest);
  return { view: viewOf(key, manifest, files, reached), files, reached };
}

function checkName(key: string, manifest: PackageJson): void {
  const said = `${String(manifest['name'])}@${String(manifest['version']).replace(/^v/, '')}`;
  if (said === key) return;
  const message = `The tarball of ${quote(key)} holds ${quote(said)}.`;
  throw new ModuleProblem(moduleFindings.unsafeArchive, message, 'Ask the registry again later.');
}

function viewOf(
  key: string,
  manifest: PackageJson,
  files: ReadonlyMap<string, Uint8Array>,
  reached: Set<string>,
): PackageView {
  const read = (path: string): Uint8Array => {
    reached.add(path);
    return files.get(path) ?? new Uint8Array();
  };
  return {
    key,
    ...splitKey(key),
    manifest,
    // What was found is in the lock, too, so that loading finds the same.
    has: (path) => files.has(path) && reached.add(path).size > 0,
    nestedManifest: (folder) => {
      const path = `${folder}/package.json`;
      return files.has(path) ? parseManifest(read(path)) : undefined;
    },
    read,
  };
}
