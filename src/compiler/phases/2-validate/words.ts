import { quote } from '../../../diagnostics/quote.ts';
import { pointerKeys } from '../../../plan/pointer.ts';
import type { Json } from '../../../plan/types.ts';

const WANTED: Readonly<Record<string, string>> = {
  array: 'an array',
  boolean: '`true` or `false`',
  integer: 'a whole number',
  number: 'a number',
  object: 'an object',
  string: 'a string',
};

/** A type of JSON Schema as messages name it. */
export function wantedType(type: string): string {
  return WANTED[type] ?? type;
}

/** What a value is, as messages name it. */
export function describeValue(value: Json): string {
  if (value === null) return '`null`';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'string') return `the string ${quote(value)}`;
  return typeof value === 'number' ? `the number ${value}` : `\`${value}\``;
}

/** How a message calls the place of a pointer: by its key, an item of an array by its list and number. */
export function placeName(pointer: string): string {
  // Only the end is decoded: pointers can be long, and there can be many of them.
  const end = pointer.slice(pointer.lastIndexOf('/', pointer.lastIndexOf('/') - 1));
  const [list, last] = [...pointerKeys(`/${end}`)].slice(-2);
  if (pointer === '' || last === undefined) return 'The document';
  return list && /^\d+$/.test(last) ? `Item ${last} of ${quote(list)}` : quote(last);
}
