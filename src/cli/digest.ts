import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** SHA-256 in hexadecimal digits. */
export function digestOf(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The bytes of a file; nothing where it cannot be read. */
export function tryRead(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
