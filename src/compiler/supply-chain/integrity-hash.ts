import { toHex } from '../../util/hex.ts';

/** The digest of an integrity token such as `sha512-<base64>` in hexadecimal, with its algorithm's name there. */
export function integrityHash(integrity: string): { readonly algorithm: string; readonly hex: string } {
  const at = integrity.indexOf('-');
  const bytes = Uint8Array.from(atob(integrity.slice(at + 1)), (char) => char.charCodeAt(0));
  return { algorithm: integrity.slice(0, at), hex: toHex(bytes) };
}
