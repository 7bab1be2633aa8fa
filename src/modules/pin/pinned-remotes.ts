import { quote } from '../../diagnostics/quote.ts';
import { fileIntegrity } from '../digest.ts';
import { moduleFindings } from '../findings.ts';
import type { LooseFile } from '../graph/walk-types.ts';
import type { Lock, LockedRemote } from '../lock/lock.ts';
import type { Network } from '../network.ts';
import { ModuleProblem } from '../problem.ts';
import { checkHost, fetchRemote } from '../registry/remote-module.ts';
import type { ModulePolicy } from '../settings.ts';
import type { Store } from '../store/store.ts';

/** What pinning a URL works with; `remotes` collects what the lock will say, but for imports. */
export interface RemoteParts {
  readonly lock: Lock;
  readonly keeps: (url: string) => boolean;
  readonly network: Network;
  readonly store: Store;
  readonly policy: ModulePolicy;
  readonly remotes: Map<string, LockedRemote>;
}

/** Fetches modules by URL into the store; what the lock has must not have changed. */
export function pinnedRemotes(parts: RemoteParts): (url: string) => Promise<LooseFile> {
  return async (url) => {
    const { lock, keeps, network, store, policy, remotes } = parts;
    const locked = keeps(url) && Object.hasOwn(lock.remote, url) ? lock.remote[url] : remotes.get(url);
    for (const one of [url, ...(locked?.redirects ?? [])]) checkHost(new URL(one), policy);
    const known = locked && store.read(locked.integrity);
    if (locked && known) {
      remotes.set(url, locked);
      return { id: url, bytes: known, base: locked.redirects.at(-1) ?? url };
    }
    const { bytes, redirects, contentType } = await fetchRemote(network.client(quote(url)), url, policy);
    const integrity = fileIntegrity(bytes);
    if (locked && locked.integrity !== integrity) throw changed(url);
    store.write(integrity, bytes);
    remotes.set(url, { integrity, redirects, contentType, imports: {} });
    return { id: url, bytes, base: redirects.at(-1) ?? url };
  };
}

function changed(url: string): ModuleProblem {
  const message = `The module ${quote(url)} has other bytes than it had when it was pinned.`;
  const help = `If the change is meant, run ${quote(`renderify pin --update ${url}`)}.`;
  return new ModuleProblem(moduleFindings.requireIntegrityMatch, message, help);
}
