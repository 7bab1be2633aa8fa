import type { PlanNode } from '../../../plan/types.ts';
import type { Island, IslandMark, Plan } from '../../stages.ts';
import { createDraft, type NodeDraft, pointerOf } from './draft.ts';

/** All nodes in document order; iterative, because a plan decides how deep it is. */
export function walkNodes({ document, islands }: Pick<Plan, 'document' | 'islands'>): NodeDraft[] {
  const nodes: NodeDraft[] = [];
  const open: Open[] = [{ node: document.root, parent: undefined, position: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const island = next.inside ? undefined : islands?.get(next.node);
    const draft = createDraft(nodes.length, next.node, next.parent, next.position, next.place, next.origin);
    if (island && !next.mark) {
      openIsland(island, { ...next, place: next.place ?? pointerOf(draft) }, open);
      continue;
    }
    if (next.mark) draft.mark = next.mark;
    nodes.push(draft);
    next.parent?.children.push(draft);
    if (next.mark) continue;
    const children = next.node.type === 'text' ? [] : (next.node.children ?? []);
    for (let i = children.length - 1; i >= 0; i--)
      open.push({ node: children[i] as PlanNode, parent: draft, position: i, place: next.place, origin: next.origin });
  }
  return nodes;
}

interface Open {
  readonly node: PlanNode;
  readonly parent: NodeDraft | undefined;
  readonly position: number;
  /** Set in what plan code gave: the pointer of the node whose code it was. */
  readonly place?: string | undefined;
  readonly origin?: Island | undefined;
  readonly mark?: IslandMark;
  /** The node is the fallback of its own island. */
  readonly inside?: boolean;
}

/** What an island shows takes its place among its siblings, between two marks when its code runs again. */
function openIsland(island: Island, at: Open, open: Open[]): void {
  const { node, parent, position } = at;
  if (island.live) open.push({ ...at, mark: { island, end: true } });
  for (const one of island.content.toReversed())
    open.push(
      island.prerendered ? { ...at, node: one, origin: island } : { node: one, parent, position, inside: one === node },
    );
  if (island.live) open.push({ ...at, mark: { island, end: false } });
}
