/// <reference lib="dom" />

/** What one bound element does on an event: the first call sees the document as the event found it and gives the work. */
export type Bound = (event: Event) => (() => void) | undefined;

/**
 * Runs every bound element from the target up to the root of the plan, innermost first, and flushes once after the
 * last (spec 5.7).
 */
export const delegate = (root: Node, type: string, bound: ReadonlyMap<Node, Bound>, flush: () => void): void => {
  EventTarget.prototype.addEventListener.call(root, type, (event) => {
    const work: ((() => void) | undefined)[] = [];
    // Not by parentNode: in a form, a control of that name hides it.
    for (const node of event.composedPath()) {
      const one = bound.get(node as Node);
      if (one) work.push(one(event));
    }
    for (const one of work) one?.();
    if (work.length) flush();
  });
};
