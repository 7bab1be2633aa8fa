import { createHash } from 'node:crypto';
import type { CompilerHost } from '../compiler/host.ts';

/** The outside world that the command line gives to the compiler. */
export function createHost(): Partial<CompilerHost> {
  return { sha256 };
}

/** SHA-256 of UTF-8 text or bytes, 32 bytes. */
export function sha256(data: string | Uint8Array): Uint8Array {
  return createHash('sha256').update(data).digest();
}
