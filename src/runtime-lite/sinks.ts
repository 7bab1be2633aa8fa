/// <reference lib="dom" />
// The only place that writes to the document. Nothing here parses markup or code, so it works under Trusted Types.

/** Shows a text that cannot hold U+0000; a text that stands there already is not written. */
export const setText = (node: Text, value: unknown): void => {
  const next = `${value}`;
  if (node.data !== next) node.data = next;
};

/** Shows any text, with U+0000 as the HTML parser would show it. */
export const setAnyText = (node: Text, value: string): void => {
  const next = value.replaceAll('\0', '\ufffd');
  if (node.data !== next) node.data = next;
};

/** Sets or removes an attribute; null and undefined mean absent. */
export const setAttribute = (element: Element, name: string, value: string | null | undefined): void => {
  const next = value?.replaceAll('\0', '\ufffd') ?? null;
  if (element.getAttribute(name) === next) return;
  if (next === null) element.removeAttribute(name);
  else element.setAttribute(name, next);
};

/** Sets the property of a control when the control shows something else, and leaves typing and caret alone otherwise. */
export const setProperty = (element: Element, name: string, value: unknown): void => {
  const target = element as unknown as Record<string, unknown>;
  if (target[name] !== value) target[name] = value;
};

/**
 * Gives an element the style of a declaration list, as if it stood in its `style` attribute, in place of the
 * stylesheet's first version of it.
 */
export const setStyle = (element: HTMLElement & { rfStyle?: string }, list: string): void => {
  if (element.rfStyle === list) return;
  element.rfStyle = list;
  element.style.cssText = list;
  element.removeAttribute('data-rf');
};
