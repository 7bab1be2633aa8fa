import type { Namespace } from '../../stages.ts';

/** Tags that no policy allows, because they execute, fetch, re-parse or overwrite attributes (spec 5.1). */
const FIXED: Readonly<Record<Namespace, string>> = {
  html: 'script style link meta base title html head body iframe frame frameset fencedframe portal object embed applet param noscript noembed noframes template slot plaintext xmp listing marquee',
  svg: 'script style foreignObject animate animateMotion animateTransform set discard handler listener',
  math: 'annotation-xml maction semantics',
};

const everywhere = new Set(
  Object.values(FIXED)
    .join(' ')
    .split(' ')
    .map((tag) => tag.toLowerCase()),
);

/**
 * Whether the language itself blocks a tag. The lists of all vocabularies hold in each of them, so that no change of
 * vocabulary lets one through; only `title` is another thing in SVG than in HTML.
 */
export function isFixedBlockedTag(tag: string, namespace: Namespace): boolean {
  const name = tag.toLowerCase();
  return everywhere.has(name) && !(name === 'title' && namespace === 'svg');
}
