import type { Json, JsonObject } from '../../plan/types.ts';

/** What is signed: a statement of in-toto. */
export const PAYLOAD_TYPE = 'application/vnd.in-toto+json';

/** A signed statement: an envelope of DSSE 1.0. The statement is to be read only after a signature was found good. */
export interface Envelope {
  readonly payload: Buffer;
  readonly signatures: readonly { readonly keyid: string; readonly sig: Buffer }[];
}

/** The bytes that a signature is over: the pre-authentication encoding of DSSE 1.0. */
export function encodePayload(payload: Uint8Array): Buffer {
  const head = `DSSEv1 ${PAYLOAD_TYPE.length} ${PAYLOAD_TYPE} ${payload.length} `;
  return Buffer.concat([Buffer.from(head), payload]);
}

/** An envelope as JSON. */
export function writeEnvelope({ payload, signatures }: Envelope): string {
  const envelope = {
    payload: payload.toString('base64'),
    payloadType: PAYLOAD_TYPE,
    signatures: signatures.map(({ keyid, sig }) => ({ keyid, sig: sig.toString('base64') })),
  };
  return `${JSON.stringify(envelope, null, 2)}\n`;
}

/** Reads an envelope from anybody; nothing when it is none, or is about something else than a statement. */
export function readEnvelope(value: Json | undefined): Envelope | undefined {
  if (!isObject(value) || !hasOnly(value, ['payload', 'payloadType', 'signatures'])) return undefined;
  const { payload, payloadType, signatures } = value;
  const bytes = decodeBase64(payload);
  if (!bytes || payloadType !== PAYLOAD_TYPE || !Array.isArray(signatures) || signatures.length > MOST)
    return undefined;
  const read = signatures.map(readSignature);
  return read.every((one) => one !== undefined) ? { payload: bytes, signatures: read } : undefined;
}

/** The value of JSON in a file; nothing where it is none. */
export function readJsonFile(bytes: Uint8Array | undefined): Json | undefined {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes ?? new Uint8Array())) as Json;
  } catch {
    return undefined;
  }
}

/** Signatures that are tried. */
const MOST = 32;

/** The id of a key is a hint, and may be absent. */
function readSignature(value: Json): Envelope['signatures'][number] | undefined {
  if (!isObject(value) || !hasOnly(value, ['keyid', 'sig'])) return undefined;
  const { keyid = '', sig } = value;
  const bytes = decodeBase64(sig);
  return bytes && typeof keyid === 'string' ? { keyid, sig: bytes } : undefined;
}

/** Both alphabets are allowed (RFC 4648, sections 4 and 5), and nothing beside them. */
function decodeBase64(value: Json | undefined): Buffer | undefined {
  if (typeof value !== 'string' || !/^[\w+/-]+={0,2}$/.test(value)) return undefined;
  return Buffer.from(value, 'base64');
}

function hasOnly(value: JsonObject, keys: readonly string[]): boolean {
  return Object.keys(value).every((key) => keys.includes(key));
}

function isObject(value: Json | undefined): value is JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
