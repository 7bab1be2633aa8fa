import { strToU8, zipSync } from 'fflate';
import type { BundleFile } from '../../../compiler/stages.ts';

/** The first moment that a zip file can name: the same files are the same bytes on every day, in every time zone. */
const EPOCH = new Date(1980, 0, 1);

/** A bundle as a zip file. */
export function zipOf(files: readonly BundleFile[]): Uint8Array {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const entries = sorted.map(({ path, text }) => [path, strToU8(text)] as const);
  return zipSync(Object.fromEntries(entries), { mtime: EPOCH, level: 6, os: 3, attrs: 0o644 << 16 });
}

/** A file name that is safe on every system, made of a plan's id. */
export function zipName(id: string): string {
  const plain = id
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return `${plain || 'plan'}.zip`;
}
