import { quote } from '../../diagnostics/quote.ts';
import { tarballIntegrity } from '../digest.ts';
import { moduleFindings } from '../findings.ts';
import { splitKey } from '../lock/lock.ts';
import { ModuleProblem } from '../problem.ts';
import { fetchOnce } from '../store/fetch-once.ts';
import type { Store } from '../store/store.ts';
import type { Client } from './client.ts';
import { REGISTRY_REDIRECTS, refusal } from './packument.ts';
import type { NamedRegistry } from './registries.ts';

const LIMIT = 128 * 1024 * 1024;

/** The address of a version's tarball where a registry does as npm does. */
export function usualTarball({ url }: NamedRegistry, key: string): URL {
  const { name, version } = splitKey(key);
  return new URL(`${name}/-/${name.replace(/^.*\//, '')}-${version}.tgz`, url);
}

/** The tarball with this digest from the store, else from the registry into the store; processes fetch it once. */
export async function obtainTarball(
  store: Store,
  key: string,
  integrity: string,
  fetch: () => Promise<Uint8Array>,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const bytes = await fetchOnce(
    store.folder,
    integrity,
    () => store.read(integrity),
    async () => {
      const fetched = await fetch();
      if (tarballIntegrity(fetched) !== integrity) throw otherBytes(key);
      store.write(integrity, fetched);
      return fetched;
    },
    signal,
  );
  return bytes;
}

/** The bytes at the address of a tarball; nothing is known of them yet. */
export async function fetchTarball(
  client: Client,
  registry: NamedRegistry,
  key: string,
  url: URL,
): Promise<Uint8Array> {
  const { status, body } = await client.get(url, { limit: LIMIT, redirects: REGISTRY_REDIRECTS });
  if (status !== 200) throw refusal(status, registry, `the tarball of ${quote(key)}`);
  return body;
}

/** The finding where a tarball is not the one that was meant. */
export function otherBytes(key: string): ModuleProblem {
  const message = `The tarball of ${quote(key)} has other bytes than its integrity says.`;
  const help = 'Somebody between the author and you changed it. Do not use it; ask the registry again later.';
  return new ModuleProblem(moduleFindings.requireIntegrityMatch, message, help);
}
