import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { env } from 'node:process';
import { quote } from '../../diagnostics/quote.ts';
import { UsageError } from '../failures.ts';
import { readFileBounded } from '../inputs/read-bounded.ts';

const LARGEST = 65_536;

/** Curves of ECDSA, each with the digest that belongs to it (RFC 5758). */
const CURVES: Readonly<Record<string, string>> = { prime256v1: 'sha256', secp384r1: 'sha384' };

/** Reads a private key (PEM; PKCS#8 with a passphrase from the environment). Throws a UsageError for what is none. */
export function readPrivateKey(path: string): KeyObject {
  const text = readPem(path);
  const passphrase = env['RENDERIFY_SIGNING_PASSPHRASE'];
  if (/BEGIN ENCRYPTED PRIVATE KEY/.test(text) && !passphrase)
    throw new UsageError(`The key ${quote(path)} is encrypted.`, 'Set RENDERIFY_SIGNING_PASSPHRASE.');
  if (!/BEGIN [A-Z ]*PRIVATE KEY/.test(text))
    throw new UsageError(`The file ${quote(path)} holds no private key.`, HELP_PRIVATE);
  return checked(path, () => createPrivateKey({ key: text, ...(passphrase && { passphrase }) }), HELP_PRIVATE);
}

/** Reads a public key (PEM). Throws a UsageError for what is none. */
export function readPublicKey(path: string): KeyObject {
  const text = readPem(path);
  if (/PRIVATE KEY/.test(text))
    throw new UsageError(`The file ${quote(path)} holds a private key, and who verifies needs none.`, HELP_PUBLIC);
  return checked(path, () => createPublicKey(text), HELP_PUBLIC);
}

/** The id of a key: the SHA-256 of its public part (SubjectPublicKeyInfo, DER), as `sha256:<hex>`. */
export function keyIdOf(key: KeyObject): string {
  const spki = publicOf(key).export({ type: 'spki', format: 'der' });
  return `sha256:${createHash('sha256').update(spki).digest('hex')}`;
}

/** Ed25519 (RFC 8032), or ECDSA as DER (RFC 3279), which is what OpenSSL and Sigstore have, too. */
export function signBytes(key: KeyObject, bytes: Uint8Array): Buffer {
  return sign(digestFor(key), bytes, key);
}

/** Whether a signature over these bytes is one of this key. */
export function isSignedBy(key: KeyObject, bytes: Uint8Array, signature: Uint8Array): boolean {
  try {
    return verify(digestFor(key), bytes, publicOf(key), signature);
  } catch {
    return false;
  }
}

const HELP_PRIVATE = 'Make one with `openssl genpkey -algorithm ed25519 -out key.pem`.';
const HELP_PUBLIC = 'The public part of a key: `openssl pkey -in key.pem -pubout -out pub.pem`.';

function checked(path: string, read: () => KeyObject, help: string): KeyObject {
  let key: KeyObject;
  try {
    key = read();
  } catch {
    throw new UsageError(`The key ${quote(path)} cannot be read; it is damaged, or the passphrase is another.`, help);
  }
  if (digestFor(key) !== undefined) return key;
  const type = key.asymmetricKeyDetails?.namedCurve ?? key.asymmetricKeyType ?? 'unknown';
  throw new UsageError(
    `The key ${quote(path)} is of the kind ${quote(type)}; Ed25519, ECDSA P-256 and P-384 are known.`,
    help,
  );
}

/** The name of the digest, `null` where the algorithm has its own; nothing for a kind of key that is not used. */
function digestFor({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): string | null | undefined {
  if (asymmetricKeyType === 'ed25519') return null;
  const curve = asymmetricKeyType === 'ec' ? (asymmetricKeyDetails?.namedCurve ?? '') : '';
  return Object.hasOwn(CURVES, curve) ? CURVES[curve] : undefined;
}

function publicOf(key: KeyObject): KeyObject {
  return key.type === 'public' ? key : createPublicKey(key);
}

function readPem(path: string): string {
  return Buffer.from(readFileBounded(path, LARGEST, 'key')).toString('latin1');
}
