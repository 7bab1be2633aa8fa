import { type LooseNode, toNodes } from './to-nodes.ts';

/** JSX of the runtime `renderify`: elements and components become nodes of a plan (spec 7.3). */
export const jsx = (type: unknown, { children, ...props }: Record<string, unknown>): unknown => {
  if (typeof type === 'function') return type({ ...props, ...(children !== undefined && { children }) });
  const nodes = toNodes(children);
  const node: LooseNode = {
    type: 'element',
    tag: String(type),
    ...(Object.keys(props).length && { props }),
    ...(nodes.length && { children: nodes }),
  };
  return node;
};

export const jsxs = jsx;

/** A fragment is its children. */
export const Fragment = ({ children }: { readonly children?: unknown }): unknown => toNodes(children);
