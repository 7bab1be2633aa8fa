import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A file to write; its path is relative, with `/`. */
export interface NewFile {
  readonly path: string;
  readonly text: string | Uint8Array;
}

/** Whether a folder holds these files with these bytes; whatever else lies there is not looked at. */
export function hasFiles(folder: string, files: readonly NewFile[]): boolean {
  return files.every(({ path, text }) => hasText(join(folder, path), text));
}

/** Writes files below a folder, which is made. */
export function writeFiles(folder: string, files: readonly NewFile[]): void {
  mkdirSync(folder, { recursive: true });
  for (const { path, text } of files) {
    const file = join(folder, path);
    if (path.includes('/')) mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** Whether a file has this text. */
export function hasText(path: string, text: string | Uint8Array): boolean {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats?.isFile() === true && stats.size === bytes.length && readFileSync(path).equals(bytes);
}
