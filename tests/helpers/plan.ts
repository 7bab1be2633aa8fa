import type { JsonObject, PlanDocument, PlanNode } from '../../src/plan/types.ts';

/** An element node; string children become text nodes. */
export function el(tag: string, props: JsonObject = {}, ...children: (PlanNode | string)[]): PlanNode {
  const nodes = children.map((child): PlanNode => (typeof child === 'string' ? { type: 'text', value: child } : child));
  return { type: 'element', tag, props, ...(nodes.length > 0 && { children: nodes }) };
}

/** A plan around a root; everything else has a plain default. */
export function planOf(root: PlanNode, extra: Partial<PlanDocument> & JsonObject = {}): PlanDocument {
  return { specVersion: 'runtime-plan/v1', id: 'test', version: 1, root, ...extra } as PlanDocument;
}

/** A plan with state and transitions. */
export function stateful(
  root: PlanNode,
  initial: JsonObject,
  transitions: Record<string, JsonObject[]> = {},
): PlanDocument {
  return planOf(root, { state: { initial, transitions } } as unknown as Partial<PlanDocument> & JsonObject);
}
