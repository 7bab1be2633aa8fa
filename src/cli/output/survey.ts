import { type Dirent, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemCode } from '../failures.ts';

export const MANIFEST = 'renderify.manifest.json';

/** Names the bundles of a build of several plans. */
export const BUILD_MANIFEST = 'renderify.build.json';

/** Says how a bundle was built; it names the manifest, so that the manifest cannot name it. */
export const PROVENANCE = 'bundle.intoto.json';

/** The provenance as it was signed with a key (an envelope of DSSE), and through Sigstore. */
export const SIGNATURE = 'bundle.intoto.dsse.json';
export const SIGSTORE = 'bundle.sigstore.json';

/** Files of a bundle that its manifest cannot name. */
export const ABOUT: readonly string[] = [PROVENANCE, SIGNATURE, SIGSTORE];

/** What lies in an output folder. Paths are relative, with `/`, parents before their children. */
export interface Survey {
  readonly entries: ReadonlyMap<string, Dirent>;
  /** Bundle folders of earlier builds (`''` is the output folder itself), each with the files that its manifest lists. */
  readonly bundles: ReadonlyMap<string, ReadonlySet<string>>;
  /** Files of an earlier build as a whole, beside its bundles. */
  readonly own: ReadonlySet<string>;
  /** Whether a build has made anything here. */
  readonly ours: boolean;
}

/**
 * Looks at an output folder; `undefined` when there is none. Without any bundle in it, only its top level is read; so are
 * folders there that `concerns` leaves out.
 */
export function surveyFolder(folder: string, concerns: (root: string) => boolean = () => true): Survey | undefined {
  const top = readFolder(folder);
  if (!top) return undefined;
  const bundles = new Map<string, ReadonlySet<string>>();
  const roots = top.filter((entry) => entry.isDirectory() && concerns(entry.name)).map(({ name }) => name);
  for (const root of ['', ...roots]) {
    const owned = ownedFiles(folder, root);
    if (owned) bundles.set(root, owned);
  }
  const entries = new Map(top.map((entry) => [entry.name, entry]));
  const own = ownFiles(folder);
  const ours = bundles.size > 0 || own.size > 0 || top.some(({ name }) => existsSync(join(folder, name, MANIFEST)));
  if (ours) walk(folder, roots, entries);
  return { entries, bundles, own, ours };
}

function readFolder(folder: string): Dirent[] | undefined {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** The files of a bundle by its own manifest, or `undefined` when there is none that can be read. */
function ownedFiles(folder: string, root: string): ReadonlySet<string> | undefined {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(folder, root, MANIFEST), 'utf8'));
    const { format, files } = manifest as { format: unknown; files: readonly { readonly path: string }[] };
    if (format !== 'renderify-manifest/v1') return undefined;
    return new Set([MANIFEST, ...ABOUT, ...files.map(({ path }) => path)].map((path) => below(root, path)));
  } catch {
    return undefined;
  }
}

function walk(folder: string, roots: readonly string[], entries: Map<string, Dirent>): void {
  const open = [...roots];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const entry of readdirSync(join(folder, at), { withFileTypes: true })) {
      const path = below(at, entry.name);
      entries.set(path, entry);
      if (entry.isDirectory()) open.push(path);
    }
  }
}

/** The files of the whole build, by its manifest. */
function ownFiles(folder: string): ReadonlySet<string> {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(folder, BUILD_MANIFEST), 'utf8'));
    const { format, files = [] } = manifest as { format: unknown; files?: readonly { readonly path: string }[] };
    return new Set(format === 'renderify-build/v1' ? [BUILD_MANIFEST, ...files.map(({ path }) => path)] : []);
  } catch {
    return new Set();
  }
}

function below(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
