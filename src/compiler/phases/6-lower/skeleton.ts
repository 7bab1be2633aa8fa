import { attributeText } from '../../../plan/attribute-text.ts';
import { evaluate, joinParts, type Scope } from '../../../plan/evaluate.ts';
import type { Expr } from '../../../plan/expr.ts';
import { text } from '../../../plan/text.ts';
import type { OutAttribute, OutDeclaration, OutElement, OutNode, OutText } from '../../program.ts';
import type { AnalyzedPlan, NodeFact } from '../../stages.ts';

/** The tree of the page at first paint, and where each node of the plan went. */
export interface Skeleton {
  readonly root: OutNode;
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
  let root: OutNode | undefined;
  for (const fact of plan.nodes) {
    const parent = fact.parent && elementOf.get(fact.parent);
    if (fact.tag !== undefined) {
      const element = toElement(fact, elements.length, parent, scope);
      elements.push(element);
      elementOf.set(fact, element);
      parent?.children.push(element);
      root ??= element;
    } else if (fact.text) {
      const node = addText(fact.text, parent, texts, scope);
      root ??= node;
    }
  }
  return { root: root ?? { kind: 'text', parent: undefined, text: '', bound: false }, elements, elementOf, texts };
}

/** A value that a literal cannot hold still shows as it is at first paint, so it needs no binding. */
function addText(value: Expr, parent: OutElement | undefined, texts: Skeleton['texts'], scope: Scope): OutText {
  const initial = text(evaluate(value, scope));
  const last = parent?.children.at(-1);
  const bound = value.kind !== 'lit';
  if (last?.kind !== 'text') {
    const node: OutText = { kind: 'text', parent, text: initial, bound };
    parent?.children.push(node);
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
