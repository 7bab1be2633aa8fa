import { srcsetUrls } from '../../../plan/srcset.ts';
import { cleanUrl } from '../../../plan/url.ts';
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
    ['base-uri', []],
    ['form-action', formSources(program)],
  ];
  const listed = directives.map(([name, values]) => `${name} ${values.length ? values.join(' ') : "'none'"}`);
  return [...listed, "require-trusted-types-for 'script'", "trusted-types 'none'"].join(';');
}

function quote(hash: string): string {
  return `'${hash}'`;
}

/** Libraries put rules into a style element that is empty; its hash allows no other inline style. */
function emptyStyle({ page }: Program): string[] {
  return page?.code.includes('insertRule') ? ["'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"] : [];
}

/** The hosts that plan code may contact (spec 8.1); without code nothing connects. */
function connectSources({ page, plan, islands }: Program): string[] {
  if (!page || islands.length === 0) return [];
  return (plan.document.capabilities?.networkHosts ?? []).map((host) => `https://${host.toLowerCase()}`).sort();
}

/** Every token is written anew from a parsed value; nothing of the plan is pasted. */
function resourceSources({ plan, urlRules }: Program) {
  const images = new Set<string>();
  const media = new Set<string>();
  for (const node of plan.nodes) {
    for (const { name, url, initial, dynamic, literalOrigin } of node.attributes) {
      // What a poster shows is a picture.
      const isImage = url === 'image' || url === 'srcset' || url === 'svg-image' || name === 'poster';
      const set = isImage ? images : url === 'media' ? media : undefined;
      if (!set) continue;
      const urls = typeof initial !== 'string' ? [] : url === 'srcset' ? srcsetUrls(initial) : [initial];
      for (const source of urls) addSource(set, source, plan.policy.profile === 'strict');
      if (dynamic && !literalOrigin) for (const host of urlRules.hosts) set.add(`https://${host}`);
      if (dynamic && urlRules.dataBytes && isImage && name !== 'poster') images.add('data:');
    }
  }
  return { images: [...images].sort(), media: [...media].sort() };
}

/** A strict page sends no request at all, not even for a file beside it; `self` is left out there. */
function addSource(set: Set<string>, raw: string, strict: boolean): void {
  const value = cleanUrl(raw);
  if (value.startsWith('#')) return;
  if (/^data:/i.test(value)) set.add('data:');
  else if (/^(https:)?\/\//i.test(value)) set.add(new URL(value, 'https://x').origin);
  else if (value && !strict) set.add("'self'");
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
