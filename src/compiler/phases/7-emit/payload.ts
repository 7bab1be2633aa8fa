import { reads } from '../../../plan/evaluate.ts';
import type { Expr } from '../../../plan/expr.ts';
import type { Listener } from '../../program.ts';
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
  return { before, code: live ? `{...${named || live},...${own}}` : own };
}

/** Whether a payload can pass 64 KiB or 64 levels: what people type has no bound, and neither has state. */
export function mayExceed({ fields, payload }: Listener): boolean {
  return fields === 'control' || fields === 'form' || (payload !== undefined && reads(payload).length > 0);
}

function readsLive(payload: Expr): boolean {
  return reads(payload).some(({ root, path }) => root === 'event' && path[0] !== 'type');
}
