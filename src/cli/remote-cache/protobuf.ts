/** One field of a protobuf message: a number for varints, bytes for what has a length. */
export interface ProtobufField {
  readonly field: number;
  readonly value: number | Uint8Array;
}

const VARINT = 0;
const FIXED64 = 1;
const LENGTH = 2;
const FIXED32 = 5;

/** Writes a message of the protobuf wire format: varints and what has a length, which is all that we need. */
export function writeProtobuf(fields: readonly ProtobufField[]): Uint8Array {
  return Buffer.concat(
    fields.flatMap(({ field, value }) =>
      typeof value === 'number'
        ? [varint(field * 8 + VARINT), varint(value)]
        : [varint(field * 8 + LENGTH), varint(value.length), value],
    ),
  );
}

/**
 * Reads a message from anybody: nothing when the bytes are none. Fields of fixed width are passed over; groups, which
 * nobody writes any more, and numbers beyond 2^53 are refused.
 */
export function readProtobuf(bytes: Uint8Array): ProtobufField[] | undefined {
  const fields: ProtobufField[] = [];
  let at = 0;
  while (at < bytes.length) {
    const tag = readVarint(bytes, at);
    if (!tag || tag.value < 8) return undefined;
    const [field, type] = [Math.floor(tag.value / 8), tag.value % 8];
    at = tag.end;
    if (type === FIXED64 || type === FIXED32) at += type === FIXED64 ? 8 : 4;
    else {
      const number = type === VARINT || type === LENGTH ? readVarint(bytes, at) : undefined;
      if (!number) return undefined;
      at = type === LENGTH ? number.end + number.value : number.end;
      fields.push({ field, value: type === LENGTH ? bytes.subarray(number.end, at) : number.value });
    }
    if (at > bytes.length) return undefined;
  }
  return fields;
}

/** Seven bits at a time, the lowest first; the highest bit says that more follow. */
function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Uint8Array.from([...bytes, rest]);
    bytes.push((rest % 128) + 128);
  }
}

function readVarint(bytes: Uint8Array, start: number): { readonly value: number; readonly end: number } | undefined {
  let value = 0;
  for (let at = start, weight = 1; at < bytes.length && at < start + 8; at++, weight *= 128) {
    const byte = bytes[at] ?? 0;
    value += (byte % 128) * weight;
    if (byte < 128) return value <= Number.MAX_SAFE_INTEGER ? { value, end: at + 1 } : undefined;
  }
  return undefined;
}
