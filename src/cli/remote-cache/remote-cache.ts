import { createHash } from 'node:crypto';
import { type Claim, readActionResult, writeActionResult } from './action-result.ts';
import { openHealth } from './health.ts';
import { createHttpClient } from './http-client.ts';
import type { RemoteSettings } from './settings.ts';
import { isSigned, signClaim } from './sign-claim.ts';

/** Entries by key, on a server that speaks the HTTP protocol of bazel-remote. Neither method ever throws. */
export interface RemoteCache {
  /** The text whose digest the server names, signed for this key where a secret is set. */
  get(key: string): Promise<string | undefined>;
  put(key: string, text: string): Promise<void>;
}

/** No entry is larger, and no action result. */
const LARGEST_ENTRY = 33_554_432;
const LARGEST_RESULT = 65_536;
/** Bytes from which asking whether the server has something costs less than sending it. */
const WORTH_ASKING = 65_536;

/** Opens a remote cache; each thread has its own connections. */
export function openRemoteCache(settings: RemoteSettings): RemoteCache {
  const ask = createHttpClient(settings);
  const health = openHealth(settings.memory);
  const { secret } = settings;
  const fetchClaim = async (key: string): Promise<Claim | undefined> => {
    const answer = await ask({ method: 'GET', path: `ac/${key}`, limit: LARGEST_RESULT });
    if (!answer?.found) return undefined;
    const claim = readActionResult(answer.found);
    if (!claim || claim.size > LARGEST_ENTRY) return void health.bad('gave entries that are damaged');
    if (secret === undefined || isSigned(secret, key, claim)) return claim;
    return void health.bad('gave entries that are not signed with the key');
  };
  return {
    async get(key) {
      const claim = await fetchClaim(key);
      // Pages about errors have their length, too.
      const limit = Math.max(claim?.size ?? 0, LARGEST_RESULT);
      const answer = claim && (await ask({ method: 'GET', path: `cas/${claim.digest}`, limit }));
      if (!claim || !answer?.found) return undefined;
      const text = textOf(answer.found, claim);
      if (text === undefined) health.bad('gave entries that are damaged');
      return text;
    },
    async put(key, text) {
      const bytes = Buffer.from(text);
      const place = { digest: digestOf(bytes), size: bytes.length };
      if (place.size > LARGEST_ENTRY) return;
      const path = `cas/${place.digest}`;
      const known = place.size >= WORTH_ASKING && (await ask({ method: 'HEAD', path, limit: 0 }))?.found !== undefined;
      if (!known && !(await ask({ method: 'PUT', path, body: bytes, limit: LARGEST_RESULT }))) return;
      const signature = secret === undefined ? '' : signClaim(secret, key, place);
      const body = writeActionResult({ ...place, signature });
      // The result comes last: whoever sees it finds what it names.
      await ask({ method: 'PUT', path: `ac/${key}`, body, limit: LARGEST_RESULT });
    },
  };
}

/** Bytes that are no UTF-8 are not what anybody wrote. */
function textOf(bytes: Uint8Array, { digest, size }: Claim): string | undefined {
  if (bytes.length !== size || digestOf(bytes) !== digest) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
