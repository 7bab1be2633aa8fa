/// <reference lib="dom" />
import { Component, h, hydrate, render } from 'preact';

/** A vnode, or whatever else Preact shows. */
type Vnode = unknown;

/**
 * Mounts Preact between two marks, and gives the function that renders there. What the prerender left is adopted; a
 * fallback goes once something else has been rendered.
 */
export const preactIsland = (
  start: ChildNode,
  end: ChildNode,
  adopt: boolean | number,
  fail: (error: { name: string }) => void,
): ((vnode: Vnode) => void) => {
  const fallback: ChildNode[] = [];
  if (!adopt) for (let here = start.nextSibling; here && here !== end; here = here.nextSibling) fallback.push(here);
  const parent = start.parentNode as Element;
  const last = fallback[0] ?? end;
  const insertBefore = (node: Node, before?: Node | null) => parent.insertBefore(node, before ?? last);
  // Preact renders into an element; this one is the part of an element between two nodes.
  const place = {
    nodeType: 1,
    namespaceURI: parent.namespaceURI,
    parentNode: parent,
    get firstChild() {
      return (place as Element).childNodes[0];
    },
    get childNodes() {
      const list: ChildNode[] = [];
      for (let here = start.nextSibling; here && here !== last; here = here.nextSibling) list.push(here);
      return list;
    },
    contains: (node: Node) => parent.contains(node),
    insertBefore,
    appendChild: insertBefore,
    removeChild: (node: Node) => parent.removeChild(node),
  } as unknown as Element;
  let draw = adopt ? hydrate : render;
  let failed = false;
  const failing = (error: unknown) => {
    failed = true;
    if (!(error as { told?: boolean } | null)?.told) fail({ name: 'component-failed' });
  };
  return (vnode) => {
    draw(h(Boundary, { fail: failing }, vnode as never), place);
    draw = render;
    if (!failed) for (const one of fallback.splice(0)) one.remove();
  };
};

/** Makes the vnode of a component. */
export const create = h;

interface BoundaryProps {
  readonly fail: (error: unknown) => void;
  readonly children?: unknown;
}

/** Keeps what a component throws from the rest of the page. */
class Boundary extends Component<BoundaryProps> {
  override componentDidCatch(error: unknown): void {
    this.props.fail(error);
    this.render = () => null as never;
    this.setState({});
  }

  render(): never {
    return this.props.children as never;
  }
}
