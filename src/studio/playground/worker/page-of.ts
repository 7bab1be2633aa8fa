import type { Bundle } from '../../../browser.ts';
import type { JsonObject } from '../../../plan/types.ts';
import type { PreviewPage } from '../preview/protocol.ts';

/** The page of a bundle, and what must be equal for another page to take its place without being loaded. */
export function toPage({ files, entry, csp, manifest }: Bundle): PreviewPage {
  const html = files.find(({ path }) => path === entry)?.text ?? '';
  const digest = ((manifest['plan'] as JsonObject)['digest'] as string).replace(/^sha256-/, '');
  return { html, digest, program: programOf(html, csp, digest, manifest['scripts'] as readonly string[]) };
}

/** The script names the digest of its plan, and the policy names the hash of the script: neither says what it does. */
function programOf(html: string, csp: string, digest: string, hashes: readonly string[]): string {
  const policy = hashes.reduce((text, hash) => text.replaceAll(hash, ''), csp);
  const scripts = html.match(/<script[\s\S]*?<\/script>/g) ?? [];
  return `${policy}\n${scripts.join('\n').replaceAll(digest, '')}`;
}
