import { UsageError } from '../failures.ts';

/** The address of a remote cache as it may be shown, and the `authorization` header for it. */
export interface RemoteUrl {
  readonly url: string;
  readonly authorization: string | undefined;
}

/**
 * Takes the user and password out of an address; else `token` is the one of a bearer. Throws a UsageError, which never
 * has the address in it: somebody may have written a password in an odd place.
 */
export function readRemoteUrl(text: string, token: string | undefined): RemoteUrl {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash)
    throw new UsageError('`--remote-cache` takes the address of a server, for example `https://cache.example.com/`.');
  const { username, password } = url;
  const basic = username !== '' || password !== '';
  if (basic && token !== undefined)
    throw new UsageError('`RENDERIFY_CACHE_TOKEN` and a password in `--remote-cache` exclude each other.');
  url.username = url.password = '';
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  if (token !== undefined && !/^[\x21-\x7e]+$/.test(token))
    throw new UsageError('`RENDERIFY_CACHE_TOKEN` has characters that no header can carry.');
  const header = basic ? `Basic ${basicOf(username, password)}` : token === undefined ? undefined : `Bearer ${token}`;
  return { url: url.href, authorization: header };
}

/** RFC 7617, in UTF-8. */
function basicOf(username: string, password: string): string {
  return Buffer.from(`${decode(username)}:${decode(password)}`).toString('base64');
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
