import type { Json } from '../../../src/plan/types.ts';

const LIMIT = 4096;

/** A value as it shows inside text (spec 4.4, 13.13). */
export function toText(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'object') return String(value);
  const json = JSON.stringify(value);
  if (json.length <= LIMIT) return json;
  const splitsPair = /[\uD800-\uDBFF]/.test(json[LIMIT - 1]!);
  return json.slice(0, splitsPair ? LIMIT - 1 : LIMIT) + '…';
}

/** Characters that HTML cannot hold, replaced as the parser does (spec 3, 13.14). */
export function toDom(text: string): string {
  return text.replaceAll('\0', '\uFFFD');
}
