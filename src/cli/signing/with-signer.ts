import type { CacheKeys } from '../build-cache/cache-key.ts';
import type { SigningSettings } from './signer.ts';

/** The keys for an output folder whose bundles are signed. Entries of the cache are not, and keep their keys. */
export function withSigner(keys: CacheKeys, signing: SigningSettings | undefined): CacheKeys {
  return signing ? { ...keys, settingsOf: (plan) => `${keys.settingsOf(plan)} ${signing.id}` } : keys;
}
