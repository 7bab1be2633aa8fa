import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

let pages: ReadonlyMap<string, Uint8Array> | undefined;

/** The files of the playground's page by path, with `/`; none where the package was built without them. */
export function readPages(): ReadonlyMap<string, Uint8Array> {
  pages ??= readFolder(pagesFolder());
  return pages;
}

function readFolder(folder: string | undefined): ReadonlyMap<string, Uint8Array> {
  if (folder === undefined) return new Map();
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => relative(folder, join(entry.parentPath, entry.name))).sort();
  return new Map(paths.map((path) => [path.split(sep).join('/'), readFileSync(join(folder, path))]));
}

/** `dist/playground` beside the program, whether that runs from `dist/cli` or from sources. */
function pagesFolder(): string | undefined {
  const here = dirname(fileURLToPath(import.meta.url));
  const places = [join(here, '../playground'), join(here, '../../../dist/playground')];
  return places.find((folder) => existsSync(join(folder, 'index.html')));
}
