import { createHash, createHmac } from 'node:crypto';

/** An action result of the Remote Execution API, v2, for one blob; `said` is its standard output. */
export function actionResult(blob: Buffer, said: string, size = blob.length, path = 'renderify-entry.json'): Buffer {
  const digest = Buffer.concat([bytesField(1, sha256(blob)), Buffer.from([2 * 8]), varint(size)]);
  const file = Buffer.concat([bytesField(1, path), bytesField(2, digest)]);
  return Buffer.concat([bytesField(2, file), ...(said === '' ? [] : [bytesField(5, said)])]);
}

/** What the standard output of an action result says where a key is set. */
export function signatureOf(secret: string, key: string, blob: Buffer): string {
  const text = `renderify-remote-cache/v1\n${key}\n${sha256(blob)}\n${blob.length}\n`;
  return `hmac-sha256 ${createHmac('sha256', secret).update(text).digest('hex')}`;
}

/** The fields of a message; throws when it is none. */
export function fieldsOf(bytes: Buffer): [number, number | Buffer][] {
  const fields: [number, number | Buffer][] = [];
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes.readUInt8(at++);
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const tag = varint();
    const number = varint();
    if (tag % 8 === 0) fields.push([tag >> 3, number]);
    else if (tag % 8 === 2 && at + number <= bytes.length) {
      fields.push([tag >> 3, bytes.subarray(at, at + number)]);
      at += number;
    } else throw new Error('no message');
  }
  return fields;
}

/** In hexadecimal digits. */
export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function bytesField(field: number, value: Buffer | string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.from([field * 8 + 2]), varint(bytes.length), bytes]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
  return Buffer.from([...bytes, rest]);
}
