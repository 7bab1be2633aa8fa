import type { PolicyFields } from '../../../src/compiler/stages.ts';
import type { ElementNode, PlanNode } from '../../../src/plan/types.ts';
import { attributesOf, attributeText, liveValue } from './attributes.ts';
import { type ElementModel, elementsOf, type LiveValue, type NodeModel, textOf, type Vocabulary } from './model.ts';
import type { Scope } from './read.ts';
import { resolveString } from './resolve.ts';
import { declarations } from './styles.ts';
import { toDom, toText } from './text.ts';

/** What a rendering reads; `initial` is the scope of the first paint, which some attributes keep. */
export interface RenderInput {
  readonly scope: Scope;
  readonly initial: Scope;
  readonly policy: PolicyFields;
}

/** The tree that the page should hold for a scope, with every live property as the plan resolves it. */
export function render(root: PlanNode, input: RenderInput): NodeModel {
  let count = 0;
  const visit = (node: PlanNode, parent: ElementModel | undefined): NodeModel => {
    if (node.type === 'text') return toDom(toText(resolveString(node.value, input.scope)));
    if (node.type !== 'element') throw new Error('the oracle renders text and elements only');
    const element = create(node, parent, count++, input);
    for (const child of node.children ?? []) append(element.children, visit(child, element));
    return element;
  };
  const tree = visit(root, undefined);
  for (const element of elementsOf(tree)) finish(element);
  return tree;
}

function append(children: NodeModel[], child: NodeModel): void {
  const last = children.at(-1);
  if (typeof child === 'string' && typeof last === 'string') children[children.length - 1] = last + child;
  else if (child !== '') children.push(child);
}

function create(node: ElementNode, parent: ElementModel | undefined, index: number, input: RenderInput): ElementModel {
  const vocabulary = vocabularyOf(node.tag, parent);
  const tag = vocabulary === 'html' ? node.tag.toLowerCase() : node.tag;
  const attributes: Record<string, string> = {};
  const live: Record<string, LiveValue> = {};
  const children: NodeModel[] = [];
  for (const attribute of attributesOf(node, tag, vocabulary !== 'html')) {
    const scope = attribute.live ? input.initial : input.scope;
    const text = attributeText(attribute, tag, vocabulary !== 'html', scope, input.policy);
    if (attribute.live) live[attribute.name] = liveValue(attribute, input.scope);
    if (attribute.name === 'value' && tag === 'textarea') append(children, text ?? '');
    else if (text !== undefined && hasAttribute(tag, attribute.name)) attributes[attribute.name] = text;
  }
  protectTarget(attributes);
  const style = node.props?.style === undefined ? [] : declarations(node.props.style, input.scope);
  return { index, tag, vocabulary, attributes, live, style, children, parent, node };
}

function vocabularyOf(tag: string, parent: ElementModel | undefined): Vocabulary {
  const name = tag.toLowerCase();
  if (name === 'svg' || name === 'math') return name;
  return parent?.vocabulary ?? 'html';
}

function hasAttribute(tag: string, name: string): boolean {
  return name !== 'indeterminate' && !(name === 'value' && tag === 'select');
}

function protectTarget(attributes: Record<string, string>): void {
  if (attributes.target !== '_blank') return;
  const rel = attributes.rel ?? 'noopener noreferrer';
  attributes.rel = /(^|\s)opener(\s|$)/i.test(rel)
    ? rel
        .split(/\s+/)
        .filter((token) => token.toLowerCase() !== 'opener')
        .join(' ')
    : rel;
}

function finish(element: ElementModel): void {
  if (element.tag === 'option' && !inMultiple(element)) delete element.live.selected;
  const value = element.live.value;
  if (element.tag === 'select' && value !== undefined) {
    delete element.live.value;
    const options = elementsOf(element).filter((option) => option.tag === 'option');
    element.live.selectedIndex = options.findIndex((option) => optionValue(option) === value);
  } else if (typeof value === 'string') element.live.value = sanitise(element, value);
}

/** Options of an ordinary select exclude each other in ways that only the browser decides. */
function inMultiple({ parent }: ElementModel): boolean {
  const select = parent?.tag === 'optgroup' ? parent.parent : parent;
  return select?.attributes.multiple !== undefined;
}

/** The value that an option stands for. */
export function optionValue(option: ElementModel): string {
  return (
    option.attributes.value ??
    textOf(option)
      .replace(/[\t\n\f\r ]+/g, ' ')
      .trim()
  );
}

function sanitise(element: ElementModel, value: string): string {
  if (element.tag === 'textarea') return value.replace(/\r\n?/g, '\n');
  const type = (element.attributes.type ?? 'text').toLowerCase();
  if (type === 'number') return /^-?(\d+|\d*\.\d+)(e[-+]?\d+)?$/i.test(value) ? value : '';
  return /^(text|search|tel|password|email|url)$/.test(type) ? value.replace(/[\r\n]/g, '') : value;
}
