import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parseFragment } from 'parse5';
import type { PlanNode } from '../../plan/types.ts';

type Parsed = DefaultTreeAdapterTypes.ChildNode;

/** What Preact rendered, as nodes of a plan; its style elements apart, because they go into the page's one style sheet. */
export interface ReadMarkup {
  readonly nodes: readonly PlanNode[];
  readonly css: string;
}

/** Whether the value of an attribute may not stand in the page. */
export type Refuses = (tag: string, name: string, value: string) => boolean;

interface Reading {
  readonly css: string[];
  readonly refuses: Refuses;
}

/** Reads markup by the HTML standard, as content of an element of the given tag. */
export function readMarkup(html: string, parentTag: string, refuses: Refuses = () => false): ReadMarkup {
  const context = defaultTreeAdapter.createElement(parentTag, 'http://www.w3.org/1999/xhtml' as never, []);
  const { childNodes } = parseFragment(context, html, {});
  const css: string[] = [];
  return { nodes: childNodes.flatMap((one) => toNode(one, { css, refuses }, 0)), css: css.join('') };
}

function toNode(node: Parsed, reading: Reading, depth: number): PlanNode[] {
  if (depth > 500) return [];
  if (node.nodeName === '#text' && 'value' in node) return [{ type: 'text', value: node.value }];
  if (!('tagName' in node)) return [];
  if (node.tagName === 'style') {
    reading.css.push(node.childNodes.map((one) => ('value' in one ? one.value : '')).join(''));
    return [];
  }
  const children = node.childNodes.flatMap((one) => toNode(one, reading, depth + 1));
  const attrs = node.attrs.filter(({ name, value }) => !reading.refuses(node.tagName, name, value));
  const props = Object.fromEntries(
    attrs.map(({ name, value, prefix }) => [prefix ? `${prefix}:${name}` : name, value]),
  );
  return [{ type: 'element', tag: node.tagName, ...(attrs.length && { props }), ...(children.length && { children }) }];
}
