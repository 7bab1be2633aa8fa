/// <reference lib="dom" />

/** What one bound element does on an event: the first call sees the document as the event found it and gives the work. */
export type Bound = (event: Event) => (() => void) | undefined;

/**
 * Runs every bound element from the target up to the root of the plan, innermost first, and flushes once after the
 * last (spec 5.7).
 */
export const delegate = (root: Node, type: string, bound: ReadonlyMap<Node, Bound>, flush: () => void): void => {
  root.addEventListener(type, (event) => {
    const work: ((() => void) | undefined)[] = [];
    for (let node = event.target as Node | null; node; node = node === root ? null : node.parentNode) {
      const one = bound.get(node);
      if (one) work.push(one(event));
    }
    for (const one of work) one?.();
    if (work.length) flush();
  });
};
