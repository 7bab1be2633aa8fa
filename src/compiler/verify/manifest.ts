import type { Json, JsonObject } from '../../plan/types.ts';

/** The parts of a manifest that can be recomputed from the files beside it. */
export interface Manifest {
  readonly entry: string;
  readonly csp: string;
  readonly policyDigest: string;
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[];
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
  /** All of it. */
  readonly value: JsonObject;
}

/** Reads the shape of a manifest; gives the pointer of the first value that is not as a build writes it. */
export function readManifest(value: Json): Manifest | { readonly wrong: string } {
  if (!isObject(value) || value['format'] !== 'renderify-manifest/v1') return { wrong: '/format' };
  const { entry, csp, policy, files, scripts, styles } = value;
  if (typeof entry !== 'string' || !isSafePath(entry)) return { wrong: '/entry' };
  if (typeof csp !== 'string') return { wrong: '/csp' };
  if (!isObject(policy) || typeof policy['digest'] !== 'string') return { wrong: '/policy' };
  if (!Array.isArray(files)) return { wrong: '/files' };
  const at = files.findIndex((file) => !isFile(file));
  if (at >= 0) return { wrong: `/files/${at}` };
  if (!isHashList(scripts)) return { wrong: '/scripts' };
  if (!isHashList(styles)) return { wrong: '/styles' };
  const typed = files as unknown as Manifest['files'];
  if (new Set(typed.map(({ path }) => path)).size < typed.length) return { wrong: '/files' };
  if (!typed.some(({ path }) => path === entry)) return { wrong: '/entry' };
  return { entry, csp, policyDigest: policy['digest'], files: typed, scripts, styles, value };
}

function isFile(value: Json): boolean {
  if (!isObject(value) || typeof value['path'] !== 'string' || !isSafePath(value['path'])) return false;
  return (
    Number.isInteger(value['bytes']) && typeof value['sha256'] === 'string' && /^[0-9a-f]{64}$/.test(value['sha256'])
  );
}

function isSafePath(path: string): boolean {
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..') && !/[\\\0]/.test(path);
}

function isHashList(value: Json | undefined): value is string[] {
  return (
    Array.isArray(value) && value.every((one) => typeof one === 'string' && /^sha256-[A-Za-z0-9+/]{43}=$/.test(one))
  );
}

function isObject(value: Json | undefined): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
