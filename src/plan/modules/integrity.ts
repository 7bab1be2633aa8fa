/** Characters of a digest in base64, padding included (RFC 4648). */
const LENGTHS: Readonly<Record<string, number>> = { sha256: 44, sha384: 64, sha512: 88 };

/** The first token of an integrity list that is malformed or of a weaker algorithm; `undefined` when all are good. */
export function badIntegrityToken(integrity: string): string | undefined {
  return integrity.split(/[ \t\n\r\f]+/).find((token) => !isToken(token));
}

function isToken(token: string): boolean {
  const parts = /^(sha256|sha384|sha512)-([A-Za-z0-9+/]+={0,2})$/.exec(token);
  return parts !== null && parts[2]?.length === LENGTHS[parts[1] ?? ''];
}
