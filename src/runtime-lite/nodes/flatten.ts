import type { GivenNode } from './node-env.ts';

/** The output of plan code as nodes, neighbouring texts joined as an HTML parser joins them. */
export const flatten = (output: unknown, inside: boolean): GivenNode[] => {
  const nodes: GivenNode[] = [];
  for (const one of [output].flat(64)) {
    if (one == null || typeof one === 'boolean') continue;
    // Children are nodes; only the output itself may be text.
    if (inside && typeof one !== 'object') throw { failure: 'component-failed' };
    const node = (typeof one === 'object' ? one : { type: 'text', value: String(one) }) as GivenNode;
    const last = nodes.at(-1);
    if (node.type === 'text' && last?.type === 'text')
      nodes[nodes.length - 1] = { type: 'text', value: `${last.value}${node.value}` };
    else nodes.push(node);
  }
  return nodes;
};
