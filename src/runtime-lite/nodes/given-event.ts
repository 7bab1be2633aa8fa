/// <reference lib="dom" />
import { runs } from '../runs.ts';

/** The binding of each event of an element; one listener stands for all that it is ever given. */
const bindings = new WeakMap<Element, Record<string, unknown>>();

/** Binds an event of a node that plan code gave: an event type, or a type with a payload (spec 5.7). */
export const givenEvent = (
  element: Element,
  dom: string,
  binding: unknown,
  deliver: (type: string, payload: object, event: Event) => void,
): void => {
  const own = bindings.get(element) ?? {};
  const known = Object.hasOwn(own, dom);
  bindings.set(element, own);
  own[dom] = binding;
  if (known) return;
  element.addEventListener(dom, (event) => {
    const now = own[dom] as { type?: unknown; payload?: object } | string;
    if (!runs(element, event)) return;
    if (dom === 'contextmenu' || (dom === 'click' && element.matches('a:not([href]),a[href=""],a[href="#"]')))
      event.preventDefault();
    const type = typeof now === 'string' ? now : now?.type;
    if (typeof type === 'string' && type) deliver(type, (typeof now === 'object' && now.payload) || {}, event);
  });
};
