import { createHash } from 'node:crypto';

/** `sha384-<base64>` of bytes: how a file is known. */
export function fileIntegrity(bytes: Uint8Array): string {
  return integrityOf('sha384', bytes);
}

/** `sha512-<base64>` of bytes: how a tarball is known. */
export function tarballIntegrity(bytes: Uint8Array): string {
  return integrityOf('sha512', bytes);
}

/** The digest part of `sha384-<base64>` as hexadecimal, which file names can be made of. */
export function hexOf(integrity: string): string {
  return Buffer.from(integrity.slice(integrity.indexOf('-') + 1), 'base64').toString('hex');
}

/** Whether bytes have one of the digests of the strongest algorithm in a list such as `sha256-… sha512-…`. */
export function matchesIntegrity(bytes: Uint8Array, list: string): boolean {
  const { algorithm, tokens } = strongest(list);
  return algorithm !== undefined && tokens.includes(integrityOf(algorithm, bytes));
}

/** The tokens of the strongest algorithm in a list; the others say nothing beside them. */
export function strongest(list: string): { algorithm: string | undefined; tokens: readonly string[] } {
  const tokens = list.split(/\s+/).map((token) => token.replace(/\?.*$/, ''));
  const algorithm = ['sha512', 'sha384', 'sha256'].find((one) => tokens.some((token) => token.startsWith(`${one}-`)));
  return { algorithm, tokens: algorithm ? tokens.filter((token) => token.startsWith(`${algorithm}-`)) : [] };
}

function integrityOf(algorithm: string, bytes: Uint8Array): string {
  return `${algorithm}-${createHash(algorithm).update(bytes).digest('base64')}`;
}
