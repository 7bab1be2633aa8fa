import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { env } from 'node:process';

/** The folder of the store: `RENDERIFY_STORE`, else in the cache folder of the XDG base directory specification. */
export function locateStore(given?: string): string {
  const named = given ?? env['RENDERIFY_STORE'];
  if (named) return resolve(named);
  const cache = env['XDG_CACHE_HOME'];
  const base = cache && isAbsolute(cache) ? cache : join(homedir(), '.cache');
  return join(base, 'renderify', 'store', 'v1');
}
