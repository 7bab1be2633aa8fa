import type { Binding, FormReset, OutElement, Program } from '../../program.ts';
import type { AnalyzedPlan, NodeFact } from '../../stages.ts';

/** What forms need beside their bindings (spec 5.6, 13.2, 13.10). */
export function findGuards(
  plan: AnalyzedPlan,
  elementOf: ReadonlyMap<NodeFact, OutElement>,
  bindings: readonly Binding[],
  deselect: readonly OutElement[],
): Program['guards'] {
  const forms = plan.nodes.filter((node) => node.tag === 'form' && node.namespace === 'html');
  const submit = forms.length > 0 && plan.nodes.some(isSubmitter);
  const hasControls = forms.length > 0 && (deselect.length > 0 || bindings.some((one) => one.kind === 'property'));
  const canReset = hasControls && (plan.open || plan.nodes.some((node) => attribute(node, 'type') === 'reset'));
  const resets = canReset
    ? forms
        .map((form) => resetOf(form, elementOf, bindings, deselect))
        .filter((one) => one.bindings.length + one.deselect.length)
    : [];
  return { submit, resets };
}

const CONTROL_PROPERTIES = new Set(['value', 'checked', 'selected', 'indeterminate']);

/** The bindings of the controls that a form resets: those inside it, and those that name it. */
function resetOf(
  form: NodeFact,
  elementOf: ReadonlyMap<NodeFact, OutElement>,
  bindings: readonly Binding[],
  deselect: readonly OutElement[],
): FormReset {
  const element = elementOf.get(form) as OutElement;
  const id = attribute(form, 'id');
  const isOwned = (control: OutElement) => {
    const owner = control.attributes.find((one) => one.name === 'form');
    return owner ? owner.text === id : isInside(control, element);
  };
  return {
    form: element,
    bindings: bindings.filter(
      (one) => one.kind === 'property' && CONTROL_PROPERTIES.has(one.name) && isOwned(one.element),
    ),
    // A bound one is shown by its binding.
    deselect: deselect.filter(
      (one) => isOwned(one) && !bindings.some((other) => other.kind === 'property' && other.element === one),
    ),
  };
}

function isInside(element: OutElement, form: OutElement): boolean {
  for (let here: OutElement | undefined = element; here; here = here.parent) if (here === form) return true;
  return false;
}

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
