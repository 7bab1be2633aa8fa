import type { Binding, OutElement, Program } from '../../program.ts';
import type { Anchors } from './anchors.ts';
import { jsString } from './js-value.ts';
import type { ScriptContext } from './script-context.ts';
import { emitStyleList, emitUpdate, firstList } from './update.ts';

/** Statements beside the bindings: what HTML cannot say at first paint, and what forms would do by themselves. */
export function emitGuards(program: Program, anchors: Anchors, context: ScriptContext): string[] {
  const { guards, deselect, indeterminate, bindings } = program;
  const statements = [
    ...deselect.map((select) => emitDeselect(select, anchors)),
    ...indeterminate.map((box) => `${anchors.element(box)}.indeterminate=!0`),
  ];
  for (const binding of bindings) {
    // So that the first update compares with what the stylesheet shows.
    if (binding.kind === 'style') statements.push(emitFirstStyle(binding, anchors, context));
  }
  for (const { form, bindings: owned, deselect: unmatched } of guards.resets) {
    const updates = [
      ...owned.map((binding) => emitUpdate(binding, anchors.node(binding), context)),
      ...unmatched.map((select) => emitDeselect(select, anchors)),
    ];
    const handler = `()=>{setTimeout(()=>{${updates.join(';')}})}`;
    statements.push(emitListen(anchors.element(form), 'reset', handler, context));
  }
  if (guards.submit)
    statements.push(emitListen(anchors.top, 'submit', `e=>{${submitTest(program)}e.preventDefault()}`, context));
  return statements;
}

function emitDeselect(select: OutElement, anchors: Anchors): string {
  return `${anchors.element(select)}.selectedIndex=-1`;
}

/** Where the policy lets forms name an address, one that does is meant to be sent, unless the plan handles it. */
function submitTest({ urlRules, elements, listeners }: Program): string {
  const named = (name: string) => elements.some((element) => element.attributes.some((one) => one.name === name));
  if (!urlRules.forms || !(named('action') || named('formaction')) || listeners.some((one) => one.dom === 'submit'))
    return '';
  return 'e.target.hasAttribute("action")||e.submitter?.hasAttribute("formaction")||';
}

function emitFirstStyle(
  binding: Extract<Binding, { kind: 'style' }>,
  anchors: Anchors,
  context: ScriptContext,
): string {
  // With live inputs the expression could give another list than the page shows.
  const list = context.program.live
    ? jsString(firstList(binding.element.style))
    : emitStyleList(binding.element.style, context);
  const place = anchors.node(binding);
  return context.program.clobbers ? `${context.use('setStyle')}(${place},${list},!0)` : `${place}.rfStyle=${list}`;
}

/** Listens beside what the element may hear already. */
export function emitListen(place: string, type: string, handler: string, context: ScriptContext): string {
  if (context.program.clobbers) return `${context.use('listenSafely')}(${place},"${type}",${handler})`;
  return `${place}.addEventListener("${type}",${handler})`;
}
