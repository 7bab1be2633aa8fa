import { readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { locateStore } from '../../modules/store/locate-store.ts';
import { readSealed, writeSealed } from './sealed-file.ts';

/** Entries by key, on this machine. */
export interface LocalCache {
  readonly folder: string;
  /** The entry as text; one that is damaged is not there. */
  get(key: string): string | undefined;
  put(key: string, text: string): void;
  /** Forgets what nobody has asked for in a month; looked for once a day at most. */
  prune(): void;
}

const DAY = 86_400_000;
const MONTH = 30 * DAY;

/** Opens a cache; by itself it is beside the store of modules. */
export function openLocalCache(folder = join(locateStore(), 'builds')): LocalCache {
  const pathOf = (key: string) => join(folder, key.slice(0, 2), key);
  return {
    folder,
    get(key) {
      const path = pathOf(key);
      const text = readSealed(path, key);
      if (text !== undefined) touch(path);
      return text;
    },
    put: (key, text) => writeSealed(pathOf(key), key, text),
    prune: () => prune(folder),
  };
}

/** The time of a file is that of its last use, to the day. */
function touch(path: string): void {
  try {
    const now = Date.now();
    if (now - statSync(path).mtimeMs > DAY) utimesSync(path, now / 1000, now / 1000);
  } catch {
    // It is kept a little shorter.
  }
}

function prune(folder: string): void {
  const mark = join(folder, 'pruned');
  const now = Date.now();
  if (now - timeOf(mark) < DAY) return;
  writeSealed(mark, 'pruned', '');
  for (const part of list(folder))
    for (const name of /^([0-9a-f]{2}|index)$/.test(part) ? list(join(folder, part)) : []) {
      const path = join(folder, part, name);
      if (now - timeOf(path) > MONTH) rmSync(path, { force: true });
    }
}

function timeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
