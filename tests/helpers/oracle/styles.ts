import type { Json, JsonObject } from '../../../src/plan/types.ts';
import type { Scope } from './read.ts';
import { resolveString } from './resolve.ts';
import { isTemplate } from './template.ts';
import { toDom, toText } from './text.ts';
import { UNITLESS } from './vocabulary.ts';

/** A CSS declaration that applies. */
export type Declaration = readonly [property: string, value: string];

/** The declarations of a `style` prop in their order; unsafe or missing ones are left out (spec 5.5, 13.6). */
export function declarations(style: Json, scope: Scope): Declaration[] {
  if (typeof style === 'string') return fromString(style, scope);
  return Object.entries(style as JsonObject).flatMap(([key, value]) => {
    const property = propertyName(key);
    const text = objectValue(property, value, scope);
    return text === undefined || !isSafeValue(text) ? [] : [[property, toDom(text)] as const];
  });
}

/** `marginTop` is `margin-top`; `WebkitX`, `MozX` and `msX` get a leading hyphen; `--x` stays. */
export function propertyName(key: string): string {
  if (key.startsWith('--')) return key;
  const kebab = key.replace(/[A-Z]/g, (letter) => '-' + letter.toLowerCase());
  return /^ms-/.test(kebab) ? '-' + kebab : kebab;
}

/** Whether a value that arrives at run time can stand in one declaration. */
export function isSafeValue(value: string): boolean {
  const plain = decode(value);
  if (/url\(/i.test(plain.replace(/url\(\s*(["']?)#[^"'()\\\s]*\1\s*\)/gi, ''))) return false;
  if (/image-set\(|\bsrc\(|\bimage\(|expression\(|behavior|-moz-binding|@import|<|!\s*important/i.test(plain))
    return false;
  return isOneValue(value);
}

function fromString(style: string, scope: Scope): Declaration[] {
  return splitDeclarations(style).flatMap((declaration) => {
    const colon = declaration.indexOf(':');
    const property = declaration.slice(0, colon).trim();
    const source = declaration.slice(colon + 1).trim();
    const value = isTemplate(source) ? toText(resolveString(source, scope)) : source;
    return isSafeValue(value)
      ? [[property.startsWith('--') ? property : property.toLowerCase(), toDom(value)] as const]
      : [];
  });
}

function splitDeclarations(style: string): string[] {
  const parts = style.match(/(?:\{\{[^}]*\}\}|"[^"]*"|'[^']*'|\([^)]*\)|[^;])+/g) ?? [];
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

function objectValue(property: string, value: Json, scope: Scope): string | undefined {
  const resolved = typeof value === 'string' ? resolveString(value, scope) : value;
  if (typeof resolved === 'string') return resolved;
  if (typeof resolved !== 'number') return undefined;
  const bare = resolved === 0 || property.startsWith('--') || UNITLESS.has(property);
  return bare ? String(resolved) : `${resolved}px`;
}

function decode(value: string): string {
  return value
    .replace(/\\([0-9a-f]{1,6})[ \t\n\r\f]?/gi, (_, hex: string) =>
      String.fromCodePoint(Number.parseInt(hex, 16) % 0x110000),
    )
    .replace(/\\(.)/g, '$1')
    .replace(/\/\*[\s\S]*?(\*\/|$)/g, '');
}

function isOneValue(value: string): boolean {
  const closers: string[] = [];
  for (let at = 0; at < value.length; at++) {
    const char = value[at]!;
    if (char === '\\') at++;
    else if (char === '"' || char === "'") {
      const end = value.indexOf(char, at + 1);
      if (end < 0) return false;
      at = end;
    } else if (char === ';' || char === '{' || char === '}') return false;
    else if (char === '(') closers.push(')');
    else if (char === '[') closers.push(']');
    else if ((char === ')' || char === ']') && closers.pop() !== char) return false;
  }
  return closers.length === 0;
}
