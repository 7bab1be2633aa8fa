import type { BuildFile, BuildLine } from './build-manifest.ts';
import type { Shard } from './shard.ts';

/** What `renderify.build.json` says. */
export interface BuildManifest {
  readonly compiler: { readonly name: string; readonly version: string };
  readonly plans: readonly BuildLine[];
  readonly files: readonly BuildFile[];
  readonly shard: Shard | undefined;
}

/** Reads a build manifest; nothing when it does not have the form that a build writes. */
export function readBuildManifest(text: string): BuildManifest | undefined {
  const value = tryParse(text);
  if (!isRecord(value) || value['format'] !== 'renderify-build/v1') return undefined;
  const { compiler, plans, files = [], shard } = value;
  const isAlone = isList(plans, LINE) && plans.length === 1 && shard === undefined && plans[0]?.['folder'] === '';
  const good =
    isShape(compiler, { name: 'string', version: 'string' }) &&
    isList(plans, LINE) &&
    plans.every(({ folder, manifest }) => (isAlone || isFolder(folder)) && DIGEST.test(manifest as string)) &&
    isList(files, { path: 'string', bytes: 'number', sha256: 'string' }) &&
    files.every(({ path }) => isFolder(path)) &&
    (shard === undefined || isShape(shard, { index: 'number', of: 'number', plans: 'number', set: 'string' }));
  return good ? ({ compiler, plans, files, shard } as unknown as BuildManifest) : undefined;
}

const LINE = { plan: 'string', folder: 'string', manifest: 'string', bytes: 'number', warnings: 'number' };
const DIGEST = /^sha256-[0-9a-f]{64}$/;

/** One name, so that nothing in a manifest leads out of its folder. */
function isFolder(name: unknown): boolean {
  return typeof name === 'string' && name !== '' && name !== '.' && name !== '..' && !/[\\/\0]/.test(name);
}

function isList(value: unknown, shape: Readonly<Record<string, string>>): value is Record<string, unknown>[] {
  return Array.isArray(value) && value.every((one) => isShape(one, shape));
}

function isShape(value: unknown, shape: Readonly<Record<string, string>>): value is Record<string, unknown> {
  return isRecord(value) && Object.entries(shape).every(([key, type]) => typeof value[key] === type);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
