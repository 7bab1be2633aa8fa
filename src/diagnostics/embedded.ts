import type { Span } from './diagnostic.ts';
import { Lines } from './position.ts';

/** A text that a JSON string holds, and where each place of it stands in the JSON. */
export interface Embedded {
  readonly lines: Lines;
  /** The same place in the JSON text. */
  outer(inner: Span): Span;
}

/** Reads the JSON string at `string`; `undefined` where there is none. */
export function readEmbedded(text: string, string: Span): Embedded | undefined {
  const literal = text.slice(string.start, string.end);
  const decoded = decode(literal);
  if (decoded === undefined) return undefined;
  const offsets = offsetsOf(literal, decoded.length);
  const at = (inner: number) => string.start + (offsets?.[inner] ?? Math.min(inner + 1, literal.length - 1));
  return { lines: new Lines(decoded), outer: ({ start, end }) => ({ start: at(start), end: at(end) }) };
}

function decode(literal: string): string | undefined {
  if (!literal.startsWith('"')) return undefined;
  try {
    return String(JSON.parse(literal));
  } catch {
    return undefined;
  }
}

/** The offset in the literal of each unit and of the end; none where nothing is escaped. */
function offsetsOf(literal: string, length: number): Uint32Array | undefined {
  if (!literal.includes('\\')) return undefined;
  const offsets = new Uint32Array(length + 1);
  let from = 1;
  for (let i = 0; i < length; i++) {
    offsets[i] = from;
    from += literal[from] !== '\\' ? 1 : literal[from + 1] === 'u' ? 6 : 2;
  }
  offsets[length] = from;
  return offsets;
}
