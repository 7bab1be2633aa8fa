import type { AttributeKind } from './html/attributes.ts';
import { text } from './text.ts';

/**
 * The text of an attribute, null where it is absent, undefined where the value has no meaning there (spec 5.3): the
 * attribute is absent then too, and the fault is reported. `literal` says that the plan wrote the string itself.
 */
export function attributeText(value: unknown, kind: AttributeKind, literal: boolean): string | null | undefined {
  if (value == null) return null;
  if (typeof value === 'object') return undefined;
  if (kind === 'boolean') {
    if (value === 'until-found') return value;
    return (value === '' ? literal : value && value !== 'false') ? '' : null;
  }
  if (typeof value === 'boolean') {
    if (kind === 'true-false') return text(value);
    if (kind === 'yes-no') return value ? 'yes' : 'no';
    if (kind === 'on-off') return value ? 'on' : 'off';
    return value ? '' : null;
  }
  if (typeof value === 'number' && (kind === 'yes-no' || kind === 'on-off')) return undefined;
  return text(value);
}
