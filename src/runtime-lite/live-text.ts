import type { AttributeKind } from '../plan/html/attributes.ts';
import { attributeText } from './attribute-text.ts';

/** The text that the property `value` of a control shows; null and missing show nothing (spec 13.2, 13.14). */
export const liveText = (value: unknown, kind: AttributeKind): string =>
  (attributeText(value, kind, false) ?? '').replaceAll('\0', '\ufffd');
