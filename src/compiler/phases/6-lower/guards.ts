import type { Binding, OutElement, Program } from '../../program.ts';
import type { AnalyzedPlan, NodeFact } from '../../stages.ts';

/** What forms need beside their bindings (spec 5.6, 13.2, 13.10). */
export function findGuards(
  plan: AnalyzedPlan,
  elementOf: ReadonlyMap<NodeFact, OutElement>,
  bindings: readonly Binding[],
): Program['guards'] {
  const forms = plan.nodes.filter((node) => node.tag === 'form' && node.namespace === 'html');
  const submit = forms.length > 0 && plan.nodes.some(isSubmitter);
  const canReset = plan.open || plan.nodes.some((node) => attribute(node, 'type') === 'reset');
  const hasLive = bindings.some((one) => one.kind === 'property' && CONTROL_PROPERTIES.has(one.name));
  const resets = canReset && hasLive ? forms.map((form) => elementOf.get(form) as OutElement) : [];
  return { submit, resets };
}

const CONTROL_PROPERTIES = new Set(['value', 'checked', 'selected', 'indeterminate']);

/** A control that submits a form, also by the Enter key. A form with a granted address is meant to be submitted. */
function isSubmitter(node: NodeFact): boolean {
  const type = String(attribute(node, 'type') ?? '').toLowerCase();
  if (node.tag === 'button') return type !== 'button' && type !== 'reset';
  return (
    node.tag === 'input' && !['button', 'reset', 'hidden', 'checkbox', 'radio', 'file', 'color', 'range'].includes(type)
  );
}

function attribute(node: NodeFact, name: string) {
  return node.attributes.find((one) => one.name === name)?.initial;
}
