import { quote } from '../../diagnostics/quote.ts';
import { isNodeBuiltin } from '../../plan/modules/node-builtins.ts';
import { isExactVersion } from '../../plan/modules/specifier.ts';
import type { ManifestEntry } from '../../plan/types.ts';
import { askedAs, coordinatesOf, type PackageCoordinates } from '../coordinates.ts';
import { moduleFindings } from '../findings.ts';
import { declaredRange } from '../graph/resolve-file.ts';
import type { Answer, GraphSource, LooseFile, Target } from '../graph/walk-types.ts';
import { refused } from '../load/locked-source.ts';
import { type LocalFiles, localId } from '../local-files.ts';
import { type Lock, splitModuleId } from '../lock/lock.ts';
import { ModuleProblem } from '../problem.ts';
import type { PackagePool } from './package-pool.ts';
import type { VersionDesk } from './version-desk.ts';

/** What a source that pins works with. */
export interface PinParts {
  readonly pool: PackagePool;
  readonly desk: VersionDesk;
  /** The lock as it was; what it has stays, but for packages that are updated. */
  readonly lock: Lock;
  readonly keeps: (name: string) => boolean;
  /** The version of the one copy of Preact. */
  readonly preact: string;
  readonly local: LocalFiles;
  readonly remote: (url: string) => Promise<LooseFile>;
  readonly manifest: ReadonlyMap<string, ManifestEntry>;
  /** What packages import by name, to keys: the lock's `dependencies`. */
  readonly edges: Map<string, Map<string, string>>;
}

/** A graph's source that chooses versions and fetches what it chose. */
export function createPinSource(parts: PinParts): GraphSource {
  const { pool, desk, lock, keeps, preact, local, remote, manifest, edges } = parts;
  const preactKey = (): Answer<string> => askVersion('preact', preact, parts);
  return {
    ask: (specifier) => askTarget(specifier, manifest.get(specifier), parts),
    dependency(importer, name, optional) {
      const kept = keeps(importer.name) ? lock.packages[importer.key]?.dependencies[name] : undefined;
      const key =
        kept !== undefined && keepsKey(kept, parts) ? kept : chooseDependency(parts, importer, name, optional);
      if (key !== undefined && key !== 'pending') record(edges, importer.key, name, key);
      if (key === kept && kept !== undefined) desk.use(kept);
      return key;
    },
    preact: preactKey,
    open: async (key) => (await pool.open(key)).view,
    local: async (path) => local.read(path),
    remote,
    settle: () => desk.settle(),
  };
}

function keepsKey(key: string, { lock, keeps }: PinParts): boolean {
  return Object.hasOwn(lock.packages, key) && keeps(key.slice(0, key.lastIndexOf('@')));
}

function chooseDependency(
  { desk }: PinParts,
  importer: Parameters<GraphSource['dependency']>[0],
  name: string,
  optional: boolean,
): Answer<string | undefined> {
  const range = declaredRange(importer.manifest, name);
  if (range !== undefined) return desk.ask(name, range);
  if (optional) return undefined;
  const message = `The package ${quote(importer.key)} imports ${quote(name)}, which its package.json does not declare.`;
  throw new ModuleProblem(moduleFindings.undeclaredDependency, message, 'Another version of it may be whole.');
}

function record(edges: Map<string, Map<string, string>>, importer: string, name: string, key: string): void {
  edges.set(importer, (edges.get(importer) ?? new Map<string, string>()).set(name, key));
}

function askTarget(specifier: string, entry: ManifestEntry | undefined, parts: PinParts): Answer<Target> {
  const said = coordinatesOf(specifier, entry);
  if (said.kind === 'local') return { kind: 'local', path: localId(said.path) };
  if (said.kind === 'remote') return { kind: 'remote', url: said.url };
  if (said.kind === 'refused') throw refused(specifier, said.reason);
  if (isNodeBuiltin(said.name)) throw refused(specifier, 'names a module of Node.js');
  const key = keptKey(askedAs(specifier, entry), parts) ?? chooseKey(said, parts);
  if (key === 'pending') return key;
  parts.desk.use(key);
  return { kind: 'package', key, subpath: said.path, file: said.file };
}

function chooseKey({ name, wanted, alias }: PackageCoordinates, parts: PinParts): Answer<string> {
  return askVersion(name, name === 'preact' && (alias || wanted === '') ? parts.preact : wanted, parts);
}

/** About an exact version that the lock has nobody need be asked. */
function askVersion(name: string, wanted: string, parts: PinParts): Answer<string> {
  const key = `${name}@${wanted}`;
  return isExactVersion(wanted) && keepsKey(key, parts) ? key : parts.desk.ask(name, wanted);
}

/** What the lock has for a question stays. */
function keptKey(asked: string, parts: PinParts): string | undefined {
  const { specifiers } = parts.lock;
  const place = Object.hasOwn(specifiers, asked) ? splitModuleId(specifiers[asked] ?? '') : undefined;
  return place && keepsKey(place.key, parts) ? place.key : undefined;
}
