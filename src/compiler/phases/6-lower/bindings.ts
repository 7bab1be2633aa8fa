import { FUNCTIONAL_ATTRIBUTES } from '../../../plan/html/attributes.ts';
import type { Binding } from '../../program.ts';
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
        list.push({ kind: 'property', element, name: live, attribute, value });
      } else {
        const css = fact.namespace !== 'html' && FUNCTIONAL_ATTRIBUTES.has(name);
        bindings.push({ kind: 'attribute', element, name, attribute, value, url, literalOrigin, css });
      }
    }
    if (fact.style.some((one) => one.dynamic)) bindings.push({ kind: 'style', element });
  }
  return [...bindings, ...late];
}
