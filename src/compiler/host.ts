/**
 * The only door from the compiler to the outside world. Everything has a pure default, so that the compiler also
 * runs in a browser; the command line hands in faster ones.
 */
export interface CompilerHost {
  /** SHA-256 (FIPS 180-4) of UTF-8 text or bytes, as 32 bytes. */
  sha256(data: string | Uint8Array): Uint8Array;
}
