import { createPublicKey, verify } from 'node:crypto';
import { quote } from '../../diagnostics/quote.ts';
import { moduleFindings } from '../findings.ts';
import type { Signature } from '../lock/lock.ts';
import { ModuleProblem } from '../problem.ts';
import type { Client } from './client.ts';
import { type PackumentVersion, REGISTRY_REDIRECTS, refusal } from './packument.ts';
import type { NamedRegistry } from './registries.ts';

/** A key that a registry signs with: ECDSA on P-256, as npm publishes it. */
export interface RegistryKey {
  readonly keyid: string;
  readonly key: string;
  readonly expires: string | null;
}

const LIMIT = 1_048_576;

/** The keys of a registry; none where it does not publish any. */
export async function fetchKeys(client: Client, registry: NamedRegistry): Promise<readonly RegistryKey[]> {
  const url = new URL('-/npm/v1/keys', registry.url);
  const { status, body } = await client.get(url, { limit: LIMIT, redirects: REGISTRY_REDIRECTS });
  if (status === 400 || status === 404 || status === 405 || status === 501) return [];
  if (status !== 200) throw refusal(status, registry, 'its keys');
  try {
    const { keys } = JSON.parse(body.toString('utf8')) as { keys?: unknown };
    return Array.isArray(keys) ? keys.filter(isKey) : [];
  } catch {
    return [];
  }
}

/** What the registry's signature of a version is worth; throws a ModuleProblem for a wrong one. */
export function checkSignature(
  key: string,
  { dist }: PackumentVersion,
  published: string | undefined,
  keys: readonly RegistryKey[],
): Signature {
  if (keys.length === 0) return 'unsupported';
  const signatures = Array.isArray(dist.signatures) ? dist.signatures : [];
  if (signatures.length === 0 || !dist.integrity) return 'absent';
  const known = signatures.flatMap((one) =>
    keys.filter(({ keyid }) => keyid === one.keyid).map((k) => ({ ...k, sig: one.sig })),
  );
  const text = `${key}:${dist.integrity}`;
  if (known.some((one) => !hasExpired(one, published) && isValid(one.key, text, one.sig))) return 'verified';
  const what = known.length > 0 ? 'a signature that its registry did not make' : 'a signature of an unknown key';
  const help = 'Do not use it. Somebody may have put another package in its place.';
  throw new ModuleProblem(moduleFindings.signatureProblem, `The package ${quote(key)} has ${what}.`, help);
}

/** The finding for a package without signature where the registry signs. */
export function unsigned(key: string, profile: string): ModuleProblem {
  const message = `The package ${quote(key)} has no signature, though its registry signs packages.`;
  const help = 'Ask the registry again later; a copy between you and it may have lost the signature.';
  return new ModuleProblem(moduleFindings.signatureProblem, message, help, profile === 'strict' ? 'error' : 'warning');
}

/** A key that has expired still vouches for what was published before. */
function hasExpired({ expires }: RegistryKey, published: string | undefined): boolean {
  if (expires === null) return false;
  return published !== undefined && Date.parse(published) > Date.parse(expires);
}

function isValid(key: string, text: string, signature: string): boolean {
  try {
    const der = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' });
    return verify('sha256', Buffer.from(text), der, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}

function isKey(value: unknown): value is RegistryKey {
  const { keyid, key, expires } = (value ?? {}) as Record<string, unknown>;
  return typeof keyid === 'string' && typeof key === 'string' && (expires === null || typeof expires === 'string');
}
