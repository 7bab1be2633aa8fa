import type { Bundle } from '../../../compiler/stages.ts';
import type { JsonObject } from '../../../plan/types.ts';
import type { PreviewPage } from '../preview/protocol.ts';

/** The page of a bundle, and what must be equal for another page to take its place without being loaded. */
export function toPage({ files, entry, manifest }: Pick<Bundle, 'files' | 'entry' | 'manifest'>): PreviewPage {
  const html = files.find(({ path }) => path === entry)?.text ?? '';
  const digest = ((manifest['plan'] as JsonObject)['digest'] as string).replace(/^sha256-/, '');
  return { html, digest, program: programOf(html, digest, manifest['scripts'] as readonly string[]) };
}

/**
 * Everything but the body and the title. The script names the digest of its plan, and the policy the hash of the script;
 * neither says what the script does.
 */
function programOf(html: string, digest: string, hashes: readonly string[]): string {
  const head = html.slice(0, html.indexOf('<body')).replace(/<title>[^<]*<\/title>/, '');
  const scripts = html.match(/<script[\s\S]*?<\/script>/g) ?? [];
  const policy = hashes.reduce((text, hash) => text.replaceAll(hash, ''), head);
  return `${policy}\n${scripts.join('\n').replaceAll(digest, '')}`;
}
