import type { CacheKeys } from '../build-cache/cache-key.ts';
import { STDIN } from '../inputs/expand-plans.ts';
import { readPlan } from '../inputs/read-plan.ts';
import type { FarStore, Wanted } from './far-store.ts';

/** Fetches the entries of some plans. What cannot be read is left to those who build it, and so is standard input. */
export async function fetchBatch(plans: readonly string[], keys: CacheKeys, store: FarStore): Promise<void> {
  const wanted: Wanted[] = [];
  for (const plan of plans) {
    const source = plan === STDIN ? undefined : await readPlan(plan).catch(() => undefined);
    if (source) wanted.push({ key: keys.keyOf(plan, source.text), plan, source });
  }
  await store.fetch(wanted);
}
