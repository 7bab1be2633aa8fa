import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Claim } from './action-result.ts';

/**
 * HMAC-SHA256 (RFC 2104) of what a claim says and of the key that it stands under, so that an entry of one plan is no
 * entry of another.
 */
export function signClaim(secret: string, key: string, { digest, size }: Omit<Claim, 'signature'>): string {
  const text = `renderify-remote-cache/v1\n${key}\n${digest}\n${size}\n`;
  return `hmac-sha256 ${createHmac('sha256', secret).update(text).digest('hex')}`;
}

/** Whether a claim was signed with this secret, for this key. */
export function isSigned(secret: string, key: string, claim: Claim): boolean {
  const [expected, found] = [Buffer.from(signClaim(secret, key, claim)), Buffer.from(claim.signature)];
  return expected.length === found.length && timingSafeEqual(expected, found);
}
