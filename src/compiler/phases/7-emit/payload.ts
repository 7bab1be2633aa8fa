import { reads } from '../../../plan/evaluate.ts';
import type { Expr } from '../../../plan/expr.ts';
import * as Kind from '../../../plan/kinds.ts';
import type { Listener, OutElement } from '../../program.ts';
import { emitValue } from './expression.ts';
import type { ScriptContext } from './script-context.ts';

const LIVE_FIELDS = { none: '', key: 'keyFields', control: 'controlFields', form: 'formFields', open: '' } as const;

/** The payload of one binding: live fields overlaid by the plan's own (spec 5.7). `e` is the DOM event. */
export function emitPayload(
  { fields, payload, type }: Listener,
  context: ScriptContext,
): { readonly before: string; readonly code: string } {
  const feature = LIVE_FIELDS[fields];
  const live = fields === 'open' ? '{open:e.target.open}' : feature ? `${context.use(feature)}(e)` : '';
  if (!payload) return { before: '', code: live || '{}' };
  // The plan's payload may read the live fields, so these come first.
  const named = live && readsLive(payload) ? 'l' : '';
  const own = emitValue(payload, context, { kind: 'current', type, payload: named || live || '{}', live: true }).code;
  const before = named ? `let l=${live};` : '';
  if (!live) return { before, code: own };
  // The plan's payload is an object literal: its members can stand beside the live fields.
  const members = own.slice(1, -1);
  return { before, code: members ? `{...${named || live},${members}}` : named || live };
}

/** Whether a payload can pass 64 KiB or 64 levels: what people type has no bound, and neither have texts of the state. */
export function mayExceed({ fields, payload, element }: Listener, { program: { state } }: ScriptContext): boolean {
  if (fields === 'form' || (fields === 'control' && !isBoundedControl(element))) return true;
  return (
    payload !== undefined &&
    reads(payload).some(({ root, path }) => root !== 'state' || (state.kindsOf(path) & ~BOUNDED) !== 0)
  );
}

const BOUNDED = Kind.NULL | Kind.BOOLEAN | Kind.NUMBER | Kind.MISSING;

/** These carry nothing that a person typed. */
function isBoundedControl({ tag, attributes }: OutElement): boolean {
  const type = attributes.find((one) => one.name === 'type')?.text?.toLowerCase() ?? '';
  const value = attributes.find((one) => one.name === 'value');
  return tag === 'input' && !value?.bound && ['checkbox', 'radio', 'number', 'range'].includes(type);
}

function readsLive(payload: Expr): boolean {
  return reads(payload).some(({ root, path }) => root === 'event' && path[0] !== 'type');
}
