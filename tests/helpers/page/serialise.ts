/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/** An element as the page holds it; what the compiler may add (`style`, `data-rf*`) is left out. */
export interface PageElement {
  readonly tag: string;
  readonly namespace: string;
  readonly attributes: Record<string, string>;
  readonly live: Record<string, string | number | boolean>;
  readonly computed: Record<string, string>;
  readonly children: PageNode[];
}

/** Merged text or an element. */
export type PageNode = string | PageElement;

/** What the page says at one moment: its nodes, the events since last time, the state where a handle is exposed. */
export interface Observation {
  readonly nodes: PageNode[];
  readonly trace: unknown[];
  readonly state: unknown;
}

/**
 * Runs in the page: the nodes of the body without scripts. `styles` names, per element in document order, the CSS
 * properties whose computed value is wanted. It must not refer to anything outside its own body.
 */
export function observeInPage(styles: readonly (readonly string[])[]): Observation {
  const LIVE = ['value', 'checked', 'selectedIndex', 'selected', 'open', 'muted', 'indeterminate'];
  const record = (globalThis as Record<symbol, unknown>)[Symbol.for('renderify-test')] as { trace: unknown[] };
  const handle = (globalThis as { renderify?: { getState?(): unknown } }).renderify;
  let count = 0;
  const state = handle?.getState ? JSON.parse(JSON.stringify(handle.getState())) : null;
  return { nodes: bodyNodes(), trace: record.trace.splice(0), state };

  /** White space behind the script is the end of the file, not of the plan. */
  function bodyNodes(): PageNode[] {
    const body = Reflect.get(Document.prototype, 'documentElement', document).lastElementChild as Element;
    const nodes = childrenOf(body);
    return nodes.length > 1 && nodes.at(-1) === '\n' ? nodes.slice(0, -1) : nodes;
  }

  function childrenOf(parent: Element): PageNode[] {
    const nodes: PageNode[] = [];
    for (const child of Reflect.get(Node.prototype, 'childNodes', parent) as NodeListOf<ChildNode>) {
      if (child instanceof Text) text(nodes, child);
      else if (child instanceof Element && child.localName !== 'script') nodes.push(element(child));
    }
    return nodes;
  }

  function text(nodes: PageNode[], { data, previousSibling }: Text): void {
    const last = nodes.at(-1);
    if (typeof last === 'string' && previousSibling instanceof Text) nodes[nodes.length - 1] = last + data;
    else if (data !== '') nodes.push(data);
  }

  function element(node: Element): PageElement {
    const wanted = styles[count++] ?? [];
    const style = wanted.length > 0 ? getComputedStyle(node) : undefined;
    return {
      tag: node.localName,
      namespace: node.namespaceURI?.split('/').at(-1) ?? '',
      attributes: attributes(node),
      live: live(node),
      computed: Object.fromEntries(wanted.map((name) => [name, style!.getPropertyValue(name)])),
      children: childrenOf(node),
    };
  }

  function attributes(node: Element): Record<string, string> {
    const list = Reflect.get(Element.prototype, 'attributes', node) as NamedNodeMap;
    const kept = [...list].filter((item) => item.name !== 'style' && !item.name.startsWith('data-rf'));
    return Object.fromEntries(kept.map((item) => [item.name, item.value]));
  }

  function live(node: Element): Record<string, string | number | boolean> {
    if (!/^(input|textarea|select|option|details|dialog|audio|video)$/.test(node.localName)) return {};
    const found = LIVE.map((name) => [name, Reflect.get(node, name)] as const);
    return Object.fromEntries(found.filter(([, value]) => typeof value !== 'undefined' && typeof value !== 'object'));
  }
}

/** A tree that `referenceInPage` builds to learn how a browser computes its styles. */
export interface StyledTree {
  readonly tag: string;
  readonly svg: boolean;
  readonly attributes: Record<string, string>;
  readonly style: readonly (readonly [string, string])[];
  readonly children: readonly (StyledTree | string)[];
}

/**
 * Runs in an empty page without CSP: builds the tree with `createElement` and `style.setProperty` in declaration order
 * and returns, per element in document order, the computed values of the properties its style names.
 */
export function referenceInPage(tree: StyledTree): Record<string, string>[] {
  const built: [Element, StyledTree][] = [];
  document.body.replaceChildren(build(tree));
  return built.map(([element, from]) => {
    const style = getComputedStyle(element);
    return Object.fromEntries(from.style.map(([name]) => [name, style.getPropertyValue(name)]));
  });

  function build(node: StyledTree | string): Node {
    if (typeof node === 'string') return document.createTextNode(node);
    const element = node.svg
      ? document.createElementNS('http://www.w3.org/2000/svg', node.tag)
      : document.createElement(node.tag);
    built.push([element, node]);
    for (const [name, value] of Object.entries(node.attributes)) element.setAttribute(name, value);
    for (const [name, value] of node.style) (element as HTMLElement).style.setProperty(name, value);
    element.append(...node.children.map(build));
    return element;
  }
}
