import type { Program } from '../../program.ts';
import type { Anchors } from './anchors.ts';
import type { ScriptContext } from './script-context.ts';
import { emitStyleList, emitUpdate } from './update.ts';

/** Statements beside the bindings: what HTML cannot say at first paint, and what forms would do by themselves. */
export function emitGuards(program: Program, anchors: Anchors, context: ScriptContext): string[] {
  const { guards, deselect, indeterminate, bindings } = program;
  const statements = [
    ...deselect.map((select) => `${anchors.element(select)}.selectedIndex=-1`),
    ...indeterminate.map((box) => `${anchors.element(box)}.indeterminate=!0`),
  ];
  for (const binding of bindings) {
    // So that the first update compares with what the stylesheet shows.
    if (binding.kind === 'style')
      statements.push(`${anchors.node(binding)}.rfStyle=${emitStyleList(binding.element.style, context)}`);
  }
  for (const { form, bindings: owned } of guards.resets) {
    const updates = owned.map((binding) => emitUpdate(binding, anchors.node(binding), context));
    statements.push(`${anchors.element(form)}.addEventListener("reset",()=>{setTimeout(()=>{${updates.join(';')}})})`);
  }
  if (guards.submit) statements.push(`q[0].addEventListener("submit",e=>{${submitTest(program)}e.preventDefault()})`);
  return statements;
}

/** Where the policy lets forms name an address, one that does is meant to be sent, unless the plan handles it. */
function submitTest({ urlRules, elements, listeners }: Program): string {
  const named = (name: string) => elements.some((element) => element.attributes.some((one) => one.name === name));
  if (!urlRules.forms || !(named('action') || named('formaction')) || listeners.some((one) => one.dom === 'submit'))
    return '';
  return 'e.target.hasAttribute("action")||e.submitter?.hasAttribute("formaction")||';
}
