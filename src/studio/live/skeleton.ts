/// <reference lib="dom" />
import { get, own } from './own.ts';

/**
 * The nodes of a page by kind and id, without what they say. A script finds its nodes by position, so only between pages of
 * one skeleton does each node stay what the script has bound.
 */
export function skeletonOf(page: Document): string {
  const walker = Document.prototype.createTreeWalker.call(page, own(page, 'documentElement'));
  let text = '';
  for (let node = walker.nextNode(), depth = 0; node; ) {
    text += `${depth} ${nameOf(node)}\n`;
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

function nameOf(node: Node): string {
  const id = get(Node, 'nodeType', node) === Node.ELEMENT_NODE ? get(Element, 'id', node as Element) : '';
  return `${get(Node, 'nodeName', node)} ${id}`;
}
