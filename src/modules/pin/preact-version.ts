import type { Report } from '../../diagnostics/define.ts';
import { quote } from '../../diagnostics/quote.ts';
import { aliasTarget } from '../../plan/modules/aliases.ts';
import type { ModuleRequest } from '../../plan/modules/graph.ts';
import { coordinatesOf } from '../coordinates.ts';
import { moduleFindings } from '../findings.ts';

/** One request with the place where findings about it go. */
export interface PlacedRequest {
  readonly request: ModuleRequest;
  readonly report: Report;
}

/**
 * The version of the one copy of Preact: what plans name, else that of the alias table; `undefined` after it has
 * reported that they name two.
 */
export function preactVersion(requests: readonly PlacedRequest[]): string | undefined {
  const named = requests.flatMap((one) => {
    const said = coordinatesOf(one.request.specifier, one.request.manifest);
    const counts = said.kind === 'package' && said.name === 'preact' && !said.alias && said.wanted !== '';
    return counts ? [{ ...one, wanted: said.wanted }] : [];
  });
  const [first] = named;
  if (!first) return aliasTarget('preact')?.version;
  const other = named.find(({ wanted }) => wanted !== first.wanted);
  if (!other) return first.wanted;
  other.report(moduleFindings.onePreact, {
    pointer: other.request.pointer,
    message: `Preact ${quote(first.wanted)} and ${quote(other.wanted)} are both asked for, and a page has one copy.`,
    help: 'Ask for one version, or pin the plans into two locks with `--lock`.',
  });
  return undefined;
}
