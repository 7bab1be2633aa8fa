import { lstatSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Resolves the links in many paths: folders that they share are looked at once. Paths are spelled as they are on disk but
 * for their last part. Throws what the system throws for a path that does not exist.
 */
export function createRealPaths(): (path: string) => string {
  const folders = new Map<string, string>();
  const realFolder = (folder: string): string => {
    const known = folders.get(folder) ?? realpathSync.native(folder);
    folders.set(folder, known);
    return known;
  };
  return (path) =>
    lstatSync(path).isSymbolicLink() ? realpathSync.native(path) : join(realFolder(dirname(path)), basename(path));
}
