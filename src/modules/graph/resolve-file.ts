import { exports as resolveExports, imports as resolveImports } from 'resolve.exports';
import { type PackageJson, type PackageView, textTable } from './package-view.ts';

/** How a module is asked for: conditions and fields of package.json depend on it. */
export type Mode = 'import' | 'require';

/** A file of the package; `empty` where the package gives browsers nothing; a specifier of another module; or nothing. */
export type FileResult = { readonly path: string } | { readonly other: string } | 'empty' | undefined;

const CONDITIONS: Readonly<Record<Mode, readonly string[]>> = {
  import: ['browser', 'import', 'module', 'default'],
  require: ['browser', 'require', 'module', 'default'],
};
const FIELDS: Readonly<Record<Mode, readonly string[]>> = {
  import: ['module', 'browser', 'main'],
  require: ['browser', 'main', 'module'],
};
const EXTENSIONS = ['', '.mjs', '.js', '.cjs', '.json'];
const INDEXES = ['/index.mjs', '/index.js', '/index.cjs', '/index.json'];

/** What a package offers under a subpath (`.` or `./x`): its `exports` decide where it has any, else its files. */
export function resolveSubpath(view: PackageView, subpath: string, mode: Mode): FileResult {
  if (view.manifest['exports'] !== undefined && view.manifest['exports'] !== null)
    return mapped(view, firstFile(view, exported(view.manifest, subpath, mode)));
  return subpath === '.' ? resolveEntry(view, mode) : mapped(view, probe(view, subpath.slice(2)));
}

/** A relative specifier in a file of the package. */
export function resolveRelative(view: PackageView, from: string, specifier: string): FileResult {
  const path = join(from, specifier);
  return path === undefined ? undefined : mapped(view, probe(view, path), path);
}

/** A specifier that begins with `#`. */
export function resolveInternal(view: PackageView, specifier: string, mode: Mode): FileResult {
  const targets = attempt(() => resolveImports(view.manifest as never, specifier, conditionsOf(mode))) ?? [];
  const [first] = targets;
  if (first === undefined) return undefined;
  return first.startsWith('./') ? mapped(view, firstFile(view, targets)) : { other: first };
}

/** What a package puts in the place of another one for browsers; `undefined` where it says nothing. */
export function replaced(view: PackageView, specifier: string): FileResult {
  const map = browserMap(view.manifest);
  if (!map || !Object.hasOwn(map, specifier)) return undefined;
  return replacement(view, map[specifier]);
}

function replacement(view: PackageView, target: unknown): FileResult {
  if (target === false) return 'empty';
  if (typeof target !== 'string') return undefined;
  if (!target.startsWith('./')) return view.has(target) ? { path: target } : { other: target };
  const path = probe(view, clean(target));
  return path === undefined ? undefined : { path };
}

function exported(manifest: PackageJson, subpath: string, mode: Mode): readonly string[] {
  // Only the targets matter; the tool asks for a name because it also accepts `name/subpath`.
  return attempt(() => resolveExports({ ...manifest, name: '.' } as never, subpath, conditionsOf(mode))) ?? [];
}

function conditionsOf(mode: Mode): { unsafe: true; conditions: readonly string[] } {
  return { unsafe: true, conditions: CONDITIONS[mode] };
}

function attempt<T>(resolve: () => T): T | undefined {
  try {
    return resolve();
  } catch {
    return undefined;
  }
}

function firstFile(view: PackageView, targets: readonly string[]): string | undefined {
  return targets.map(clean).find((path) => view.has(path));
}

function resolveEntry(view: PackageView, mode: Mode): FileResult {
  for (const field of FIELDS[mode]) {
    const value = view.manifest[field];
    const path = typeof value === 'string' && value !== '' ? probe(view, clean(value)) : undefined;
    if (path !== undefined) return mapped(view, path);
  }
  return mapped(view, probe(view, 'index'));
}

/** The `browser` map of package.json has the last word on a file, by its name with or without extension. */
function mapped(view: PackageView, path: string | undefined, asked?: string): FileResult {
  const map = browserMap(view.manifest);
  const names = [path, path?.replace(/\.[mc]?js$/, ''), asked].filter((one) => one !== undefined);
  const key = map && names.map((name) => `./${name}`).find((name) => Object.hasOwn(map, name));
  if (map && key !== undefined) return replacement(view, map[key]) ?? (path === undefined ? undefined : { path });
  return path === undefined ? undefined : { path };
}

function browserMap(manifest: PackageJson): Readonly<Record<string, unknown>> | undefined {
  const map = manifest['browser'];
  return map !== null && typeof map === 'object' && !Array.isArray(map) ? (map as Record<string, unknown>) : undefined;
}

/** A file, or a folder with a package.json or an index; only files of the package are tried. */
function probe(view: PackageView, path: string): string | undefined {
  const base = path.replace(/\/+$/, '');
  if (base === '') return INDEXES.map((one) => one.slice(1)).find((name) => view.has(name));
  return firstWith(view, base, EXTENSIONS) ?? probeFolder(view, base) ?? firstWith(view, base, INDEXES);
}

function probeFolder(view: PackageView, folder: string): string | undefined {
  const manifest = view.nestedManifest(folder);
  const fields = [manifest?.['module'], manifest?.['main']].filter((field) => typeof field === 'string');
  const paths = fields.map((field) => join(`${folder}/package.json`, field)).filter((path) => path !== undefined);
  return paths.map((path) => firstWith(view, path, [...EXTENSIONS, ...INDEXES])).find((path) => path !== undefined);
}

function firstWith(view: PackageView, base: string, endings: readonly string[]): string | undefined {
  return endings.map((ending) => base + ending).find((name) => view.has(name));
}

/** A path from the package's root without `.` and `..`; `undefined` where it would leave the package. */
function join(from: string, specifier: string): string | undefined {
  const segments = from.split('/').slice(0, -1);
  for (const segment of specifier.split('/')) {
    if (segment === '..' && segments.pop() === undefined) return undefined;
    if (segment !== '..' && segment !== '.' && segment !== '') segments.push(segment);
  }
  return segments.join('/');
}

function clean(path: string): string {
  return join('', path) ?? '';
}

/** The version range that package.json declares for a package that one of its modules imports. */
export function declaredRange(manifest: PackageJson, name: string): string | undefined {
  const tables = ['dependencies', 'optionalDependencies', 'peerDependencies'];
  for (const table of tables) {
    const range = textTable(manifest, table).get(name);
    if (range !== undefined) return range;
  }
  return undefined;
}
