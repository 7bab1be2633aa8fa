import { PathSet } from '../../../plan/path-set.ts';
import type { Binding, Program, Transition } from '../../program.ts';
import { bindingReads } from './update.ts';

/** For every transition, the bindings that show something it writes, in document order. */
export function updatesOf({ transitions, bindings }: Program): ReadonlyMap<Transition, readonly Binding[]> {
  const reads = bindings.map((binding) => ({ binding, paths: bindingReads(binding) }));
  return new Map(
    transitions.map((transition) => {
      const writes = new PathSet(transition.actions.map((action) => action.path));
      const touched = reads.filter(({ paths }) =>
        paths.some(
          ({ root, path }) =>
            root === 'event' ||
            (root === 'state' && writes.overlaps(path.at(-1) === 'length' ? path.slice(0, -1) : path)),
        ),
      );
      return [transition, touched.map(({ binding }) => binding)];
    }),
  );
}

/** Whether the tree shows the last applied event, and whether it shows more of it than its type. */
export function shownEvent({ bindings }: Program): { readonly any: boolean; readonly payload: boolean } {
  const reads = bindings.flatMap(bindingReads).filter(({ root }) => root === 'event');
  return { any: reads.length > 0, payload: reads.some(({ path }) => path[0] !== 'type') };
}

/** DOM events for which a bound element stands inside another one: these run from one place and are shown once. */
export function nestedEvents({ listeners }: Program): ReadonlySet<string> {
  const nested = new Set<string>();
  const bound = new Map<string, Set<unknown>>();
  for (const { dom, bubbles, element } of listeners) {
    if (!bubbles) continue;
    const elements = bound.get(dom) ?? new Set();
    bound.set(dom, elements.add(element));
  }
  for (const { dom, bubbles, element } of listeners) {
    if (!bubbles) continue;
    for (let here = element.parent; here; here = here.parent) if (bound.get(dom)?.has(here)) nested.add(dom);
  }
  return nested;
}
