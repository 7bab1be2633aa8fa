import { rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { locateStore } from '../../modules/store/locate-store.ts';
import { createPack, keysOf, listPacks, openPacks, tryList } from './packs.ts';

/** Entries by key, on this machine. */
export interface LocalCache {
  /** The entry as text; one that is damaged is not there. */
  get(key: string): string | undefined;
  put(key: string, text: string): void;
  /** Makes what was put lasting. */
  flush(): void;
}

const DAY = 86_400_000;
const MONTH = 30 * DAY;
/** More packs than this are made one: every build that compiles something leaves one for each of its threads. */
const MOST_PACKS = 24;
/** Bytes from which on a pack is left alone. */
const LARGE = 16_777_216;

/** The folder of the cache: the one that is named, else beside the store of modules. */
export function cacheFolder(named: string | undefined): string {
  return named ?? join(locateStore(), 'builds');
}

/** Opens the cache in a folder; packs are looked at when something is asked for. */
export function openLocalCache(folder: string): LocalCache {
  let reader: ReturnType<typeof openPacks> | undefined;
  const pack = createPack(folder);
  return {
    get(key) {
      reader ??= openPacks(folder);
      return reader.get(key);
    },
    put: pack.put,
    flush() {
      pack.flush();
      for (const name of reader?.used() ?? []) touch(join(folder, `${name}.list`));
    },
  };
}

/** Forgets what nobody has asked for in a month, and makes one pack of many small ones. */
export function tidyCache(folder: string): void {
  forgetIndexes(join(folder, 'index'));
  const packs = listPacks(folder);
  for (const pack of packs) if (Date.now() - timeOf(folder, pack) > MONTH) remove(folder, pack);
  const small = packs.filter((pack) => sizeOf(folder, pack) < LARGE);
  if (small.length <= MOST_PACKS) return;
  const reader = openPacks(folder);
  const whole = createPack(folder);
  for (const key of new Set(small.flatMap((pack) => keysOf(folder, pack)))) {
    const text = reader.get(key);
    if (text !== undefined) whole.put(key, text);
  }
  whole.flush();
  reader.close();
  for (const pack of small) remove(folder, pack);
}

/** Of output folders that nobody builds into any more. */
function forgetIndexes(folder: string): void {
  for (const name of tryList(folder)) {
    const path = join(folder, name);
    const time = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (Date.now() - time > MONTH) rmSync(path, { force: true });
  }
}

/** The time of a list is that of its last use, to the day. */
function touch(path: string): void {
  try {
    const now = Date.now();
    if (now - statSync(path).mtimeMs > DAY) utimesSync(path, now / 1000, now / 1000);
  } catch {
    // It is kept a little shorter.
  }
}

/** The list goes first: a pack without one is nothing. */
function remove(folder: string, pack: string): void {
  for (const end of ['list', 'pack']) rmSync(join(folder, `${pack}.${end}`), { force: true });
}

function timeOf(folder: string, pack: string): number {
  return statSync(join(folder, `${pack}.list`), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function sizeOf(folder: string, pack: string): number {
  return statSync(join(folder, `${pack}.pack`), { throwIfNoEntry: false })?.size ?? 0;
}
