/// <reference lib="dom" />
import { get, own } from './own.ts';

/**
 * Gives a live document what a newer version of its page has, of two versions that differ in what never changes by itself:
 * nodes keep their identity, and with it focus, caret, scroll position and what was typed; what state and plan code have
 * changed meanwhile stays. The work is linear in the size of the pages.
 */
export function morph(before: Document, after: Document, live: Document): void {
  if (own(live, 'title') !== own(after, 'title')) Reflect.set(Document.prototype, 'title', own(after, 'title'), live);
  changeAttributes(own(before, 'documentElement'), own(after, 'documentElement'), own(live, 'documentElement'));
  const open: Change[] = [[own(before, 'body'), own(after, 'body'), own(live, 'body')]];
  for (let next = open.pop(); next; next = open.pop()) changeElement(next, open);
}

type Change = readonly [before: Element, after: Element, live: Element];

function changeElement([before, after, live]: Change, open: Change[]): void {
  changeAttributes(before, after, live);
  if (Node.prototype.isEqualNode.call(before, after)) return;
  const [old, now, here] = [nodesOf(before), nodesOf(after), nodesOf(live)];
  // What plan code has put here cannot be told from what the page had.
  if (here.length !== old.length) {
    Element.prototype.replaceChildren.call(live, ...now.map((node) => copyInto(live, node)));
    return;
  }
  const pairs = alignNodes(old, now);
  const kept = new Set(pairs);
  for (const [i, node] of here.entries()) if (!kept.has(i)) Node.prototype.removeChild.call(live, node);
  let place = get(Node, 'firstChild', live);
  for (const [i, node] of now.entries()) {
    const at = pairs[i] as number;
    if (at < 0) Node.prototype.insertBefore.call(live, copyInto(live, node), place);
    else {
      const current = here[at] as Node;
      changeNode(old[at] as Node, node, current, open);
      place = get(Node, 'nextSibling', current);
    }
  }
}

function changeNode(before: Node, after: Node, live: Node, open: Change[]): void {
  if (isElement(live)) open.push([before as Element, after as Element, live]);
  else if (before.nodeValue !== after.nodeValue) live.nodeValue = after.nodeValue;
}

/** For each new node the place of the old one that it continues, in order, or -1. */
function alignNodes(old: readonly Node[], now: readonly Node[]): number[] {
  const ends = Math.min(old.length, now.length);
  let head = 0;
  while (head < ends && isSameKind(old[head] as Node, now[head] as Node)) head++;
  let tail = 0;
  while (tail < ends - head && isSameKind(old[old.length - 1 - tail] as Node, now[now.length - 1 - tail] as Node))
    tail++;
  let from = head;
  return now.map((node, i) => {
    if (i < head) return i;
    if (i >= now.length - tail) return old.length - now.length + i;
    const limit = Math.min(old.length - tail, from + LOOK_AHEAD);
    for (let at = from; at < limit; at++) {
      if (!isSameKind(old[at] as Node, node)) continue;
      from = at + 1;
      return at;
    }
    return -1;
  });
}

/** How many old nodes may be passed over for a new one. */
const LOOK_AHEAD = 32;

function isSameKind(a: Node, b: Node): boolean {
  if (get(Node, 'nodeName', a) !== get(Node, 'nodeName', b)) return false;
  if (!isElement(a) || !isElement(b)) return true;
  return (['namespaceURI', 'id'] as const).every((one) => get(Element, one, a) === get(Element, one, b));
}

function isElement(node: Node): node is Element {
  return get(Node, 'nodeType', node) === Node.ELEMENT_NODE;
}

function changeAttributes(before: Element, after: Element, live: Element): void {
  const { getAttribute, hasAttribute, removeAttributeNS, setAttributeNS } = Element.prototype;
  for (const { name, namespaceURI, localName } of [...get(Element, 'attributes', before)])
    if (!hasAttribute.call(after, name)) removeAttributeNS.call(live, namespaceURI, localName);
  for (const { name, namespaceURI, value } of get(Element, 'attributes', after))
    if (getAttribute.call(before, name) !== value) setAttributeNS.call(live, namespaceURI, name, value);
}

function nodesOf(element: Element): Node[] {
  return [...get(Node, 'childNodes', element)];
}

function copyInto(live: Node, node: Node): Node {
  return Document.prototype.importNode.call(get(Node, 'ownerDocument', live) as Document, node, true);
}
