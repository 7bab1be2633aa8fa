import { attributeText } from '../../../plan/attribute-text.ts';
import { evaluate, type Scope } from '../../../plan/evaluate.ts';
import { text } from '../../../plan/text.ts';
import type { OutElement, OutNode } from '../../program.ts';
import type { NodeFact } from '../../stages.ts';
import { showsValueByContent } from './skeleton.ts';

/** Shows `value` of a textarea as its text, and `value` of a select by its options; gives selects that match none. */
export function showControlValues(elementOf: ReadonlyMap<NodeFact, OutElement>, scope: Scope): OutElement[] {
  const unmatched: OutElement[] = [];
  for (const [fact, element] of elementOf) {
    const value = fact.attributes.find((one) => one.name === 'value');
    if (!value || !showsValueByContent(fact)) continue;
    const initial = attributeText(evaluate(value.value, scope), value.kind, value.literal);
    if (initial == null) continue;
    if (fact.tag === 'textarea') {
      if (initial) element.children.push({ kind: 'text', parent: element, text: initial, bound: false });
    } else if (!selectOption(element, initial)) unmatched.push(element);
  }
  return unmatched;
}

/** Marks the option of that value and no other; false when there is none. */
function selectOption(select: OutElement, value: string): boolean {
  let found = false;
  for (const option of options(select)) {
    const matches: boolean = !found && optionValue(option) === value;
    found ||= matches;
    const at = option.attributes.findIndex((one) => one.name === 'selected');
    if (at >= 0 && !matches) (option.attributes[at] as { text: string | null }).text = null;
    if (matches && at >= 0) (option.attributes[at] as { text: string | null }).text = '';
    if (matches && at < 0) option.attributes.push({ name: 'selected', text: '', bound: false });
  }
  return found;
}

function options(select: OutElement): OutElement[] {
  return select.children.flatMap((child) =>
    child.kind !== 'element' ? [] : child.tag === 'option' ? [child] : child.tag === 'optgroup' ? options(child) : [],
  );
}

/** The value of an option is its attribute, else its text without the white space around and between. */
function optionValue(option: OutElement): string {
  const value = option.attributes.find((one) => one.name === 'value')?.text;
  return value ?? collapse(textOf(option));
}

/** White space as HTML strips and collapses it. */
export function collapse(value: string): string {
  return value.replace(/[\t\n\f\r ]+/g, ' ').replace(/^ | $/g, '');
}

/** All text below a node, in order. */
export function textOf(node: OutNode): string {
  let all = '';
  const open: OutNode[] = [node];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.kind === 'text') all += text(next.text);
    else if (next.kind === 'element')
      for (let i = next.children.length - 1; i >= 0; i--) open.push(next.children[i] as OutNode);
  }
  return all;
}
