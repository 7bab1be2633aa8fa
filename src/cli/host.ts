import { createHash } from 'node:crypto';
import type { CompilerHost } from '../compiler/host.ts';

/** The outside world that the command line gives to the compiler. */
export function createHost(): Partial<CompilerHost> {
  return { sha256: (data) => createHash('sha256').update(data).digest() };
}
