import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pid } from 'node:process';
import type { LinkCache } from '../../linker/index.ts';
import { locateStore } from '../../modules/store/locate-store.ts';

/**
 * Keeps linked packages beside the store. Each file begins with the digest of the rest: one that is damaged is linked
 * again, and a folder that cannot be written costs time and nothing else.
 */
export function openLinkCache(folder = join(locateStore(), 'linked')): LinkCache {
  return {
    async get(key) {
      const text = await readFile(join(folder, key), 'utf8').catch(() => undefined);
      if (text === undefined) return undefined;
      const linked = text.slice(65);
      return digestOf(key, linked) === text.slice(0, 64) ? linked : undefined;
    },
    async put(key, linked) {
      const unfinished = join(folder, `${key}.${pid}`);
      try {
        await mkdir(folder, { recursive: true });
        await writeFile(unfinished, `${digestOf(key, linked)}\n${linked}`, { flag: 'wx' });
        await rename(unfinished, join(folder, key));
      } catch {
        await rm(unfinished, { force: true }).catch(() => undefined);
      }
    },
  };
}

/** With the key, so that no entry can stand in for another. */
function digestOf(key: string, text: string): string {
  return createHash('sha256').update(`${key}\n${text}`).digest('hex');
}
