import type { Report } from '../../diagnostics/define.ts';
import { jsonFindings } from './findings.ts';
import { invalidUtf8At } from './invalid-utf8.ts';
import { MAX_DOCUMENT_BYTES } from './limits.ts';

/**
 * The text of a document: at most 4 MiB of strict UTF-8, without one leading byte order mark. Gives `undefined` after
 * it has reported why there is none.
 */
export function decodeDocument(input: string | Uint8Array, report: Report): string | undefined {
  if (isTooLarge(input)) {
    const message = `The document is larger than 4 MiB (4,194,304 bytes).`;
    report(jsonFindings.tooLarge, {
      pointer: '',
      byteOffset: MAX_DOCUMENT_BYTES,
      message,
      help: 'Split it, or leave data out of the plan.',
    });
    return undefined;
  }
  const text = typeof input === 'string' ? input : decodeUtf8(input, report);
  return text?.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

function isTooLarge(input: string | Uint8Array): boolean {
  if (input.length > MAX_DOCUMENT_BYTES) return true;
  if (typeof input !== 'string' || input.length * 3 <= MAX_DOCUMENT_BYTES) return false;
  return new TextEncoder().encode(input).length > MAX_DOCUMENT_BYTES;
}

function decodeUtf8(bytes: Uint8Array, report: Report): string | undefined {
  const other = otherFormat(bytes);
  if (other) return fail(`The file is ${other}, not UTF-8.`, 0, report);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const at = invalidUtf8At(bytes);
    const byte = `0x${bytes[at]?.toString(16).padStart(2, '0')}`;
    return fail(`The file is not UTF-8: the byte ${byte} at offset ${at} starts no valid character.`, at, report);
  }
}

function fail(message: string, byteOffset: number, report: Report): undefined {
  report(jsonFindings.encoding, { pointer: '', message, byteOffset, help: 'Save the file as plain UTF-8.' });
}

/** Formats that are told by their first bytes; the NUL rule finds UTF-16 and UTF-32 without a mark (RFC 4627). */
function otherFormat(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0x1f && b === 0x8b) return 'compressed (gzip)';
  if ((a === 0 && b === 0) || (a === 0xff && b === 0xfe && c === 0 && d === 0)) return 'UTF-32';
  if (bytes.length > 3 && a !== 0 && b === 0 && c === 0 && d === 0) return 'UTF-32';
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return 'UTF-16';
  if (bytes.length > 1 && (a === 0 || b === 0)) return 'UTF-16';
  return undefined;
}
