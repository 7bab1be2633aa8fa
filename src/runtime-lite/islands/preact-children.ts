/// <reference lib="dom" />
import { h } from 'preact';

/** A node of the plan among the children of a component. */
interface PlanChild {
  readonly type: string;
  readonly value?: unknown;
  readonly tag?: string;
  readonly props?: Readonly<Record<string, unknown>>;
  readonly children?: readonly PlanChild[];
  readonly module?: string;
  readonly exportName?: string;
}

/** The plan's own nodes as vnodes (spec 7.1); bindings become handlers. */
export const toVnodes = (
  nodes: readonly PlanChild[],
  listen: (binding: unknown) => (event: Event) => void,
  components: Readonly<Record<string, unknown>>,
): unknown[] =>
  nodes.map(({ type, value, tag = '', props = {}, children = [], module, exportName = 'default' }) => {
    if (type === 'text') return value;
    const inner = toVnodes(children, listen, components) as never[];
    if (type === 'component') return h(components[`${module} ${exportName}`] as never, props, ...inner);
    const given: Record<string, unknown> = {};
    for (const name of Object.keys(props)) given[name] = /^on[A-Z]/.test(name) ? listen(props[name]) : props[name];
    return h(tag, given, ...inner);
  });
