import type { Report } from '../diagnostics/define.ts';
import { quote } from '../diagnostics/quote.ts';
import type { ModuleRequest } from '../plan/modules/graph.ts';
import { coordinatesOf } from './coordinates.ts';
import { matchesIntegrity, strongest } from './digest.ts';
import { moduleFindings } from './findings.ts';
import type { WalkResult } from './graph/walk.ts';

/**
 * Holds the `integrity` of manifest entries against what came back: the file's bytes, or the tarball of its package.
 * A digest of a file that a CDN rewrote can match neither, and is never passed over in silence (DESIGN section 6).
 * Gives whether all is well.
 */
export function checkClaims(
  requests: readonly ModuleRequest[],
  walked: WalkResult,
  tarballOf: (key: string) => string | undefined,
  profile: string,
  report: Report,
): boolean {
  let good = true;
  for (const request of requests) {
    const { specifier, manifest, pointer } = request;
    const draft = walked.modules.get(walked.entries[specifier] ?? '');
    if (manifest?.integrity === undefined || !draft) continue;
    const { location, raw, integrity } = draft;
    const tarball = location.kind === 'package' ? tarballOf(location.view.key) : undefined;
    if (matchesIntegrity(raw, manifest.integrity)) continue;
    if (tarball !== undefined && strongest(manifest.integrity).tokens.includes(tarball)) continue;
    const said = coordinatesOf(specifier, manifest);
    const rewritten = said.kind === 'package' && !said.faithful;
    const severity = rewritten && profile !== 'strict' ? 'warning' : 'error';
    good &&= severity === 'warning';
    const help = fixed(integrity, tarball);
    if (!rewritten) {
      const message = `The module ${quote(specifier)} has other bytes than its \`integrity\` says.`;
      report(moduleFindings.requireIntegrityMatch, { pointer, message, help });
    } else {
      const message = `${quote(said.cdn ?? '')} rewrites packages, so the \`integrity\` of ${quote(specifier)} cannot be verified.`;
      report(moduleFindings.unverifiableIntegrity, { pointer, message, severity, help });
    }
  }
  return good;
}

function fixed(file: string, tarball: string | undefined): string {
  return `Where that is the module you mean, write \`${file}\`, the digest of the file in the package${tarball ? `, or \`${tarball}\`, that of the tarball` : ''}.`;
}
