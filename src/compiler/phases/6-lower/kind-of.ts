import * as Kind from '../../../plan/kinds.ts';
import type { Json } from '../../../plan/types.ts';

const BY_TYPE = { boolean: Kind.BOOLEAN, number: Kind.NUMBER, string: Kind.STRING, object: Kind.OBJECT };

/** The kind of one value of the plan; strings with U+0000 are taken for foreign, because they need the same care. */
export function kindOf(value: Json | undefined): number {
  if (value === undefined) return Kind.MISSING;
  if (value === null) return Kind.NULL;
  if (Array.isArray(value)) return Kind.ARRAY;
  if (typeof value === 'string' && value.includes('\0')) return Kind.STRING | Kind.FOREIGN;
  return BY_TYPE[typeof value as keyof typeof BY_TYPE];
}
