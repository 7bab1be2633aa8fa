import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { quote } from '../../diagnostics/quote.ts';
import { systemCode, UsageError } from '../failures.ts';
import { MANIFEST } from './survey.ts';

/** No file of a bundle is larger; what is, is not read and so differs. */
const LARGEST = 67_108_864;

/** A bundle that was found: its folder as shown, and its files by path relative to it. */
export interface FoundBundle {
  readonly folder: string;
  readonly paths: readonly string[];
}

/** Bundles at or below a folder, and files there that belong to none. */
export interface FoundBundles {
  readonly bundles: readonly FoundBundle[];
  readonly strays: readonly string[];
}

/** Finds the bundles of an output folder: every folder with a manifest; a file belongs to the nearest one above it. */
export function findBundles(folder: string): FoundBundles {
  const files = listFiles(folder);
  const shown = folder.replace(/(?<=.)[\\/]+$/, '');
  const roots = files
    .filter((path) => path === MANIFEST || path.endsWith(`/${MANIFEST}`))
    .map((path) => path.slice(0, -MANIFEST.length));
  const owners = new Map<string, string[]>(roots.map((root) => [root, []]));
  const strays: string[] = [];
  for (const path of files) {
    const root = nearestRoot(path, owners);
    if (root === undefined) strays.push(path);
    else owners.get(root)?.push(path.slice(root.length));
  }
  const bundles = [...owners].map(([root, paths]) => ({ folder: `${shown}/${root}`.replace(/\/$/, ''), paths }));
  return { bundles, strays: strays.map((path) => `${shown}/${path}`) };
}

/** The files of a bundle by path. */
export function readBundle({ folder, paths }: FoundBundle): Map<string, Uint8Array> {
  return new Map(paths.map((path) => [path, readFile(join(folder, path))]));
}

function readFile(path: string): Uint8Array {
  return statSync(path).size > LARGEST ? new Uint8Array() : readFileSync(path);
}

/** Folder names end with a slash here; the output folder itself is the empty name. */
function nearestRoot(path: string, owners: ReadonlyMap<string, unknown>): string | undefined {
  for (let at = path.lastIndexOf('/'); at >= 0; at = path.lastIndexOf('/', at - 1)) {
    const folder = path.slice(0, at + 1);
    if (owners.has(folder)) return folder;
    if (at === 0) break;
  }
  return owners.has('') ? '' : undefined;
}

function listFiles(folder: string): string[] {
  const files: string[] = [];
  const open = [''];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const entry of readFolder(folder, at)) {
      const path = at === '' ? entry.name : `${at}/${entry.name}`;
      if (entry.isDirectory()) open.push(path);
      else files.push(path);
    }
  }
  return files.sort();
}

function readFolder(folder: string, at: string) {
  try {
    return readdirSync(join(folder, at), { withFileTypes: true });
  } catch (error) {
    const code = systemCode(error) ?? '';
    if (code === 'ENOENT') throw new UsageError(`The folder ${quote(folder)} does not exist.`, 'Build a plan first.');
    if (code === 'ENOTDIR') throw new UsageError(`${quote(folder)} is no folder.`, 'Name the folder that was built.');
    throw error;
  }
}
