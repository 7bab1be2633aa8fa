import { attributeText } from '../../../plan/attribute-text.ts';
import { evaluate, joinParts, type Scope } from '../../../plan/evaluate.ts';
import type { Expr } from '../../../plan/expr.ts';
import { text } from '../../../plan/text.ts';
import type { OutAttribute, OutDeclaration, OutElement, OutIsland, OutMark, OutNode, OutText } from '../../program.ts';
import type { AnalyzedPlan, IslandMark, NodeFact } from '../../stages.ts';

/** The tree of the page at first paint, and where each node of the plan went. */
export interface Skeleton {
  readonly roots: readonly OutNode[];
  readonly islands: readonly OutIsland[];
  readonly elements: OutElement[];
  readonly elementOf: ReadonlyMap<NodeFact, OutElement>;
  /** Texts that change, with what they show. */
  readonly texts: { readonly node: OutText; value: Expr }[];
}

/** Builds the page's tree: neighbouring texts become one, and every attribute gets its first value. */
export function buildSkeleton(plan: AnalyzedPlan, scope: Scope): Skeleton {
  const elements: OutElement[] = [];
  const elementOf = new Map<NodeFact, OutElement>();
  const texts: { node: OutText; value: Expr }[] = [];
  const roots: OutNode[] = [];
  const islands: OutIsland[] = [];
  const open: OutMark[] = [];
  for (const fact of plan.nodes) {
    const parent = fact.parent && elementOf.get(fact.parent);
    const siblings = parent?.children ?? roots;
    if (fact.mark) {
      const mark: OutMark = { kind: 'mark', parent };
      siblings.push(mark);
      if (!fact.mark.end) open.push(mark);
      else islands.push(toIsland(fact, open.pop() ?? mark, mark, plan));
    } else if (fact.tag !== undefined) {
      const element = toElement(fact, elements.length, parent, scope);
      elements.push(element);
      elementOf.set(fact, element);
      siblings.push(element);
    } else if (fact.text) addText(fact.text, parent, siblings, texts, scope);
  }
  return { roots, islands, elements, elementOf, texts };
}

const NOTHING: Expr = { kind: 'lit', value: {} };

/** The beginning of an island holds what it is called with. */
function toIsland({ mark }: NodeFact, start: OutMark, end: OutMark, { nodes }: AnalyzedPlan): OutIsland {
  const island = (mark as IslandMark).island;
  const first = nodes.find((one) => one.mark?.island === island)?.call;
  return { island, start, end, props: first?.props ?? NOTHING, children: first?.children ?? NOTHING };
}

/** A value that a literal cannot hold still shows as it is at first paint, so it needs no binding. */
function addText(
  value: Expr,
  parent: OutElement | undefined,
  siblings: OutNode[],
  texts: Skeleton['texts'],
  scope: Scope,
): OutText {
  const initial = text(evaluate(value, scope));
  const last = siblings.at(-1);
  const bound = value.kind !== 'lit';
  if (last?.kind !== 'text') {
    const node: OutText = { kind: 'text', parent, text: initial, bound };
    siblings.push(node);
    if (bound) texts.push({ node, value });
    return node;
  }
  const before: Expr = texts.at(-1)?.node === last ? (texts.pop()?.value as Expr) : { kind: 'lit', value: last.text };
  last.text += initial;
  last.bound ||= bound;
  if (last.bound) texts.push({ node: last, value: joinParts([before, value]) });
  return last;
}

function toElement(fact: NodeFact, index: number, parent: OutElement | undefined, scope: Scope): OutElement {
  return {
    kind: 'element',
    tag: fact.tag ?? '',
    namespace: fact.namespace ?? 'html',
    index,
    parent,
    attributes: toAttributes(fact, scope),
    style: fact.style.map(toDeclaration),
    children: [],
    foreign: fact.origin?.kind === 'preact' && fact.origin.live,
  };
}

function toAttributes(fact: NodeFact, scope: Scope): OutAttribute[] {
  const attributes: OutAttribute[] = [];
  for (const { name, kind, value, literal, dynamic } of fact.attributes) {
    // `value` of these two is shown by their content; `indeterminate` has no attribute.
    if (name === 'indeterminate' || (name === 'value' && showsValueByContent(fact))) continue;
    const initial = attributeText(evaluate(value, scope), kind, literal) ?? null;
    if (initial !== null || dynamic) attributes.push({ name, text: initial, bound: dynamic });
  }
  return secureTarget(attributes);
}

/** Controls that show their value by what they hold. */
export function showsValueByContent({ tag, namespace }: NodeFact): boolean {
  return namespace === 'html' && (tag === 'select' || tag === 'textarea');
}

/** A page in a new tab gets no handle on this one (spec 5.3). */
function secureTarget(attributes: OutAttribute[]): OutAttribute[] {
  const rel = attributes.find((one) => one.name === 'rel');
  if (rel?.text)
    rel.text = rel.text
      .split(/\s+/)
      .filter((token) => token.toLowerCase() !== 'opener')
      .join(' ');
  const blank = attributes.some((one) => one.name === 'target' && one.text === '_blank');
  return blank && !rel ? [...attributes, { name: 'rel', text: 'noopener noreferrer', bound: false }] : attributes;
}

function toDeclaration({ property, initial, dynamic, value, unit }: NodeFact['style'][number]): OutDeclaration {
  return { property, initial, dynamic, value, unit };
}
