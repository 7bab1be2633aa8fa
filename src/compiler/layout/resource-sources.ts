import { srcsetUrls } from '../../plan/srcset.ts';
import { cleanUrl } from '../../plan/url.ts';
import type { Program } from '../program.ts';

/** Sources of pictures and of media, sorted. */
export interface ResourceSources {
  readonly images: readonly string[];
  readonly media: readonly string[];
}

/** Libraries put rules into a style element that is empty; its hash allows no other inline style. */
export function emptyStyle({ page }: Program): string[] {
  return page?.code.includes('insertRule') ? ["'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"] : [];
}

/** The hosts that plan code may contact (spec 8.1); without code nothing connects, and from a worker nothing does (8.3). */
export function connectSources({ page, plan, islands }: Program): string[] {
  if (!page || islands.length === 0) return [];
  if (plan.document.capabilities?.executionProfile === 'sandbox-worker') return [];
  return (plan.document.capabilities?.networkHosts ?? []).map((host) => `https://${host.toLowerCase()}`).sort();
}

/** Every token is written anew from a parsed value; nothing of the plan is pasted. */
export function resourceSources({ plan, urlRules }: Program): ResourceSources {
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
export function addSource(set: Set<string>, raw: string, strict: boolean): void {
  const value = cleanUrl(raw);
  if (value.startsWith('#')) return;
  if (/^data:/i.test(value)) set.add('data:');
  else if (/^(https:)?\/\//i.test(value)) set.add(new URL(value, 'https://x').origin);
  else if (value && !strict) set.add("'self'");
}
