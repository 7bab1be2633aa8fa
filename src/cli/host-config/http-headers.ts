import { pageHeaders } from '../../compiler/layout/headers.ts';
import type { HostedBundle } from './hosted-bundle.ts';

/** A header by name and value. */
export type HttpHeader = readonly [name: string, value: string];

/** The headers of everything in a bundle: of a page the same that its own `_headers` has, of a module only what is safe anywhere. */
export function bundleHeaders({ csp }: HostedBundle): readonly HttpHeader[] {
  return csp === '' ? [['X-Content-Type-Options', 'nosniff']] : pageHeaders(csp);
}

/** How long a file may be kept (RFC 9111, RFC 8246): what has its digest in its name never changes. */
export function cacheControl(path: string): string {
  return isHashed(path) ? 'public, max-age=31536000, immutable' : 'public, max-age=0, must-revalidate';
}

/** Whether a name has a digest in it, as in `app.0a1b2c3d4e5f6071.js`. */
export function isHashed(path: string): boolean {
  return /[.-][0-9a-f]{16,64}\.\w+$/.test(path);
}
