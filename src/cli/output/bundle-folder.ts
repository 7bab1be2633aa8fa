import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BundleFile } from '../../compiler/stages.ts';

/** Whether a folder holds these files with these bytes; whatever else lies there is not looked at. */
export function hasFiles(folder: string, files: readonly BundleFile[]): boolean {
  return files.every(({ path, text }) => hasText(join(folder, path), text));
}

/** Writes files below a folder, which is made. */
export function writeFiles(folder: string, files: readonly BundleFile[]): void {
  mkdirSync(folder, { recursive: true });
  for (const { path, text } of files) {
    const file = join(folder, path);
    if (path.includes('/')) mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** Whether a file has this text. */
export function hasText(path: string, text: string): boolean {
  const bytes = Buffer.from(text);
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats?.isFile() === true && stats.size === bytes.length && readFileSync(path).equals(bytes);
}
