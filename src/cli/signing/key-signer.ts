import type { KeyObject } from 'node:crypto';
import { SIGNATURE } from '../output/survey.ts';
import { type Envelope, encodePayload, readEnvelope, readJsonFile, writeEnvelope } from './dsse.ts';
import { isSignedBy, keyIdOf, signBytes } from './keys.ts';
import type { Signer } from './signer.ts';

/** Signs with a key. A good signature of ours is kept: those of ECDSA are others each time. */
export function createKeySigner(key: KeyObject): Signer {
  const keyid = keyIdOf(key);
  return {
    path: SIGNATURE,
    async sign(statement, old) {
      const payload = Buffer.from(statement);
      const bytes = encodePayload(payload);
      const envelope = (sig: Buffer): Envelope => ({ payload, signatures: [{ keyid, sig }] });
      const [known] = readEnvelope(readJsonFile(old))?.signatures ?? [];
      if (known && isSignedBy(key, bytes, known.sig)) return writeEnvelope(envelope(known.sig));
      return writeEnvelope(envelope(signBytes(key, bytes)));
    },
  };
}
