import type { Expr } from '../../../plan/expr.ts';
import type { PlanNode } from '../../../plan/types.ts';
import type {
  AttributeFact,
  DeclarationFact,
  EventFact,
  Island,
  IslandMark,
  Namespace,
  NodeFact,
} from '../../stages.ts';

/** A node fact while it is being filled in; nobody else sees it before it is complete. */
export interface NodeDraft extends NodeFact {
  readonly node: PlanNode;
  readonly parent: NodeDraft | undefined;
  readonly children: NodeDraft[];
  text?: Expr;
  tag?: string;
  namespace?: Namespace;
  attributes: AttributeFact[];
  style: DeclarationFact[];
  events: EventFact[];
  call?: { readonly props: Expr; readonly children: Expr };
  mark?: IslandMark;
  readonly origin?: Island;
  /** Set where a node comes from plan code: the pointer of the node whose code it was. Its strings are no templates. */
  readonly place: string | undefined;
}

const NONE: never[] = [];

/** An empty draft; lists are shared until something is put into them. */
export function createDraft(
  index: number,
  node: PlanNode,
  parent: NodeDraft | undefined,
  position: number,
  place?: string,
  origin?: Island,
): NodeDraft {
  const depth = parent ? parent.depth + 1 : 0;
  const draft = {
    index,
    node,
    parent,
    position,
    depth,
    children: [],
    attributes: NONE,
    style: NONE,
    events: NONE,
    place,
  };
  return origin ? { ...draft, origin } : draft;
}

/** The JSON pointer of a node, from the root of the document. */
export function pointerOf(fact: NodeFact): string {
  const { place } = fact as NodeDraft;
  if (place !== undefined) return place;
  const parts: string[] = [];
  for (let here: NodeFact | undefined = fact; here?.parent; here = here.parent)
    parts.push(`/children/${here.position}`);
  return '/root' + parts.reverse().join('');
}
