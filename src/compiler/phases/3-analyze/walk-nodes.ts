import type { PlanNode } from '../../../plan/types.ts';
import { createDraft, type NodeDraft } from './draft.ts';

/** All nodes in document order; iterative, because a plan decides how deep it is. */
export function walkNodes(root: PlanNode): NodeDraft[] {
  const nodes: NodeDraft[] = [];
  const open: { node: PlanNode; parent: NodeDraft | undefined; position: number }[] = [
    { node: root, parent: undefined, position: 0 },
  ];
  for (let next = open.pop(); next; next = open.pop()) {
    const draft = createDraft(nodes.length, next.node, next.parent, next.position);
    nodes.push(draft);
    next.parent?.children.push(draft);
    const children = next.node.type === 'text' ? [] : (next.node.children ?? []);
    for (let i = children.length - 1; i >= 0; i--)
      open.push({ node: children[i] as PlanNode, parent: draft, position: i });
  }
  return nodes;
}
