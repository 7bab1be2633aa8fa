import { addSource, connectSources, emptyStyle, resourceSources } from '../../layout/resource-sources.ts';
import { SANDBOX_POLICY } from '../../layout/sandbox-policy.ts';
import type { Program } from '../../program.ts';

/** Hashes of what a page runs and wears, as `sha256-…` without quotes. */
export interface PageHashes {
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
}

/**
 * The page's Content Security Policy (CSP level 3) as it stands in a `meta` element: nothing is allowed but what is
 * listed by hash, and the hosts of pictures and media that occur.
 */
export function pagePolicy(program: Program, hashes: PageHashes): string {
  const { images, media } = resourceSources(program);
  const connects = connectSources(program);
  const directives: [string, readonly string[]][] = [
    ['default-src', []],
    ['script-src', hashes.scripts.map(quote)],
    ['style-src', [...hashes.styles.map(quote), ...emptyStyle(program)]],
    ...(images.length ? [['img-src', images] as [string, readonly string[]]] : []),
    ...(media.length ? [['media-src', media] as [string, readonly string[]]] : []),
    ...(connects.length ? [['connect-src', connects] as [string, readonly string[]]] : []),
    ...workerSources(program),
    ['base-uri', []],
    ['form-action', formSources(program)],
  ];
  const listed = directives.map(([name, values]) => `${name} ${values.length ? values.join(' ') : "'none'"}`);
  const trusted = program.page?.sandbox ? SANDBOX_POLICY : "'none'";
  return [...listed, "require-trusted-types-for 'script'", `trusted-types ${trusted}`].join(';');
}

function quote(hash: string): string {
  return `'${hash}'`;
}

/** A sandboxed frame inherits the policy of the page: what it may do, the page must allow. */
function workerSources({ page, plan }: Program): [string, readonly string[]][] {
  const starts = page?.sandbox && plan.document.capabilities?.executionProfile === 'sandbox-worker';
  return starts ? [['worker-src', ['blob:']]] : [];
}

function formSources({ plan, urlRules }: Program): string[] {
  if (!urlRules.forms) return [];
  const sources = new Set<string>();
  for (const node of plan.nodes) {
    for (const { url, initial } of node.attributes)
      if (url === 'action' && typeof initial === 'string') addSource(sources, initial, false);
  }
  return [...sources].sort();
}
