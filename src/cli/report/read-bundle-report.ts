import { BOM_PATH } from '../../compiler/supply-chain/create-bom.ts';
import type { Json, JsonObject } from '../../plan/types.ts';
import { type PageParts, pageParts } from '../budgets/page-parts.ts';
import { manifestPolicy } from '../diff/manifest-policy.ts';
import { listOf, objectOf, textOf } from '../diff/manifest-values.ts';
import { bytesOf, type FilesByPath, isLoaded, sizeOf } from '../output/size-of.ts';
import { MANIFEST } from '../output/survey.ts';
import type { BundleReport, ModuleReport } from './model.ts';
import { parseFile, readProvenance } from './read-provenance.ts';
import { readScript } from './read-script.ts';

/** What a report knows of a bundle by itself; what was found when it was built comes from elsewhere. */
export function readBundleReport(folder: string, files: FilesByPath, brotli: boolean): BundleReport {
  const manifest = objectOf(parseFile(files.get(MANIFEST)));
  const { id, version, digest } = objectOf(manifest['plan']);
  const { domWrite, networkHosts } = objectOf(manifest['capabilities']);
  const compiler = textOf(objectOf(manifest['compiler'])['version']);
  const components = parseFile(files.get(BOM_PATH));
  return {
    folder,
    plan: undefined,
    id: textOf(id),
    version: typeof version === 'number' ? String(version) : '',
    digest: textOf(digest),
    compiler,
    target: textOf(manifest['target']),
    entry: textOf(manifest['entry']),
    bytes: bytesOf(files),
    brotli: brotli ? sizeOf(files).brotli : undefined,
    files: readFiles(files, manifest),
    parts: readParts(files),
    script: readScript(files, compiler),
    modules: listOf(manifest['modules']).map(objectOf).map(readModule),
    policy: manifestPolicy(manifest),
    executionProfile: textOf(manifest['executionProfile']),
    domWrite: domWrite === true,
    networkHosts: texts(networkHosts),
    events: texts(manifest['events']),
    csp: textOf(manifest['csp']),
    provenance: readProvenance(files),
    components: components === undefined ? undefined : listOf(objectOf(components)['components']).length,
    warnings: undefined,
  };
}

function texts(list: Json | undefined): string[] {
  return listOf(list).map(textOf);
}

function readFiles(files: FilesByPath, manifest: JsonObject): BundleReport['files'] {
  const listed = new Map(
    listOf(manifest['files'])
      .map(objectOf)
      .map((one) => [textOf(one['path']), textOf(one['sha256'])]),
  );
  const all = [...files].map(([path, { length }]) => ({
    path,
    bytes: length,
    sha256: listed.get(path) ?? '',
    loaded: isLoaded(path),
  }));
  return all.sort((a, b) => b.bytes - a.bytes || (a.path < b.path ? -1 : 1));
}

function readParts(files: FilesByPath): PageParts {
  const sum = { script: 0, style: 0, markup: 0 };
  for (const [path, bytes] of files) {
    if (!path.endsWith('.html')) continue;
    const parts = pageParts(new TextDecoder().decode(bytes));
    for (const name of ['script', 'style', 'markup'] as const) sum[name] += parts[name];
  }
  return sum;
}

function readModule(module: JsonObject): ModuleReport {
  const { id, package: name, bytes, integrity, page, reaches } = module;
  return {
    id: textOf(id),
    package: textOf(name),
    bytes: typeof bytes === 'number' ? bytes : 0,
    integrity: textOf(integrity),
    inPage: page === true,
    reaches: texts(reaches),
  };
}
