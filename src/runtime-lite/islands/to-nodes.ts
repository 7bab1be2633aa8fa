/** A node of a plan as plan code writes it; nothing of it has been checked. */
export interface LooseNode {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** The output of a factory or source as a list of nodes: texts and numbers become text nodes, lists are flattened (spec 7.1, 7.3). */
export const toNodes = (output: unknown): LooseNode[] => {
  const nodes: LooseNode[] = [];
  const open: unknown[] = [output];
  while (open.length) {
    const next = open.pop();
    if (Array.isArray(next)) open.push(...next.toReversed());
    else if (typeof next === 'string' || typeof next === 'number') nodes.push({ type: 'text', value: String(next) });
    else if (next !== null && typeof next === 'object') nodes.push(next as LooseNode);
    else if (next !== null && next !== undefined && typeof next !== 'boolean')
      throw new TypeError(`A component gave a ${typeof next}, which is no node.`);
  }
  return nodes;
};
