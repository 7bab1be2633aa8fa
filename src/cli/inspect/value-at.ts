import { quote } from '../../diagnostics/quote.ts';
import type { Json } from '../../plan/types.ts';
import { UsageError } from '../failures.ts';

/** The value that a JSON Pointer (RFC 6901) names. */
export function valueAt(value: Json, pointer: string): Json {
  if (pointer !== '' && !pointer.startsWith('/'))
    throw new UsageError(`${quote(pointer)} is no pointer.`, 'A pointer begins with a slash: `/root/children/0`.');
  let at = value;
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (at === null || typeof at !== 'object' || !Object.hasOwn(at, key))
      throw new UsageError(`The plan has nothing at ${quote(pointer)}.`);
    at = (at as Record<string, Json>)[key] as Json;
  }
  return at;
}
