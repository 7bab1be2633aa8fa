import { reads } from '../../../plan/evaluate.ts';
import type { Transition } from '../../program.ts';
import type { ActionFact } from '../../stages.ts';
import { emitValue, orNull } from './expression.ts';
import { jsMember, jsString, jsValue } from './js-value.ts';
import type { ScriptContext } from './script-context.ts';

/** Whether any action of a transition reads the payload, so that it must be built. */
export function readsPayload({ actions }: Transition): boolean {
  return actions.some(({ operand }) => reads(operand).some(({ root, path }) => root === 'event' && path[0] !== 'type'));
}

/** Assignments for a transition in which nothing can fail; `p` is the payload. */
export function emitDirect({ type, actions }: Transition, context: ScriptContext): string {
  return actions.map((action) => emitAssignment(action, type, context)).join(';');
}

function emitAssignment({ definition, operand, path }: ActionFact, type: string, context: ScriptContext): string {
  const value = orNull(emitValue(operand, context, { kind: 'current', type, payload: 'p', live: false }));
  if (!definition.inline) throw new Error(`${definition.type} cannot be written in line`);
  return definition.inline(path.reduce(jsMember, 's'), value, context.program.state.kindsOf(path));
}

/** The list of compiled actions that the runtime's `run` takes; `p` is the payload. */
export function emitActions({ type, actions }: Transition, context: ScriptContext): string {
  const live = context.program.open;
  const items = actions.map(({ definition, operand, path }) => {
    const name = definition.type;
    const apply = context.use(`apply${name[0]?.toUpperCase()}${name.slice(1)}`);
    const value = emitValue(operand, context, { kind: 'current', type, payload: 'p', live });
    if (!definition.operand) return `[${jsValue(path)},${apply}]`;
    return `[${jsValue(path)},${apply},${operand.kind === 'lit' ? value.code : `s=>${wrap(orNull(value))}`}]`;
  });
  return `[${items.join()}]`;
}

function wrap(code: string): string {
  return code.startsWith('{') ? `(${code})` : code;
}

/** The call that runs a checked transition of a closed page and gives the next state. */
export function emitRun(transition: Transition, context: ScriptContext): string {
  const { state, limits } = context.program;
  const limit = state.measured ? `,s=>${context.use('limit')}(s,${jsValue(limits.stateBytes)})` : '';
  return `${context.use('run')}(s,${jsString(transition.type)},${emitActions(transition, context)},${context.report()}${limit})`;
}
