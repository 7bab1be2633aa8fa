import type { Report } from '../../diagnostics/define.ts';
import type { Json } from '../../plan/types.ts';
import { decodeDocument } from './decode.ts';
import { readPlainJson } from './read-plain.ts';
import { JsonReader } from './reader.ts';

/** A document that was read: its text without a byte order mark, and its value. */
export interface JsonDocument {
  readonly text: string;
  readonly value: Json;
}

/**
 * Reads a document as spec section 1 says: size, encoding, then the grammar. Plans, policy files and given values all
 * come through here. Gives `undefined` when anything was reported as an error.
 */
export function readDocument(input: string | Uint8Array, report: Report): JsonDocument | undefined {
  const text = decodeDocument(input, report);
  const value = text === undefined ? undefined : readJson(text, report);
  return text === undefined || value === undefined ? undefined : { text, value };
}

/** Reads one JSON text (RFC 8259) into objects without prototype; `undefined` when anything was reported as an error. */
export function readJson(text: string, report: Report): Json | undefined {
  return readPlainJson(text) ?? new JsonReader(text, report).read();
}
