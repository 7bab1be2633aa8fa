import type { AnalyzedPlan, AttributeFact } from '../../../compiler/stages.ts';
import type { Expr } from '../../../plan/expr.ts';
import { hostOf, urlsOf } from '../host-of.ts';
import type { Items } from '../version.ts';

/** Where links lead and what a page loads, sends to, or takes modules from: `link host`, `image host`, `module host`. */
export function hostItems({ nodes, document }: AnalyzedPlan): Items {
  const items = new Map<string, string>();
  for (const { attributes } of nodes)
    for (const attribute of attributes) for (const item of hostsOfAttribute(attribute)) items.set(item, '');
  for (const { resolvedUrl } of Object.values(document.moduleManifest ?? {})) {
    const host = hostOf(resolvedUrl);
    if (host !== undefined) items.set(`module ${host}`, '');
  }
  return new Map([...items].sort());
}

function hostsOfAttribute({ url, name, value, initial, literalOrigin }: AttributeFact): string[] {
  if (url === undefined) return [];
  const texts = [initial, leadingText(value)].filter((text) => typeof text === 'string');
  const hosts = texts.flatMap((text) => urlsOf(text, name)).map(hostOf);
  const free = !literalOrigin && value.kind !== 'lit' ? ['any (the state decides it)'] : [];
  return [...hosts.filter((host) => host !== undefined), ...free].map((host) => `${kindOf(url)} ${host}`);
}

/** The literal beginning of a value that a template goes on: with it the plan decides the host. */
function leadingText(value: Expr): string | undefined {
  const first = value.kind === 'text' ? value.parts[0] : value;
  return first?.kind === 'lit' && typeof first.value === 'string' ? first.value : undefined;
}

function kindOf(url: string): string {
  if (url === 'link' || url === 'cite') return 'link';
  if (url === 'action') return 'form';
  return url === 'media' ? 'media' : 'image';
}
