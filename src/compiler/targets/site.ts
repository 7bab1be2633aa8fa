import { headersFile } from '../layout/headers.ts';
import { assemblePage } from '../layout/page.ts';
import type { Target } from './target.ts';

/** A folder for any static host. Style and script stand in the page: one request, and a policy that names them by hash. */
export const site: Target = {
  name: 'site',
  summary: 'a folder with index.html, _headers and the manifest',
  kind: 'page',
  manifest: true,
  assemble: (emitted, parts) => [
    { path: 'index.html', text: assemblePage(emitted, parts) },
    { path: '_headers', text: headersFile(parts.csp) },
  ],
};
