import type { PlanSource } from '../../compiler/stages.ts';
import type { LocalCache } from '../build-cache/local-cache.ts';
import type { EntryStore } from '../many/plan-builder.ts';
import type { Prepared } from '../settings/prepare.ts';
import { readForeignEntry } from './entry-shape.ts';
import { openHealth } from './health.ts';
import { isEntryOf } from './is-entry-of.ts';
import { openRemoteCache } from './remote-cache.ts';
import type { RemoteSettings } from './settings.ts';

/** A plan that is about to be built. */
export interface Wanted {
  readonly key: string;
  readonly plan: string;
  readonly source: PlanSource;
}

/** Entries of this machine and, behind them, of others. */
export interface FarStore extends EntryStore {
  /** Fetches all that is not here, at once: one wait for a batch instead of one for each plan. */
  fetch(wanted: readonly Wanted[]): Promise<void>;
  /** Waits for what is on its way to the others; requests end in time, so this does. */
  settle(): Promise<void>;
}

/** Puts a remote cache behind the local one. What was fetched with a signature is kept here, too. */
export function openFarStore(settings: RemoteSettings, local: LocalCache, prepared: Prepared): FarStore {
  const remote = openRemoteCache(settings);
  const health = openHealth(settings.memory);
  const ready = new Map<string, string>();
  const open = new Set<Promise<void>>();
  const accepts = async (text: string, { plan, source }: Wanted): Promise<boolean> => {
    const entry = readForeignEntry(text);
    if (entry && settings.secret !== undefined) return true;
    return entry !== undefined && isEntryOf(entry, source, prepared.optionsFor(plan));
  };
  const fetchOne = async (wanted: Wanted): Promise<void> => {
    const near = local.get(wanted.key);
    const text = near ?? (await remote.get(wanted.key));
    if (text === undefined) return;
    if (near === undefined && !(await accepts(text, wanted)))
      return health.bad('gave entries that are not of these plans');
    ready.set(wanted.key, text);
    // Without a signature nobody can say later where it came from.
    if (near === undefined && settings.secret !== undefined) local.put(wanted.key, text);
  };
  return {
    async fetch(wanted) {
      await Promise.all(wanted.map(fetchOne));
    },
    get(key) {
      const text = ready.get(key) ?? local.get(key);
      ready.delete(key);
      return text;
    },
    put(key, text) {
      local.put(key, text);
      if (!settings.writes) return;
      const sent = remote.put(key, text).finally(() => open.delete(sent));
      open.add(sent);
    },
    async settle() {
      await Promise.all(open);
    },
  };
}
