import type { Expr } from '../../../plan/expr.ts';
import { FUNCTIONAL_ATTRIBUTES } from '../../../plan/html/attributes.ts';
import type { Binding } from '../../program.ts';
import type { NodeFact } from '../../stages.ts';
import type { Skeleton } from './skeleton.ts';

/** Everything that can change after the first paint, in document order; a select follows its options. */
export function collectBindings({ elementOf, texts }: Skeleton): Binding[] {
  const bindings: Binding[] = texts.map(({ node, value }) => ({ kind: 'text', node, value }));
  const late: Binding[] = [];
  for (const [fact, element] of elementOf) {
    for (const { name, kind: attribute, live, value, url, literalOrigin, dynamic } of fact.attributes) {
      if (!dynamic) continue;
      if (live) {
        const list = element.tag === 'select' ? late : bindings;
        const also = live === 'value' && element.tag === 'select' ? optionValues(fact) : [];
        list.push({ kind: 'property', element, name: live, attribute, value, also });
      } else {
        const css = fact.namespace !== 'html' && FUNCTIONAL_ATTRIBUTES.has(name);
        bindings.push({ kind: 'attribute', element, name, attribute, value, url, literalOrigin, css });
      }
    }
    if (fact.style.some((one) => one.dynamic)) bindings.push({ kind: 'style', element });
  }
  return [...bindings, ...late];
}

/** The values and texts of options: when one changes, another option can be the chosen one. */
function optionValues(select: NodeFact): Expr[] {
  return select.children.flatMap((child) => {
    if (child.text) return [child.text];
    const value = child.attributes.find((one) => one.name === 'value');
    return [...(value ? [value.value] : []), ...optionValues(child)];
  });
}
