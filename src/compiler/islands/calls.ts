import type { Expr } from '../../plan/expr.ts';
import type { ComponentNode, PlanNode } from '../../plan/types.ts';
import type { AnalyzedPlan, NodeFact } from '../stages.ts';
import type { Call } from './prerender.ts';
import { PLAN_SOURCE } from './uses.ts';

/** A call of plan code at build, and the node in whose place its outcome goes. */
export interface PlacedCall extends Call {
  readonly node: PlanNode;
  readonly pointer: string;
  /** The element that the outcome stands in. */
  readonly parentTag: string;
}

/** An export that the plan names, and where it does first. */
export type NamedExport = Pick<PlacedCall, 'module' | 'exportName' | 'pointer'>;

const NOTHING: Expr = { kind: 'lit', value: {} };
const NO_CHILDREN: Expr = { kind: 'lit', value: [] };

/** The plan's source as the page, and every component node that is not among the children of another. */
export function collectCalls(plan: AnalyzedPlan): PlacedCall[] {
  const { source, root } = plan.document;
  const components = plan.nodes.filter((fact) => fact.node.type === 'component' && !insideComponent(fact));
  const calls = components.map((fact) => componentCall(fact, plan));
  if (!source || componentUsesSource(plan)) return calls;
  const { exportName = 'default', runtime = 'renderify' } = source;
  const given = { module: PLAN_SOURCE, exportName, source: runtime, props: NOTHING, children: NO_CHILDREN };
  return [{ ...given, node: root, pointer: '/source', parentTag: 'body' }, ...calls];
}

/** Every component that the plan names, also among the children of another: what plan code may call (spec 7.1). */
export function collectUses(plan: AnalyzedPlan): NamedExport[] {
  const uses = new Map<string, NamedExport>();
  for (const fact of plan.nodes) {
    if (fact.node.type !== 'component') continue;
    const { module, exportName = 'default' } = fact.node;
    const name = `${module} ${exportName}`;
    if (!uses.has(name)) uses.set(name, { module, exportName, pointer: `${plan.pointerOf(fact)}/module` });
  }
  return [...uses.values()];
}

/** Where a component node names the plan's source, the source is a module and the tree is the page. */
function componentUsesSource({ nodes }: AnalyzedPlan): boolean {
  return nodes.some(({ node }) => node.type === 'component' && node.module === PLAN_SOURCE);
}

function componentCall(fact: NodeFact, { pointerOf }: AnalyzedPlan): PlacedCall {
  const node = fact.node as ComponentNode;
  const { module, exportName = 'default' } = node;
  const { props = NOTHING, children = NO_CHILDREN } = fact.call ?? {};
  return {
    module,
    exportName,
    props,
    children,
    node,
    pointer: `${pointerOf(fact)}/module`,
    parentTag: fact.parent?.tag ?? 'body',
  };
}

function insideComponent(fact: NodeFact): boolean {
  for (let here = fact.parent; here; here = here.parent) if (here.node.type === 'component') return true;
  return false;
}
