import { closeSync, openSync, readSync } from 'node:fs';
import { stdin } from 'node:process';
import { quote } from '../../diagnostics/quote.ts';
import { EnvironmentError, systemCode, systemReason, UsageError } from '../failures.ts';

const CHUNK = 65_536;

/**
 * The bytes of a file, at most `limit` and one more, so that a reader can tell that it is too large without holding
 * all of it. `what` names the kind of file in messages.
 */
export function readFileBounded(path: string, limit: number, what: string): Uint8Array {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, 'r');
    return readBounded(descriptor, limit);
  } catch (error) {
    const message = `The ${what} ${quote(path)} cannot be read: ${systemReason(error) ?? String(error)}.`;
    if (['ENOENT', 'EISDIR', 'ENOTDIR'].includes(systemCode(error) ?? '')) throw new UsageError(message);
    throw new EnvironmentError(message);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Standard input to its end, bounded alike. */
export async function readStdinBounded(limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stdin as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > limit) break;
  }
  return Buffer.concat(chunks).subarray(0, limit + 1);
}

function readBounded(descriptor: number, limit: number): Uint8Array {
  const chunks: Uint8Array[] = [];
  let size = 0;
  while (size <= limit) {
    const chunk = Buffer.allocUnsafe(Math.min(CHUNK, limit + 1 - size));
    const read = readSync(descriptor, chunk, 0, chunk.length, null);
    if (read === 0) break;
    chunks.push(chunk.subarray(0, read));
    size += read;
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}
