import type { Json } from '../../plan/types.ts';
import { readEnvelope } from './dsse.ts';

/** The statement in a bundle of Sigstore; nothing where there is none. */
export function signedStatement(bundle: Json | undefined): Buffer | undefined {
  if (bundle === null || typeof bundle !== 'object' || Array.isArray(bundle)) return undefined;
  return readEnvelope(bundle['dsseEnvelope'])?.payload;
}
