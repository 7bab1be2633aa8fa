import { quote } from '../../diagnostics/quote.ts';
import type { ManifestEntry } from '../../plan/types.ts';
import { askedAs, coordinatesOf, type PackageCoordinates } from '../coordinates.ts';
import { moduleFindings } from '../findings.ts';
import type { GraphSource, LooseFile, Target } from '../graph/walk-types.ts';
import { type LocalFiles, localId } from '../local-files.ts';
import { type Lock, splitKey, splitModuleId } from '../lock/lock.ts';
import { ModuleProblem } from '../problem.ts';
import type { LockedFiles } from './locked-files.ts';

/** What a locked source reads from. */
export interface LockedParts {
  readonly lock: Lock;
  readonly files: LockedFiles;
  readonly local: LocalFiles;
  readonly remote: (url: string) => Promise<LooseFile>;
  /** The entries of the plan's manifest, by specifier. */
  readonly manifest: ReadonlyMap<string, ManifestEntry>;
}

/** A graph's source that chooses nothing: everything is as the lock says. */
export function createLockedSource({ lock, files, local, remote, manifest }: LockedParts): GraphSource {
  const preactKey = Object.keys(lock.packages).find((key) => splitKey(key).name === 'preact');
  return {
    ask: (specifier) => lockedTarget(lock, specifier, manifest.get(specifier)),
    dependency(importer, name, optional) {
      const known = lock.packages[importer.key]?.dependencies ?? {};
      if (Object.hasOwn(known, name)) return known[name];
      if (optional) return undefined;
      throw notLocked(`${quote(importer.key)} imports ${quote(name)}`);
    },
    preact() {
      if (preactKey !== undefined) return preactKey;
      throw notLocked('Preact is needed');
    },
    open: (key) => files.open(key),
    local: async (path) => local.read(path),
    remote,
    settle: async () => undefined,
  };
}

function lockedTarget(lock: Lock, specifier: string, entry: ManifestEntry | undefined): Target {
  const said = coordinatesOf(specifier, entry);
  if (said.kind === 'local') return { kind: 'local', path: localId(said.path) };
  if (said.kind === 'refused') throw refused(specifier, said.reason);
  const asked = askedAs(specifier, entry);
  const id = Object.hasOwn(lock.specifiers, asked) ? lock.specifiers[asked] : aliasId(lock, said);
  if (id === undefined) throw notLocked(`The plan asks for ${quote(asked)}`);
  const place = splitModuleId(id);
  return place ? { kind: 'package', key: place.key, subpath: place.path, file: true } : { kind: 'remote', url: id };
}

/** Aliases need no entry of their own: they are one exact file of a package that the lock has. */
function aliasId(lock: Lock, said: Exclude<ReturnType<typeof coordinatesOf>, { kind: 'refused' }>): string | undefined {
  const alias = said.kind === 'package' && said.alias ? said : undefined;
  return alias && aliasFile(lock, alias);
}

function aliasFile(lock: Lock, { name, path }: PackageCoordinates): string | undefined {
  const key = Object.keys(lock.packages).find((one) => splitKey(one).name === name);
  return key !== undefined && Object.hasOwn(lock.packages[key]?.files ?? {}, path) ? `${key}/${path}` : undefined;
}

/** The finding for a specifier that cannot be pinned. */
export function refused(specifier: string, reason: string): ModuleProblem {
  const help = 'Name a package (`npm:name@1.2.3`), a file beside the plan (`./card.mjs`), or an `https:` URL.';
  return new ModuleProblem(moduleFindings.specifierRefused, `The specifier ${quote(specifier)} ${reason}.`, help);
}

function notLocked(what: string): ModuleProblem {
  const message = `${what}, and the lock does not have it.`;
  return new ModuleProblem(
    moduleFindings.notLocked,
    message,
    'Run `renderify pin plan.json`; a build chooses no version.',
  );
}
