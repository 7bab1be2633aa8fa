import * as Kind from '../../../plan/kinds.ts';
import { overlaps } from '../../../plan/paths.ts';
import type { Binding, Transition } from '../../program.ts';
import type { ActionFact } from '../../stages.ts';
import { emitText, emitValue } from './expression.ts';
import { jsString } from './js-value.ts';
import type { ScriptContext } from './script-context.ts';
import { bindingReads } from './update.ts';

/**
 * The plain assignment that shows a binding after a transition which certainly changed what it shows, so that there is
 * nothing to compare; undefined where that is not certain.
 */
export function emitCertainUpdate(
  binding: Binding,
  place: string,
  transition: Transition,
  context: ScriptContext,
): string | undefined {
  if (context.program.clobbers || !isCertain(binding, transition)) return undefined;
  if (binding.kind === 'text') {
    const { code, kinds } =
      binding.value.kind === 'text'
        ? emitText(binding.value, context, APPLIED)
        : emitValue(binding.value, context, APPLIED);
    return kinds & ~(Kind.STRING | Kind.NUMBER | Kind.BOOLEAN) ? undefined : `${place}.data=${code}`;
  }
  if (
    binding.kind !== 'attribute' ||
    binding.url ||
    binding.css ||
    binding.attribute !== 'plain' ||
    binding.value.kind !== 'text'
  )
    return undefined;
  const { code, kinds } = emitText(binding.value, context, APPLIED);
  if (kinds & ~Kind.STRING) return undefined;
  const isClass = binding.name === 'class' && binding.element.namespace === 'html';
  return isClass ? `${place}.className=${code}` : `${place}.setAttribute(${jsString(binding.name)},${code})`;
}

const APPLIED = { kind: 'applied' } as const;

/** One path of those that are shown changes, and different values of it have different texts. */
function isCertain(binding: Binding, { direct, actions }: Transition): boolean {
  if (!direct) return false;
  const reads = bindingReads(binding);
  const written = reads.filter(
    ({ root, path }) => root === 'event' || (root === 'state' && actions.some((one) => overlaps(one.path, path))),
  );
  const [first] = written;
  if (!first || written.some(({ root, path }) => root === 'event' || path.join('.') !== first.path.join('.')))
    return false;
  const writers = actions.filter((one) => overlaps(one.path, first.path));
  return writers.length === 1 && writers[0]?.path.length === first.path.length && alwaysChanges(writers[0]);
}

function alwaysChanges({ definition, operand }: ActionFact): boolean {
  return definition.alwaysChanges?.(operand.kind === 'lit' ? operand.value : undefined) ?? false;
}
