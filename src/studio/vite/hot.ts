/// <reference lib="dom" />
import type { Json, JsonObject } from '../../plan/types.ts';
import { carryState } from '../live/carry-state.ts';

/** The handle of a mounted plan, as `plan.d.ts` of a module bundle has it. */
interface Handle {
  dispatch(event: unknown): void;
  getState(): JsonObject;
  snapshot(): { readonly state: JsonObject };
  restore(snapshot: unknown): void;
  replay(log: readonly unknown[], from?: unknown): void;
  onEvent(listener: unknown): () => void;
  unmount(): void;
}

type Mount = (element: Element, options?: object) => Handle;

/** One place of the page where a plan is mounted, whatever version of it. */
interface Mounted {
  readonly element: Element;
  readonly options: object | undefined;
  /** What listens, and what ends it. */
  readonly listeners: Map<unknown, () => void>;
  handle: Handle;
}

/**
 * A mount function whose plans are exchanged in place when the module is made anew; `data` outlives its versions. The
 * state stays where the new plan still has a place of the same type for it.
 */
export function keepMounted(make: Mount, data: { mounted?: Set<Mounted> }): Mount {
  data.mounted ??= new Set();
  const { mounted } = data;
  for (const one of mounted) exchange(one, make);
  return (element, options) => {
    const one: Mounted = { element, options, listeners: new Map(), handle: make(element, options) };
    mounted.add(one);
    return {
      dispatch: (event) => one.handle.dispatch(event),
      getState: () => one.handle.getState(),
      snapshot: () => one.handle.snapshot(),
      restore: (snapshot) => one.handle.restore(snapshot),
      replay: (log, from) => one.handle.replay(log, from),
      onEvent: (listener) => listen(one, listener),
      unmount() {
        mounted.delete(one);
        one.handle.unmount();
      },
    };
  };
}

function exchange(one: Mounted, make: Mount): void {
  const { state } = one.handle.snapshot();
  one.handle.unmount();
  one.handle = make(one.element, one.options);
  const fresh = one.handle.snapshot();
  one.handle.restore({ ...fresh, state: carryState(state as Json, fresh.state as Json) });
  for (const listener of one.listeners.keys()) one.listeners.set(listener, one.handle.onEvent(listener));
}

/** Listeners go over to the next version of the plan. */
function listen(one: Mounted, listener: unknown): () => void {
  one.listeners.set(listener, one.handle.onEvent(listener));
  return () => {
    one.listeners.get(listener)?.();
    one.listeners.delete(listener);
  };
}
