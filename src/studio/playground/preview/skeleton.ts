/// <reference lib="dom" />
import { own } from '../../live/own.ts';

/**
 * The nodes of a page by kind and id, without what they say. A script finds its nodes by position, so only between pages of
 * one skeleton does each node stay what the script has bound.
 */
export function skeletonOf(page: Document): string {
  const walker = page.createTreeWalker(own(page, 'documentElement'));
  let text = '';
  for (let node = walker.nextNode(), depth = 0; node; ) {
    text += `${depth} ${node.nodeName} ${(node as Element).id ?? ''}\n`;
    const child: Node | null = walker.firstChild();
    if (child) {
      depth++;
      node = child;
      continue;
    }
    node = walker.nextSibling();
    while (!node && depth > 0 && walker.parentNode()) {
      depth--;
      node = walker.nextSibling();
    }
  }
  return text;
}
