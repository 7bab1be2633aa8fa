/// <reference lib="dom" />
import { setAnyText } from '../sinks.ts';
import { flatten } from './flatten.ts';
import type { GivenNode, NodeEnv } from './node-env.ts';

/** What is left of the plan's limits while one output is shown. */
interface Left {
  nodes: number;
}

/**
 * Makes the nodes between `start` and `end` those that plan code gave, with as few changes as it takes. Everything is
 * checked on the way, and throws a named error where the whole output is not good.
 */
export const patch = (
  parent: Node,
  start: ChildNode | null,
  end: ChildNode | null,
  output: unknown,
  env: NodeEnv,
): void => patchList(parent, start, end, output, env, { nodes: env.maxNodes }, 0);

function patchList(
  parent: Node,
  start: ChildNode | null,
  end: ChildNode | null,
  output: unknown,
  env: NodeEnv,
  left: Left,
  depth: number,
): void {
  let here = start;
  for (const node of flatten(output, depth > 0)) {
    if (--left.nodes < 0) fail('max-node-count');
    if (depth > env.maxDepth) fail('max-tree-depth');
    const made = node.type === 'text' ? patchText(here, end, node) : patchElement(parent, here, end, node, env);
    if (made !== here) parent.insertBefore(made, here);
    if (node.type !== 'text') {
      patchList(made, made.firstChild, null, node.children, env, left, depth + 1);
      // A select shows its value when it has its options, and a range when it has its ends.
      env.live?.(made as Element, node.props ?? {});
    }
    here = made.nextSibling;
  }
  while (here && here !== end) {
    const next: ChildNode | null = here.nextSibling;
    here.remove();
    here = next;
  }
}

function patchText(here: ChildNode | null, end: ChildNode | null, { value }: GivenNode): ChildNode {
  const node = here !== end && here?.nodeType === 3 ? (here as Text) : new Text();
  setAnyText(node, `${value}`);
  return node;
}

function patchElement(
  parent: Node,
  here: ChildNode | null,
  end: ChildNode | null,
  { type, tag, props = {} }: GivenNode,
  env: NodeEnv,
): ChildNode {
  if (type !== 'element' || typeof tag !== 'string') fail('component-failed');
  const name = (tag as string).toLowerCase();
  if (!env.tags.test(name)) fail('no-blocked-tags');
  if (name === 'title' && !(parent as Element).namespaceURI?.endsWith('svg')) fail('no-blocked-tags');
  const space = SPACES[name] ?? (parent as Element).namespaceURI ?? HTML;
  const same =
    here !== end &&
    (here as Element | null)?.localName?.toLowerCase() === name &&
    (here as Element).namespaceURI === space;
  const element = same ? (here as Element) : document.createElementNS(space, space === HTML ? name : (tag as string));
  patchProps(element, props, env);
  return element;
}

const HTML = 'http://www.w3.org/1999/xhtml';
const SPACES: Readonly<Record<string, string>> = {
  svg: 'http://www.w3.org/2000/svg',
  math: 'http://www.w3.org/1998/Math/MathML',
};

/** Attributes that are not given any more go; the others are set where they differ. */
function patchProps(element: Element, props: Readonly<Record<string, unknown>>, env: NodeEnv): void {
  const given = new Map<string, unknown>();
  let style: unknown;
  for (const prop of Object.keys(props)) {
    const value = props[prop];
    const name = env.names?.[prop] ?? prop.toLowerCase();
    if (/^on[A-Z]/.test(prop) && env.listen) env.listen(element, prop, value);
    else if (name === 'style' && env.style) style = value;
    else if (env.refused.test(name)) env.report({ name: 'component-failed', path: prop });
    else if (name !== 'key') given.set(name, value);
  }
  for (const { name } of [...element.attributes])
    if (!given.has(name) && name !== 'style') element.removeAttribute(name);
  if (style != null || (element as HTMLElement).style?.length) env.style?.(element, style);
  for (const [name, value] of given) env.attribute(element, name, value);
}

function fail(name: string): never {
  throw { failure: name };
}
