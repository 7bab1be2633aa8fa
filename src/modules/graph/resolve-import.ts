import { quote } from '../../diagnostics/quote.ts';
import { isPreactAlias } from '../../plan/modules/aliases.ts';
import { isNodeBuiltin } from '../../plan/modules/node-builtins.ts';
import { moduleFindings } from '../findings.ts';
import { ModuleProblem } from '../problem.ts';
import type { Location, ModuleDraft } from './module-draft.ts';
import type { PackageView } from './package-view.ts';
import { reactCounterpart } from './react-counterpart.ts';
import { type FileResult, replaced, resolveInternal, resolveRelative, resolveSubpath } from './resolve-file.ts';
import type { ScannedImport } from './scan.ts';
import type { Answer, GraphSource, Target } from './walk-types.ts';

type Found = Promise<Answer<Location | undefined>>;

/** Where a target of the plan lies. */
export async function targetLocation(target: Answer<Target>, source: GraphSource): Found {
  if (target === 'pending') return target;
  if (target.kind === 'local') return { kind: 'local', path: target.path };
  if (target.kind === 'remote') return { kind: 'remote', url: target.url };
  const view = await source.open(target.key);
  if (target.file && view.has(target.subpath)) return { kind: 'package', view, path: target.subpath };
  const subpath = target.subpath === '' ? '.' : `./${target.subpath}`;
  const result = resolveSubpath(view, subpath, 'import');
  if (!result) throw missing(view, target.subpath);
  return located(result, view, { specifier: target.subpath, mode: 'import', optional: false }, source);
}

/** Where an import of a module lies; `undefined` for an optional one that is not there. */
export async function importedLocation(from: ModuleDraft, scanned: ScannedImport, source: GraphSource): Found {
  const { location } = from;
  if (location.kind === 'package') {
    try {
      return await fromPackage(location.view, location.path, scanned, source);
    } catch (problem) {
      if (scanned.optional && problem instanceof ModuleProblem) return undefined;
      throw problem;
    }
  }
  if (location.kind === 'local') return fromLocal(location.path, scanned.specifier, source);
  return location.kind === 'remote' ? fromRemote(from.base ?? location.url, scanned.specifier, source) : undefined;
}

async function fromPackage(view: PackageView, path: string, scanned: ScannedImport, source: GraphSource): Found {
  const { specifier, mode } = scanned;
  if (/^\.\.?(\/|$)/.test(specifier))
    return located(resolveRelative(view, path, specifier), view, scanned, source, path);
  if (specifier.startsWith('#')) return located(resolveInternal(view, specifier, mode), view, scanned, source, path);
  const instead = replaced(view, specifier);
  if (instead) return located(instead, view, scanned, source, path);
  return fromName(view, scanned, source);
}

async function located(
  result: FileResult,
  view: PackageView,
  scanned: ScannedImport,
  source: GraphSource,
  path?: string,
): Found {
  if (result === 'empty') return { kind: 'empty', view };
  if (result === undefined) throw noFile(view, scanned.specifier, path);
  if ('path' in result) return { kind: 'package', view, path: result.path };
  return fromName(view, { ...scanned, specifier: result.other }, source);
}

/** An import by the name of a package. */
async function fromName(view: PackageView, scanned: ScannedImport, source: GraphSource): Found {
  const { specifier, mode, optional } = scanned;
  const counterpart = reactCounterpart(specifier, view.name);
  if (counterpart !== undefined) return preactFile(counterpart, source);
  if (specifier.startsWith('node:') || isNodeBuiltin(specifier)) throw builtin(view, specifier);
  const { name, subpath } = splitName(specifier);
  if (name === '') throw noFile(view, specifier);
  const key = name === view.name ? view.key : source.dependency(view, name, optional);
  if (key === 'pending' || key === undefined) return key;
  const other = key === view.key ? view : await source.open(key);
  const result = resolveSubpath(other, subpath, mode);
  if (!result) throw missing(other, subpath === '.' ? '' : subpath.slice(2));
  return located(result, other, { ...scanned, specifier: subpath }, source);
}

async function preactFile(subpath: string, source: GraphSource): Found {
  const key = source.preact();
  if (key === 'pending') return key;
  const view = await source.open(key);
  const result = resolveSubpath(view, subpath, 'import');
  if (!result || result === 'empty' || 'other' in result) throw missing(view, subpath.slice(2));
  return { kind: 'package', view, path: result.path };
}

async function fromLocal(path: string, specifier: string, source: GraphSource): Found {
  if (/^\.\.?\//.test(specifier)) return { kind: 'local', path: joinLocal(path, specifier) };
  if (isPreactAlias(specifier)) return targetLocation(source.ask(specifier), source);
  const counterpart = reactCounterpart(specifier, '');
  return counterpart === undefined ? targetLocation(source.ask(specifier), source) : preactFile(counterpart, source);
}

async function fromRemote(url: string, specifier: string, source: GraphSource): Found {
  if (/^(\.{0,2}\/|https:)/.test(specifier)) return { kind: 'remote', url: new URL(specifier, url).href };
  return targetLocation(source.ask(specifier), source);
}

/** Paths of local modules begin with `./` or `../`, seen from the plan's folder. */
export function joinLocal(from: string, specifier: string): string {
  const segments = from.split('/').slice(0, -1);
  for (const segment of specifier.split('/')) {
    if (segment === '..' && segments.at(-1) !== '..' && segments.at(-1) !== '.') segments.pop();
    else if (segment === '..' && segments.at(-1) === '.') segments.splice(-1, 1, '..');
    else if (segment === '..') segments.push('..');
    else if (segment !== '.' && segment !== '') segments.push(segment);
    if (segments.length === 0) segments.push('.');
  }
  return segments.join('/');
}

function splitName(specifier: string): { name: string; subpath: string } {
  const parts = /^((?:@[^/\s]+\/)?[^/@\s:][^/\s:]*)(\/.*)?$/.exec(specifier);
  const rest = parts?.[2]?.replace(/^\/+/, '') ?? '';
  return { name: parts?.[1] ?? '', subpath: rest === '' ? '.' : `./${rest}` };
}

function missing(view: PackageView, subpath: string): ModuleProblem {
  const what = subpath === '' || subpath === '.' ? 'no entry for browsers' : `no ${quote(subpath)} to import`;
  const help = `The package.json of ${quote(view.name)} says under \`exports\` what it offers.`;
  return new ModuleProblem(moduleFindings.moduleNotFound, `The package ${quote(view.key)} has ${what}.`, help);
}

function noFile(view: PackageView, specifier: string, path?: string): ModuleProblem {
  const where = path === undefined ? quote(view.key) : quote(`${view.key}/${path}`);
  const message = `${where} imports ${quote(specifier)}, which its package does not have.`;
  return new ModuleProblem(moduleFindings.moduleNotFound, message, 'Another version of the package may be whole.');
}

function builtin(view: PackageView, specifier: string): ModuleProblem {
  const message = `The package ${quote(view.key)} imports ${quote(specifier)}, a module of Node.js that no page has.`;
  const help = 'Import a build of the package for browsers, or another package.';
  return new ModuleProblem(moduleFindings.nodeBuiltin, message, help);
}
