import type { PolicyOverride } from '../../../stages.ts';
import type { Field, FieldValue } from './fields.ts';

/**
 * Whether an override tightens or loosens its field: smaller numbers, shorter allow-lists, longer block lists and the
 * strict profile's switches are tighter. A list that both gains and loses entries loosens.
 */
export function directionOf(field: Field, from: FieldValue, to: FieldValue): PolicyOverride['direction'] {
  if (Array.isArray(from) && Array.isArray(to)) {
    const [gained, lost] = [to.some((item) => !from.includes(item)), from.some((item) => !to.includes(item))];
    if (!gained && !lost) return 'neutral';
    return (field.kind === 'block-list' ? lost : gained) ? 'loosening' : 'tightening';
  }
  if (from === to) return 'neutral';
  if (field.kind === 'number') return to < from ? 'tightening' : 'loosening';
  if (field.kind === 'minimum') return to > from ? 'tightening' : 'loosening';
  return to === field.values[0] ? 'tightening' : 'loosening';
}
