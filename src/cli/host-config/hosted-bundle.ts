import type { JsonObject } from '../../plan/types.ts';
import { digestOf } from '../digest.ts';
import { MANIFEST } from '../output/survey.ts';

/** What a host has to know of a bundle. */
export interface HostedBundle {
  /** Below the output folder; `''` is the output folder itself. */
  readonly folder: string;
  /** The page's Content Security Policy; of a module there is none. */
  readonly csp: string;
  readonly entry: string;
  /** All files, the manifest too, sorted by path, each with its SHA-256 as `<hex>`. */
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
}

/** What its manifest says of a bundle; `others` are files that no manifest lists, such as the provenance. */
export function hostedBundle(
  folder: string,
  manifestText: string | Uint8Array,
  others: readonly { readonly path: string; readonly text: string | Uint8Array }[] = [],
): HostedBundle {
  const { csp, entry, files } = JSON.parse(Buffer.from(manifestText).toString()) as JsonObject;
  const listed = (files as unknown as HostedBundle['files']).map(({ path, sha256 }) => ({ path, sha256 }));
  const made = [{ path: MANIFEST, text: manifestText }, ...others].map(({ path, text }) => ({
    path,
    sha256: digestOf(text),
  }));
  return {
    folder,
    csp: typeof csp === 'string' ? csp : '',
    entry: String(entry),
    files: [...listed, ...made].sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}

/** The path of a file from the output folder. */
export function pathIn({ folder }: HostedBundle, path: string): string {
  return folder === '' ? path : `${folder}/${path}`;
}
