import { assemblePage } from '../layout/page.ts';
import type { Target } from './target.ts';

/** One HTML file that works from disk, in a mail and on any host. */
export const singleFile: Target = {
  name: 'single-file',
  summary: 'one HTML file that opens by double click',
  kind: 'page',
  manifest: true,
  assemble: (emitted, parts) => [{ path: 'index.html', text: assemblePage(emitted, parts) }],
};
