import type { UrlKind } from '../url-attribute.ts';

const LEGACY = new Set(
  'background manifest profile codebase classid archive ping attributionsrc dynsrc lowsrc xml:base'.split(' '),
);
const MEDIA_TAGS = new Set(['audio', 'video', 'source', 'track']);

/** The row of the URL table (spec 5.4) that judges an attribute; undefined where the value is no address. */
export function urlKind(tag: string, namespace: 'html' | 'svg' | 'math', name: string): UrlKind | undefined {
  if (LEGACY.has(name)) return 'legacy';
  switch (name) {
    case 'href':
      if (namespace === 'svg' && tag !== 'a') return tag === 'image' || tag === 'feImage' ? 'svg-image' : 'fragment';
      return 'link';
    case 'src':
      return MEDIA_TAGS.has(tag) ? 'media' : 'image';
    case 'poster':
      return 'media';
    case 'srcset':
    case 'imagesrcset':
      return 'srcset';
    case 'cite':
    case 'longdesc':
      return 'cite';
    case 'action':
    case 'formaction':
      return 'action';
    case 'usemap':
      return 'usemap';
    default:
      return undefined;
  }
}
