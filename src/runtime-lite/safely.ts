/// <reference lib="dom" />
// Variants for plans whose names could hide the members that they use: by the prototypes, out of reach of any name.

const element = () => Element.prototype;

/** As `setAttribute`. */
export const setAttributeSafely = (target: Element, name: string, value: string | null | undefined): void => {
  const next = value?.replaceAll('\0', '\ufffd') ?? null;
  if (element().getAttribute.call(target, name) === next) return;
  if (next === null) element().removeAttribute.call(target, name);
  else element().setAttribute.call(target, name, next);
};

const lists = new WeakMap<Element, string>();

/** As `setStyle`; the list is kept beside the element. */
export const setStyleSafely = (target: Element, list: string, first?: boolean): void => {
  if (lists.get(target) === list) return;
  lists.set(target, list);
  if (first) return;
  (Reflect.get(HTMLElement.prototype, 'style', target) as CSSStyleDeclaration).cssText = list;
  element().removeAttribute.call(target, 'data-rf');
};

/** As `runs`. */
export const runsSafely = (target: Element, event: Event): boolean => {
  if (event.type !== 'click') return !element().matches.call(target, ':disabled');
  const disabled = element().closest.call(event.target, ':disabled');
  return !disabled || (disabled !== target && disabled.localName === 'fieldset' && disabled.contains(target));
};

/** The element that holds a page. */
export const bodySafely = (): Element => Document.prototype.querySelector.call(document, 'body') as Element;

/** As `element.addEventListener`. */
export const listenSafely = (target: EventTarget, type: string, listener: (event: Event) => void): void => {
  EventTarget.prototype.addEventListener.call(target, type, listener);
};

/** The child nodes of an element. */
export const childrenSafely = (target: Node): NodeListOf<ChildNode> =>
  Reflect.get(Node.prototype, 'childNodes', target) as NodeListOf<ChildNode>;

/** Puts a node in front of another one, or at the end, and gives it. */
export const insertSafely = (target: Node, node: Node, before: Node | null): Node =>
  Node.prototype.insertBefore.call(target, node, before);

/** The elements of the page's body, in document order. */
export const elementsSafely = (): NodeListOf<Element> => Document.prototype.querySelectorAll.call(document, 'body *');
