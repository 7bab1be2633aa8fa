import type { Report } from '../../diagnostics/define.ts';
import { parseCsp } from './csp.ts';
import { decodeText } from './decode-text.ts';
import { verifyFindings as findings } from './findings.ts';
import type { Manifest } from './manifest.ts';

const HEADERS_PATH = '_headers';

/** A policy sent as a header may say more than the page's own (`frame-ancestors`), but nothing else about the same thing. */
export function verifyHeaders({ csp }: Manifest, files: ReadonlyMap<string, Uint8Array>, report: Report): void {
  const text = decodeText(files.get(HEADERS_PATH) ?? new Uint8Array()) ?? '';
  for (const [, sent = ''] of text.matchAll(/^[ \t]+content-security-policy:[ \t]*(.*)$/gim)) {
    const directives = parseCsp(sent);
    for (const [name, values] of parseCsp(csp)) {
      if (directives.get(name)?.join(' ') === values.join(' ')) continue;
      const message = `The policy in \`${HEADERS_PATH}\` does not say the same about \`${name}\` as the manifest.`;
      report(findings.headers, { pointer: '/csp', message, help: 'Build the plan again.' });
    }
  }
}
