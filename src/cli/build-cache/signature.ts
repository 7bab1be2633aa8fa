import { statSync } from 'node:fs';

/**
 * What tells that a file was not touched since, without reading it: size, both times and the inode. Nothing for a file
 * that is not there, or whose times are not `age` milliseconds old.
 */
export function signatureOf(path: string, age = 0): string | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats || (age > 0 && Date.now() - stats.ctimeMs < age)) return undefined;
  return `${stats.size}.${stats.ino}.${stats.mtimeMs}.${stats.ctimeMs}`;
}
