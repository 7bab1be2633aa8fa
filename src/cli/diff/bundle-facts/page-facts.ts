import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { hostOf, urlsOf } from '../host-of.ts';
import { isShownAttribute } from '../shown-attributes.ts';
import type { ShownText } from '../version.ts';
import { placeOf } from './place-of.ts';

type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.ChildNode;

/** What stands in a page: its texts in document order, where it leads and loads from, and whether it has a script. */
export interface PageFacts {
  readonly texts: readonly ShownText[];
  readonly hosts: ReadonlySet<string>;
  readonly script: boolean;
}

/** Attributes with addresses, and what a browser does with them. */
const ADDRESSES: Readonly<Record<string, string>> = {
  href: 'link',
  'xlink:href': 'link',
  cite: 'link',
  src: 'image',
  srcset: 'image',
  poster: 'image',
  data: 'image',
  action: 'form',
  formaction: 'form',
};
const LOADED_BY_HREF = /^(?:link|image|use|feimage)$/i;
const MEDIA = /^(?:video|audio|source|track)$/;
const UNSEEN = /^(?:script|style|template|noscript)$/;

/** Reads a page as a browser would, by the HTML standard. */
export function pageFacts(html: string): PageFacts {
  const facts = { texts: [] as ShownText[], hosts: new Set<string>(), script: false };
  const open: Node[] = parse(html).childNodes.toReversed();
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.nodeName === '#text') addText(facts.texts, node as DefaultTreeAdapterTypes.TextNode);
    if (!('tagName' in node)) continue;
    facts.script ||= node.tagName === 'script';
    addAttributes(facts, node);
    if (!UNSEEN.test(node.tagName)) for (const child of node.childNodes.toReversed()) open.push(child);
  }
  return facts;
}

function addText(texts: ShownText[], { value, parentNode }: DefaultTreeAdapterTypes.TextNode): void {
  if (value.trim() !== '') texts.push({ place: placeOf(parentNode), text: value });
}

function addAttributes({ texts, hosts }: { texts: ShownText[]; hosts: Set<string> }, element: Element): void {
  const { tagName, attrs } = element;
  const type = attrs.find(({ name }) => name === 'type')?.value;
  for (const { name, prefix, value } of attrs) {
    const attribute = prefix ? `${prefix}:${name}` : name;
    if (Object.hasOwn(ADDRESSES, attribute))
      for (const url of urlsOf(value, attribute)) addHost(hosts, useOf(tagName, attribute), hostOf(url));
    if (value.trim() !== '' && isShownAttribute(tagName, name, type))
      texts.push({ place: `${placeOf(element)} @${name}`, text: value });
  }
}

function addHost(hosts: Set<string>, use: string, host: string | undefined): void {
  if (host !== undefined) hosts.add(`${use} ${host}`);
}

function useOf(tag: string, attribute: string): string {
  const use = ADDRESSES[attribute] ?? 'link';
  if (use === 'link' && LOADED_BY_HREF.test(tag)) return 'image';
  return use === 'image' && attribute === 'src' && MEDIA.test(tag) ? 'media' : use;
}
