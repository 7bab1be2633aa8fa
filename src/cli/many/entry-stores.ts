import { type CacheKeys, createCacheKeys } from '../build-cache/cache-key.ts';
import { openLocalCache } from '../build-cache/local-cache.ts';
import type { FarStore } from '../remote-cache/far-store.ts';
import type { Prepared } from '../settings/prepare.ts';
import type { EntryStore } from './plan-builder.ts';
import type { WorkerSettings } from './plan-worker.ts';

/** Where the entries of a worker come from and go to. */
export interface EntryStores {
  readonly keys: CacheKeys;
  readonly store: EntryStore;
  /** To be called before some plans are built. */
  begin(plans: readonly string[]): Promise<void>;
  /** To be called when they are: what was kept lasts from then on. */
  end(): Promise<void>;
}

/** Opens the cache of this machine and, when plans are built, the one behind it. */
export function openEntryStores(
  { options, cache, remote }: WorkerSettings,
  prepared: Prepared,
): EntryStores | undefined {
  if (!cache) return undefined;
  const keys = createCacheKeys(options, prepared, cache.build);
  const local = openLocalCache(cache.folder);
  let far: FarStore | undefined;
  return {
    keys,
    store: { get: (key) => (far ?? local).get(key), put: (key, text) => (far ?? local).put(key, text) },
    async begin(plans) {
      if (!remote) return;
      const { fetchBatch, openFarStore } = await import('../remote-cache/index.ts');
      far ??= openFarStore(remote, local, prepared);
      await fetchBatch(plans, keys, far);
    },
    async end() {
      local.flush();
      await far?.settle();
    },
  };
}
