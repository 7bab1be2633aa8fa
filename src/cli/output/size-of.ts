import { brotliCompressSync, constants } from 'node:zlib';
import type { BundleFile } from '../../compiler/stages.ts';

/** The files of a bundle by path. */
export type FilesByPath = ReadonlyMap<string, Uint8Array>;

const NOT_LOADED =
  /^(?:renderify\.manifest\.json|_headers|bom\.json|bundle\.(?:intoto(?:\.dsse)?|sigstore)\.json|THIRD_PARTY_NOTICES\.txt)$|\.d\.ts$/;

/** The files of a bundle as their bytes. */
export function bytesByPath(files: readonly BundleFile[]): FilesByPath {
  return new Map(files.map(({ path, text }) => [path, Buffer.from(text)]));
}

/** Whether a browser loads the file: not what only says something about the bundle. */
export function isLoaded(path: string): boolean {
  return !NOT_LOADED.test(path);
}

/** The bytes of what a browser loads, and after brotli at its best quality, each file by itself. */
export function sizeOf(files: FilesByPath): { readonly bytes: number; readonly brotli: number } {
  return { bytes: bytesOf(files), brotli: loadedBytes(files).reduce((sum, bytes) => sum + brotliBytes(bytes), 0) };
}

/** The bytes of what a browser loads. */
export function bytesOf(files: FilesByPath): number {
  return loadedBytes(files).reduce((sum, { length }) => sum + length, 0);
}

function loadedBytes(files: FilesByPath): Uint8Array[] {
  return [...files].filter(([path]) => isLoaded(path)).map(([, bytes]) => bytes);
}

function brotliBytes(bytes: Uint8Array): number {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  return brotliCompressSync(bytes, { params }).length;
}
