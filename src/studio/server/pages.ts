import { mediaType } from '../../util/media-type.ts';
import type { ServerContext } from './context.ts';
import { COMMON_HEADERS } from './respond.ts';

/** The files of the playground's pages by path (`index.html`, `assets/app.js`). */
export type PageFiles = ReadonlyMap<string, Uint8Array>;

/**
 * A preview shows a page under that page's own policy alone: a document that is opened anew keeps its policies. What this
 * says beside is what the frame is anyway: an origin of its own, and inside nobody else's page.
 */
const PREVIEW_POLICY = "sandbox allow-scripts allow-forms; frame-ancestors 'self'";
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const MISSING = `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>Renderify playground</title>
<h1>The playground's pages are not here</h1>
<p>This copy of renderify was built without them. The HTTP API works: <a href="/api/openapi.json">/api/openapi.json</a> describes it.</p>
`;

/**
 * The file of a page: the path is looked up as it is among the files that were handed in, so that it can lead nowhere
 * else. `undefined` when there is none.
 */
export function servePage(c: ServerContext, path: string, files: PageFiles): Response | undefined {
  const name = path === '/' ? 'index.html' : path.slice(1);
  const bytes = files.get(name) ?? (name === 'index.html' ? new TextEncoder().encode(MISSING) : undefined);
  if (!bytes) return undefined;
  const type = mediaType(name);
  return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
    ...COMMON_HEADERS,
    'content-type': type,
    'content-security-policy': name === 'preview.html' ? PREVIEW_POLICY : PAGE_POLICY,
    // A document in a sandbox may not have an opener policy.
    ...(name !== 'preview.html' && { 'cross-origin-opener-policy': 'same-origin' }),
    'cache-control': 'no-cache',
    'x-correlation-id': c.get('correlationId'),
  });
}
