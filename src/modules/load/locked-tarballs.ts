import { quote } from '../../diagnostics/quote.ts';
import { splitKey } from '../lock/lock.ts';
import type { Network } from '../network.ts';
import { noRegistry } from '../network.ts';
import { ModuleProblem } from '../problem.ts';
import { fetchPackument } from '../registry/packument.ts';
import type { NamedRegistry } from '../registry/registries.ts';
import { fetchTarball, obtainTarball, usualTarball } from '../registry/tarball.ts';
import type { Store } from '../store/store.ts';
import type { TarballSource } from './locked-files.ts';

/** Tarballs from the registry that the lock names, by exact version and digest. */
export function lockedTarballs(store: Store, network: Network, signal?: AbortSignal): TarballSource {
  return (key, { registry, integrity }) => {
    const fetch = async (): Promise<Uint8Array> => {
      const client = network.client(`The package ${quote(key)}`);
      const named = network.registries().byName(registry);
      if (!named) throw noRegistry(splitKey(key).name);
      const get = (url: URL): Promise<Uint8Array> => fetchTarball(client, named, key, url);
      const announced = async (): Promise<Uint8Array> => get(await announcedTarball(network, named, key));
      // Most registries do as npm does; the others are asked where they keep it.
      return get(usualTarball(named, key)).catch((error) =>
        error instanceof ModuleProblem ? announced() : raise(error),
      );
    };
    return obtainTarball(store, key, integrity, fetch, signal);
  };
}

async function announcedTarball(network: Network, registry: NamedRegistry, key: string): Promise<URL> {
  const { name, version } = splitKey(key);
  const packument = await fetchPackument(network.client(quote(name)), registry, name, false);
  const tarball = packument.versions[version]?.dist.tarball;
  return tarball !== undefined && URL.canParse(tarball) ? new URL(tarball) : usualTarball(registry, key);
}

function raise(error: unknown): never {
  throw error;
}
