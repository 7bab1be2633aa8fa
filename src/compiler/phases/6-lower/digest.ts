import type { Json } from '../../../plan/types.ts';
import { toHex } from '../../../util/hex.ts';
import type { CompilerHost } from '../../host.ts';

/**
 * SHA-256 of the plan as compact JSON in document order, in hexadecimal (spec 6.5, 13.13). The reader let no more than
 * 2,048 levels pass, which every engine can write.
 */
export function digestPlan(value: Json, host: CompilerHost): string {
  return toHex(host.sha256(JSON.stringify(value)));
}
