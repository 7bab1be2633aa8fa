import type { Json } from '../../../src/plan/types.ts';
import { read, type Scope } from './read.ts';
import { parseTemplate } from './template.ts';
import { toText } from './text.ts';

/** A template string: JSON types survive when it is one template and nothing else; undefined means missing. */
export function resolveString(source: string, scope: Scope): Json | undefined {
  const pieces = parseTemplate(source);
  const only = pieces.length === 1 ? pieces[0]! : undefined;
  if (only && 'path' in only) return read(scope, only.path);
  return pieces.map((piece) => ('path' in piece ? toText(read(scope, piece.path)) : piece.text)).join('');
}

/** A prop's value; missing members inside a container become null. */
export function resolveProp(value: Json, scope: Scope): Json | undefined {
  return typeof value === 'string' ? resolveString(value, scope) : resolveData(value, scope);
}

/** A payload with its templates expanded; a missing value is null (spec 4.4). */
export function resolveData(value: Json, scope: Scope): Json {
  if (typeof value === 'string') return resolveString(value, scope) ?? null;
  if (Array.isArray(value)) return value.map((item) => resolveData(item, scope));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolveData(item, scope)]));
}
